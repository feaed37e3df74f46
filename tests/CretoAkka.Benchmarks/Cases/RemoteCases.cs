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
    private const string WhyLarge =
        "Akka.Remote copies each byte some eleven times, and a frame saves none of that: batches that are only "
        + "acknowledged, without a session, take more than the bound themselves (P5f).";

    private const int MostLooks = 100_000;

    private readonly RemotePair _default;
    private readonly RemotePair _protobuf;

    private RemoteCases(RemotePair @default, RemotePair protobuf) => (_default, _protobuf) = (@default, protobuf);

    public static async Task<RemoteCases> Start() =>
        new(await RemotePair.Start(isSerialized: false, Ahead), await RemotePair.Start(isSerialized: true, Ahead));

    public IEnumerable<Comparison> All()
    {
        foreach (var (bytes, letter) in new[] { (Small, ""), (Large, "b") })
        {
            var message = Proposal.Of(bytes);
            var what = FormattableString.Invariant($"{bytes} bytes to another node, acknowledged");
            yield return new Comparison(
                "P5" + letter, what, Session(message), Bare("Akka.Remote, default serializer", _default, message), 0.2)
            {
                Check = Settled,
            };
            yield return new Comparison(
                "P5" + (letter.Length == 0 ? "a" : "c"), what, Session(message),
                Bare("Akka.Remote, the same serializer", _protobuf, message), 0.5)
            {
                Check = Settled,
                Limit = bytes == Large ? WhyLarge : null,
            };
            yield return new Comparison(
                "P5" + (letter.Length == 0 ? "e" : "f"), what + ", in batches and no session", Batches(message),
                Bare("Akka.Remote, the same serializer", _protobuf, message), null);
        }
        var one = Proposal.Of(Small);
        yield return new Comparison(
            "P5d", "one message at a time to another node", OneByOne("through a session", () => Send(one)),
            OneByOne("Akka.Remote, the same serializer", () => _protobuf.Target.Tell(one, ActorRefs.NoSender)), 1.2);
    }

    public async ValueTask DisposeAsync()
    {
        await _default.DisposeAsync();
        await _protobuf.DisposeAsync();
    }

    private void Send(Proposal message) => _protobuf.Circuits.Send(_protobuf.Peer, message);

    private Work Session(Proposal message) => Work.Async(
        "through a session", times => _protobuf.Arrivals.Pump(times, _ => Send(message)));

    private static Work Bare(string name, RemotePair pair, Proposal message) => Work.Async(
        name, times => pair.Arrivals.Pump(times, _ => pair.Target.Tell(message, ActorRefs.NoSender)));

    // The least that any session over Akka.Remote takes.
    private Work Batches(Proposal message) => Work.Async(
        "batches", times => _protobuf.Arrivals.Pump(
            times, _ => _protobuf.Packer.Tell(message, ActorRefs.NoSender)));

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
