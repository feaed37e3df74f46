using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Peers;

namespace CretoAkka.Tests.Peers;

[Trait("Decision", "D19")]
public class PeerRecordsTests
{
    private static readonly TimeSpan Retain = TimeSpan.FromSeconds(10);
    private static readonly CircuitRecord Record = new(Circuit.Create(new CircuitPolicy()), default);

    [Fact]
    public void A_record_is_given_back_once_and_only_in_time()
    {
        var records = new PeerRecords(Retain, most: 10);
        records.Keep("a", Record, TimeSpan.Zero);
        records.Keep("b", Record, TimeSpan.Zero);

        Assert.Same(Record, records.Take("a", Retain - TimeSpan.FromTicks(1)));
        Assert.Null(records.Take("a", Retain - TimeSpan.FromTicks(1)));
        Assert.Null(records.Take("b", Retain));
    }

    [Fact]
    public void A_hundred_thousand_that_come_and_go_leave_no_more_than_the_bound()
    {
        var records = new PeerRecords(Retain, most: 10);
        for (var i = 0; i < 100_000; i++)
        {
            records.Keep($"peer-{i % 1000}", Record, TimeSpan.Zero);
            if (i % 3 == 0)
                records.Take($"peer-{i % 1000}", TimeSpan.Zero);
            Assert.InRange(records.Count, 0, 10);
        }
        records.Keep("last", Record, 2 * Retain);
        Assert.Equal(1, records.Count);
    }

    [Fact]
    public void The_latest_record_of_a_peer_is_the_one_that_counts()
    {
        var (records, later) = (new PeerRecords(Retain, most: 2), Record with { });
        records.Keep("a", Record, TimeSpan.Zero);
        records.Keep("a", later, TimeSpan.FromSeconds(5));
        records.Keep("b", Record, Retain);

        Assert.Same(later, records.Take("a", Retain));
    }
}
