using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Clusters;

/// <summary>
/// Faults of every kind come and go, at any replica, the primary too: at most f without their disk at a time, for they
/// count as faulty. The ledger asserts order, agreement and exactly-once at each step; in the end all must go on.
/// </summary>
public class ChaosProperties
{
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    private static readonly ReplicaSettings Small = ReplicaSettings.Default with
    {
        Window = 8, CheckpointInterval = 4, FetchBatch = 4, MaxBatch = 2, MaxInFlight = 3,
    };

    public static TheoryData<int, int> Runs
    {
        get
        {
            var runs = new TheoryData<int, int>();
            for (var seed = 1; seed <= 20; seed++)
                runs.Add(4, seed);
            for (var seed = 101; seed <= 106; seed++)
                runs.Add(7, seed);
            return runs;
        }
    }

    [Theory, MemberData(nameof(Runs))]
    public void Crashes_lost_disks_and_partitions_neither_divide_the_replicas_nor_stop_them_for_good(int n, int seed)
    {
        var random = new Random(seed);
        var cluster = new VirtualCluster(n, seed, NetworkFaults.Harsh, settings: Small);
        cluster.Begin(60);
        for (var i = 0; i < 40; i++)
        {
            Strike(cluster, random);
            cluster.Agenda.RunFor(TimeSpan.FromMilliseconds(random.Next(20, 3_000)));
        }

        Heal(cluster);
        Assert.True(cluster.Perform(5, Limit), $"{cluster.Answered} answered: {cluster.Describe()}");
        cluster.AssertConverges();
        Assert.DoesNotContain(cluster.Rejected, r => r.Verdict != Verdict.Ignore);
        Assert.Contains(cluster.Events, e => e is ReplicaOutput.ViewEntered);
        Assert.Contains(cluster.Events, e => e is ReplicaOutput.StateInstalled);
    }

    public static TheoryData<int> TwinSeeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(TwinSeeds))]
    public void Twins_under_one_key_neither_divide_the_others_nor_stop_them(int seed)
    {
        var random = new Random(seed);
        var cluster = new VirtualCluster(4, seed, NetworkFaults.Reordering, settings: Small);
        var twin = cluster.Group.Replicas[random.Next(2)];
        cluster[twin].Misbehave(Twins(cluster, twin, random));
        cluster.Begin(30);
        for (var i = 0; i < 20; i++)
        {
            var node = cluster[cluster.Group.Replicas[random.Next(4)]];
            cluster.CutOff.Clear();
            if (random.Next(3) == 0)
                cluster.CutOff.UnionWith(cluster.Group.Replicas.Where(_ => random.Next(2) == 0));
            if (node.Id != twin && random.Next(3) == 0)
            {
                node.Kill();
                node.Restart();
            }

            cluster.Agenda.RunFor(TimeSpan.FromMilliseconds(random.Next(20, 2_000)));
        }

        cluster.CutOff.Clear();
        Assert.True(cluster.Perform(5, Limit), $"{cluster.Answered} answered: {cluster.Describe()}");
        cluster.AssertConverges();
        Assert.DoesNotContain(
            cluster.Rejected, r => r is { Authenticated: true, Verdict: not Verdict.Ignore } && r.Signer != twin);
    }

    // Two whole replicas that share a key and know nothing of each other: each hears a part, and both speak.
    private static Func<ReplicaInput, TimeSpan, IReadOnlyList<ReplicaOutput>> Twins(
        VirtualCluster cluster, string name, Random random)
    {
        var twins = Enumerable.Range(0, 2).Select(_ => new Replica(
            cluster.Group, cluster.Settings, cluster.SignerOf(name), cluster.Verifier, new KeyValueStore())).ToList();
        return (input, now) =>
        [
            .. twins.Where(_ => input is ReplicaInput.Tick || random.Next(3) > 0)
                .SelectMany(twin => twin.Step(input, now))
                .Where(o => o is ReplicaOutput.Broadcast or ReplicaOutput.SendTo or ReplicaOutput.ReplyTo),
        ];
    }

    private static void Strike(VirtualCluster cluster, Random random)
    {
        var node = cluster[cluster.Group.Replicas[random.Next(cluster.Group.Size)]];
        cluster.CutOff.Clear();
        if (random.Next(3) == 0)
            cluster.CutOff.UnionWith(cluster.Group.Replicas.Where(_ => random.Next(2) == 0));
        if (random.Next(2) == 0)
            return;
        if (!node.IsUp)
            Raise(cluster, node, random);
        else if (random.Next(2) == 0)
            node.Kill();
        else
        {
            node.Kill();
            node.Restart();
        }
    }

    private static void Raise(VirtualCluster cluster, VirtualNode node, Random random)
    {
        if (random.Next(3) == 0 && Faulty(cluster) < cluster.Group.MaxFaulty)
            node.Start(ReplicaMode.Recovering);
        else
            node.Restart();
    }

    private static int Faulty(VirtualCluster cluster) =>
        cluster.Group.Replicas.Count(name => cluster[name].IsRecovering);

    private static void Heal(VirtualCluster cluster)
    {
        cluster.CutOff.Clear();
        foreach (var name in cluster.Group.Replicas.Where(name => !cluster[name].IsUp))
            cluster[name].Restart();
    }
}
