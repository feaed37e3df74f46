using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Clusters;

/// <summary>
/// Random faults by a seed in the test's name. The ledger asserts order, agreement and exactly-once at each step.
/// </summary>
public class ClusterProperties
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(300);

    public static TheoryData<int, int> Runs
    {
        get
        {
            var runs = new TheoryData<int, int>();
            for (var seed = 1; seed <= 20; seed++)
                runs.Add(4, seed);
            for (var seed = 101; seed <= 108; seed++)
                runs.Add(7, seed);
            return runs;
        }
    }

    [Theory, MemberData(nameof(Runs))]
    public void Loss_delay_reorder_and_duplication_neither_stop_nor_divide_the_replicas(int n, int seed)
    {
        var cluster = new VirtualCluster(n, seed, NetworkFaults.Harsh);
        Assert.True(cluster.Perform(30, Limit), $"{cluster.Answered} answered");
        cluster.AssertConverges();
        Assert.DoesNotContain(cluster.Rejected, r => r.Verdict == Verdict.Reject);
    }

    [Theory, MemberData(nameof(Runs))]
    public void Replicas_that_come_and_go_neither_stop_nor_divide_the_rest(int n, int seed)
    {
        var random = new Random(seed);
        var cluster = new VirtualCluster(
            n, seed, NetworkFaults.Harsh, settings: ReplicaSettings.Default with { Window = 8, FetchBatch = 4 });
        cluster.Begin(40);
        for (var i = 0; i < 20; i++)
        {
            // At most f have lost their log in a run, or they would be too many who do not vote.
            var victim = cluster.Group.Replicas[^random.Next(1, cluster.Group.MaxFaulty + 1)];
            cluster.CutOff.Clear();
            if (random.Next(3) == 0)
                cluster.CutOff.Add(victim);
            else if (cluster[victim].IsUp)
                cluster[victim].Kill();
            else
                cluster[victim].Start(ReplicaMode.Recovering);
            cluster.Agenda.RunFor(TimeSpan.FromMilliseconds(random.Next(50, 2_000)));
        }

        cluster.CutOff.Clear();
        Assert.True(cluster.Perform(1, Limit), $"{cluster.Answered} answered");
        cluster.AssertConverges();
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory, MemberData(nameof(Seeds))]
    public void A_primary_that_tells_different_things_to_different_backups_cannot_divide_them(int seed)
    {
        var cluster = new VirtualCluster(4, seed, NetworkFaults.Reordering);
        var liar = new EquivocatingPrimary(cluster.Group, cluster.SignerOf("node-1"), seed);
        cluster["node-1"].Misbehave(liar.Step);

        Assert.True(cluster.Perform(10, Limit), $"{cluster.Answered} answered");
        cluster.AssertConverges();
        Assert.NotEqual(0, liar.Lies);
        Assert.Contains(MessageKind.Committed, cluster.Sent.Keys);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Damaged_and_invented_bytes_are_refused_and_stop_nothing(int seed)
    {
        var random = new Random(seed);
        var cluster = new VirtualCluster(4, seed, NetworkFaults.Reordering);
        cluster["node-4"].Misbehave((input, _) => Rubbish(cluster, input, random));

        Assert.True(cluster.Perform(10, Limit), $"{cluster.Answered} answered");
        cluster.AssertConverges();
        Assert.Contains(cluster.Rejected, r => r.Reason == RejectReason.Malformed);
        Assert.Contains(cluster.Rejected, r => r.Reason == RejectReason.BadSignature);
        Assert.DoesNotContain(cluster.Rejected, r => r.Authenticated && r.Verdict == Verdict.Reject);
    }

    // Sends everything it hears back to everybody, with one byte changed.
    private static ReplicaOutput[] Rubbish(VirtualCluster cluster, ReplicaInput input, Random random)
    {
        if (input is not ReplicaInput.ReceiveFrame { Frame: var frame })
            return [];
        var bytes = frame.ToArray();
        bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
        foreach (var replica in cluster.Group.Replicas.Take(3))
            cluster[replica].Receive(bytes);
        return [];
    }
}
