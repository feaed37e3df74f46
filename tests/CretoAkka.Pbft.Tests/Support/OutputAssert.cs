using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Pbft.Tests.Support;

internal static class OutputAssert
{
    public static IReadOnlyList<MessageKind> Broadcasts(this IEnumerable<ReplicaOutput> outputs) =>
        [.. outputs.OfType<ReplicaOutput.Broadcast>().Select(b => b.Kind)];

    public static IReadOnlyList<T> Sent<T>(this IEnumerable<ReplicaOutput> outputs, string replica) =>
        [.. outputs.OfType<ReplicaOutput.SendTo>().Where(s => s.Replica == replica)
            .Select(s => s.Message.Message).OfType<T>()];

    public static IReadOnlyList<long> ExecutedPlaces(this IEnumerable<ReplicaOutput> outputs) =>
        [.. outputs.OfType<ReplicaOutput.Executed>().Select(e => e.Sequence)];

    public static IReadOnlyList<Reply> Replies(this IEnumerable<ReplicaOutput> outputs) =>
        [.. outputs.OfType<ReplicaOutput.ReplyTo>().Select(r => (Reply)r.Message.Message)];

    public static ReplicaOutput.Rejected IsRejected(this IReadOnlyList<ReplicaOutput> outputs, RejectReason reason)
    {
        var rejected = Assert.IsType<ReplicaOutput.Rejected>(Assert.Single(outputs));
        Assert.Equal(reason, rejected.Reason);
        return rejected;
    }
}
