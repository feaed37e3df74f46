using CretoAkka.Core.Queues;
using CsCheck;

namespace CretoAkka.Tests.Sessions;

/// <summary>One thing that happens to two nodes which send to each other.</summary>
internal sealed record Move(string What, string Node, int Much)
{
    public override string ToString() => $"{What} {Node} {Much}";
}

/// <summary>Random histories, and how they are played.</summary>
internal static class LinkHistory
{
    public const string Lane = "slot";

    private static readonly Gen<string> Nodes = Gen.OneOf(Gen.Const("a"), Gen.Const("b"));

    private static readonly Gen<Move> Calm = Gen.Frequency(
        (6, Of("send", 1, 60)),
        (6, Of("pass", 50, 1500)),
        (2, Of("hang", 0, 0)),
        (3, Of("resume", 0, 0)),
        (1, Of("pause", 300, 3000)),
        (1, Of("fail", 1, 3)),
        (1, Of("force-open", 100, 2000)),
        (1, Of("reset", 0, 0)));

    private static readonly Gen<Move> Rough = Gen.Frequency(
        (8, Calm),
        (3, Of("vote", 1, 60)),
        (1, Of("alarm", 1, 5)),
        (1, Of("transfer", 1, 3)),
        (1, Of("mark", 0, 0)),
        (2, Of("lose", 1, 60)),
        (1, Of("lose", 100, 100)),
        (2, Of("delay", 1, 1500)),
        (1, Of("duplicate", 1, 50)),
        (2, Of("heal", 0, 0)),
        (1, Of("restart", 0, 0)));

    /// <summary>Wires keep order and lose nothing; nobody restarts.</summary>
    public static readonly Gen<Move[]> InOrder = Calm.Array[1, 12];

    /// <summary>Everything.</summary>
    public static readonly Gen<Move[]> Everything = Rough.Array[1, 14];

    public static string Print(Move[] history) => string.Join("; ", (object[])history);

    /// <summary>Plays a history, heals everything, and lets the nodes come to rest.</summary>
    public static void Play(this LinkLedger ledger, Move[] history, int seed)
    {
        var random = new Random(seed);
        foreach (var move in history)
        {
            Do(ledger, move, random);
            ledger.Network.Settle();
            ledger.CheckSums();
        }
        foreach (var node in (string[])["a", "b"])
        {
            Do(ledger, new("heal", node, 0), random);
            ledger[node].Circuits.Reset(Other(node));
        }
        ledger.Network.Freeze("b", false);
        ledger.Network.PassUntil(ledger.IsAtRest, TimeSpan.FromSeconds(60));
    }

    private static void Do(LinkLedger ledger, Move move, Random random)
    {
        var (network, node, peer) = (ledger.Network, ledger[move.Node], (PeerId)Other(move.Node));
        var wire = network.Wire(move.Node, Other(move.Node));
        var span = TimeSpan.FromMilliseconds(move.Much);
        switch (move.What)
        {
            case "send": ledger.Send(move.Node, move.Much); break;
            case "vote": ledger.Send(move.Node, move.Much, Vote); break;
            case "alarm": ledger.Send(move.Node, move.Much, Of(MessageClass.Critical)); break;
            case "transfer": ledger.Send(move.Node, move.Much, Of(MessageClass.Bulk)); break;
            case "mark": ledger.Advance(move.Node); break;
            case "pass": network.Pass(span); break;
            case "hang": network.Freeze("b"); break;
            case "resume": network.Freeze("b", false); break;
            case "fail": Repeat(move.Much, () => node.Circuits.RecordFailure(peer)); break;
            case "force-open": node.Circuits.ForceOpen(peer, span); break;
            case "reset": node.Circuits.Reset(peer); break;
            case "restart": ledger.Restart(move.Node); break;
            case "lose": wire.Loses = _ => random.Next(100) < move.Much; break;
            case "delay": wire.Delay = _ => TimeSpan.FromMilliseconds(random.Next(move.Much)); break;
            case "duplicate":
                wire.Carries = m => random.Next(100) < move.Much ? [m, m] : [m];
                break;
            case "pause":
                node.IsPaused = true;
                network.Pass(span);
                node.IsPaused = false;
                break;
            default:
                (wire.Loses, wire.Carries, wire.Delay) =
                    (static _ => false, static m => [m], static _ => TimeSpan.FromMilliseconds(5));
                break;
        }
    }

    public static string Other(string node) => node == "a" ? "b" : "a";

    private static Gen<Move> Of(string what, int least, int most) =>
        Gen.Select(Nodes, Gen.Int[least, most], (node, much) => new Move(what, node, much));

    // Of seven keys, each again and again.
    private static MessageTraits Vote(int number) =>
        new() { SupersedeKey = $"key-{number % 7}", Version = number, Lane = Lane, Instance = number };

    private static Func<int, MessageTraits> Of(MessageClass of) => _ => new() { Class = of };

    private static void Repeat(int times, Action what)
    {
        for (var i = 0; i < times; i++)
            what();
    }
}
