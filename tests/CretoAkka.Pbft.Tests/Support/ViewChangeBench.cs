using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Pbft.Tests.Support;

/// <summary>What a bench says around a change of view.</summary>
internal static class ViewChangeBench
{
    private static readonly string[] Names = ["node-1", "node-2", "node-3", "node-4"];

    /// <summary>The proof that backups other than the primary prepared a request.</summary>
    public static PreparedProof Prepared(
        this Bench bench, long sequence, SignedMessage request, long view = 0, params string[] backups) =>
        new(view, sequence, request.ComputeDigest(), bench.Vouchers(
            (backups.Length > 0 ? backups : Backups(view)).Select(b => bench.Prepare(b, sequence, request, view))));

    public static SignedMessage ViewChange(
        this Bench bench, string replica, long view, params PreparedProof[] prepared) =>
        bench.ViewChangeFrom(replica, view, StableProof.Beginning, prepared);

    public static SignedMessage ViewChangeFrom(
        this Bench bench, string replica, long view, StableProof stable, params PreparedProof[] prepared) =>
        bench.Say(new ViewChange(replica, view, stable, [.. prepared]));

    /// <summary>The NEW-VIEW of the primary of a group of four.</summary>
    public static SignedMessage NewView(this Bench bench, long view, params SignedMessage[] changes) =>
        bench.Say(new NewView(bench.Group.PrimaryOf(view), view,
            [.. changes.Select(c => new NewViewVote((byte)bench.Group.IndexOf(c.Signer), c.ComputeDigest()))]));

    /// <summary>The proof that a quorum of a group of four had a state.</summary>
    public static StableProof Stable(this Bench bench, long sequence, Digest state, params string[] signers) =>
        new(sequence, state, bench.Vouchers((signers.Length > 0 ? signers : ["node-1", "node-3", "node-4"])
            .Select(name => bench.Say(new Checkpoint(name, sequence, state)))));

    /// <summary>Lets time pass, a tick each tenth of a second.</summary>
    public static IReadOnlyList<ReplicaOutput> Wait(this Bench bench, TimeSpan time)
    {
        var outputs = new List<ReplicaOutput>();
        for (var end = bench.Now + time; bench.Now < end;)
        {
            bench.Now += TimeSpan.FromMilliseconds(100);
            outputs.AddRange(bench.Step(ReplicaInput.Tick.Instance));
        }

        return outputs;
    }

    /// <summary>The first broadcast message of a type.</summary>
    public static T First<T>(this IEnumerable<ReplicaOutput> outputs) where T : ProtocolMessage =>
        outputs.OfType<ReplicaOutput.Broadcast>().Select(b => b.Message.Message).OfType<T>().First();

    private static string[] Backups(long view) =>
        [.. Names.Where((_, i) => i != view % Names.Length).Take(2)];
}
