using CretoAkka.Node.Experiments.Agreement;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Tests.Experiments;

public sealed class StampedStoreTests
{
    [Fact]
    public void It_answers_as_the_store_does_and_notes_the_requests_of_an_experiment_alone()
    {
        var (log, plain) = (new ArrivalLog(), new KeyValueStore());
        var store = new StampedStore(log);
        var vote = new Vote(7, 3, TimeSpan.FromSeconds(5));
        byte[][] operations =
        [
            new KeyValueOperation.Put("k", Bytes.Of(vote.Bytes)).Encode().Span.ToArray(),
            new KeyValueOperation.Put("k", Bytes.Of([1])).Encode().Span.ToArray(),
            new KeyValueOperation.Get("k").Encode().Span.ToArray(),
            [9, 9],
        ];

        foreach (var operation in operations)
            Assert.Equal(plain.Apply(operation).Span.ToArray(), store.Apply(operation).Span.ToArray());

        Assert.Equal(plain.Digest(), store.Digest());
        Assert.Equal((7, 3L, vote.Stamp), Only(log));
    }

    private static (int Key, long Version, TimeSpan Stamp) Only(ArrivalLog log)
    {
        var file = Path.GetTempFileName();
        try
        {
            var arrival = Assert.Single(ArrivalLog.Read(file, log.Write(file)));
            return (arrival.Key, arrival.Version, arrival.Stamp);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
