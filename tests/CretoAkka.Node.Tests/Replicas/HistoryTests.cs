using CretoAkka.Node.Replicas;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Tests.Replicas;

public sealed class HistoryTests
{
    private static readonly ReplicaOutput.Executed First = Executed(1, "a", 5, [1]);
    private static readonly ReplicaOutput.Executed Second = Executed(2, "b", 6, [2]);

    [Fact]
    public void Equal_histories_have_equal_digests() => Assert.Equal(Of(First, Second), Of(First, Second));

    [Fact]
    public void Order_counts() => Assert.NotEqual(Of(First, Second), Of(Second, First));

    [Fact]
    public void A_longer_history_is_another() => Assert.NotEqual(Of(First), Of(First, Second));

    [Fact]
    public void Every_part_of_a_place_counts()
    {
        Digest[] all =
        [
            Of(First),
            Of(Executed(2, "a", 5, [1])),
            Of(Executed(1, "b", 5, [1])),
            Of(Executed(1, "a", 6, [1])),
            Of(Executed(1, "a", 5, [2])),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    private static Digest Of(params ReplicaOutput.Executed[] places)
    {
        var history = new History();
        foreach (var place in places)
            history.Add(place);
        return history.Value;
    }

    private static ReplicaOutput.Executed Executed(long sequence, string client, long timestamp, byte[] operation) =>
        new(sequence, client, timestamp, Bytes.Of(operation), default, Applied: true);
}
