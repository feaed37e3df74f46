using Akka.Actor;
using CretoAkka.Benchmarks.Ratios;
using CretoAkka.Benchmarks.Remote;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P5: acknowledged messages to another node, beside what Akka.Remote does without acknowledging them.</summary>
internal sealed class RemoteCases : IAsyncDisposable
{
    // A third of what waits for one peer at most: nothing overflows.
    private const int Ahead = 300;
    private const int Small = 100;
    private const int Large = 1_000;
    private const int Huge = 10_000;
    private const int HugeAhead = 30;
    private const string WhyLarge =
        "Akka.Remote allocates eleven bytes for each one of a message, and sharing a frame saves none of that: batches "
        + "that are acknowledged, and have no session, are beyond the bound themselves (P5e).";

    private const string WhyWindow =
        "No more than 128 KiB are unacknowledged, for that is what a peer that hung hears late: batches within that "
        + "window, and with no session, are beyond the bound themselves (P5g).";

    private const int MostLooks = 100_000;

    private readonly RemotePair _default;
    private readonly RemotePair _protobuf;

    private RemoteCases(RemotePair @default, RemotePair protobuf) => (_default, _protobuf) = (@default, protobuf);

    public static async Task<RemoteCases> Start() =>
        new(await RemotePair.Start(isSerialized: false, Ahead), await RemotePair.Start(isSerialized: true, Ahead));

    public IEnumerable<Comparison> All()
    {
        var (small, large, huge) = (Proposal.Of(Small), Proposal.Of(Large), Proposal.Of(Huge));
        foreach (var comparison in SmallOnes(small).Concat(LargeOnes(large)))
            yield return comparison;
        yield return new Comparison(
            "P5h", "10000 bytes to another node, acknowledged", Session(huge, HugeAhead),
            Bare("Akka.Remote, the same serializer", _protobuf, huge, HugeAhead), null)
        {
            Check = Settled,
        };
        yield return new Comparison(
            "P5d", "one message at a time to another node", OneByOne("through a session", () => Send(small)),
            OneByOne("Akka.Remote, the same serializer", () => _protobuf.Target.Tell(small, ActorRefs.NoSender)), 1.2);
    }

    private IEnumerable<Comparison> SmallOnes(Proposal small)
    {
        const string What = "100 bytes to another node, acknowledged";
        var session = Session(small);
        yield return new Comparison("P5", What, session, ByDefault(small), 0.2) { Check = Settled };
        yield return new Comparison("P5a", What, session, BySame(small), 0.5) { SharesRounds = true };
    }

    // In the same rounds, so that what limits a row is measured as that is.
    private IEnumerable<Comparison> LargeOnes(Proposal large)
    {
        const string What = "1000 bytes to another node, acknowledged";
        var (session, byDefault, bySame) = (Session(large), ByDefault(large), BySame(large));
        var (batches, bounded) = (Batches(_protobuf.Packer, large), Batches(_protobuf.BoundedPacker, large));
        Comparison[] all =
        [
            new("P5b", What, session, byDefault, 0.2) { Limit = WhyWindow, LimitedBy = "P5g", Check = Settled },
            new("P5c", What, session, bySame, 0.5) { Limit = WhyLarge, LimitedBy = "P5e", SharesRounds = true },
            new("P5e", "1000 bytes in batches, acknowledged, no session", batches, bySame, null) { SharesRounds = true },
            new("P5f", What, session, batches, 2) { SharesRounds = true },
            new("P5g", "1000 bytes in batches within a session's window, no session", bounded, byDefault, null)
            {
                SharesRounds = true,
            },
        ];
        return all.Select(comparison => comparison with { RoundsFactor = 3 });
    }

    public async ValueTask DisposeAsync()
    {
        await _default.DisposeAsync();
        await _protobuf.DisposeAsync();
    }

    private Work ByDefault(Proposal message) => Bare("Akka.Remote, default serializer", _default, message);

    private Work BySame(Proposal message) => Bare("Akka.Remote, the same serializer", _protobuf, message);

    private void Send(Proposal message) => _protobuf.Circuits.Send(_protobuf.Peer, message);

    private Work Session(Proposal message, int? ahead = null) => Work.Async(
        "through a session", times => _protobuf.Arrivals.Pump(times, _ => Send(message), ahead));

    private static Work Bare(string name, RemotePair pair, Proposal message, int? ahead = null) => Work.Async(
        name, times => pair.Arrivals.Pump(times, _ => pair.Target.Tell(message, ActorRefs.NoSender), ahead));

    // What a session over Akka.Remote takes at the least, by Akka's serializers.
    private Work Batches(IActorRef packer, Proposal message) => Work.Async(
        "batches without a session",
        times => _protobuf.Arrivals.Pump(times, _ => packer.Tell(message, ActorRefs.NoSender)));

    private Work OneByOne(string name, Action send) => Work.Async(name, async times =>
    {
        for (var i = 0; i < times; i++)
            await _protobuf.Arrivals.Pump(1, _ => send());
    });

    // All that was accepted was delivered, and its peer has said so.
    private async Task<string?> Settled()
    {
        for (var look = 0; look < MostLooks; look++)
        {
            var ledger = _protobuf.Circuits.GetMessages(_protobuf.Peer).Ledger;
            if (ledger.Accepted == ledger.Delivered)
                return null;
            await MeasuredNode.Handled(_protobuf.Circuits.Supervisor);
        }
        return FormattableString.Invariant($"{_protobuf.Circuits.GetMessages(_protobuf.Peer).Ledger}");
    }
}
