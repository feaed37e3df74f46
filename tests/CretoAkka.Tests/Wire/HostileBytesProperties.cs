using System.Collections.Immutable;
using System.Runtime.Serialization;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Sessions;
using CretoAkka.Tests.Support.Virtual;
using CretoAkka.Wire;
using CsCheck;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Wire;

/// <summary>Bytes and messages that no node writes which keeps to the rules.</summary>
[Trait("Decision", "D18")]
public sealed class HostileBytesProperties : VirtualNetworkTest
{
    private const int FrameLimit = 128_000;

    private static readonly CretoSerializer Serializer = new(null!);
    private static readonly Gen<string> Manifests = Gen.OneOf("H", "W", "F", "A", "S", "X", "", "FC", "AC");

    private static readonly Gen<long> Numbers = Gen.OneOf(
        Gen.Long[-2, 300], Gen.OneOf(long.MinValue, long.MaxValue, 1L << 62, (1L << 62) + 1), Gen.Long);

    private static readonly Gen<ImmutableArray<NumberRange>> Ranges =
        Gen.Select(Numbers, Numbers, (a, b) => new NumberRange(a, b)).Array[0, 40].Select(r => r.ToImmutableArray());

    private static readonly Gen<ImmutableArray<Payload>> Payloads =
        Gen.Select(Numbers, Gen.Int[-5, 40], Gen.OneOf(Gen.Const("M"), Gen.String[0, 20]), Gen.Byte.Array[0, 50],
            (number, by, manifest, data) => new Payload(number, by, manifest, data))
        .Array[0, 40].Select(p => p.ToImmutableArray());

    private static readonly Gen<string> Targets = Gen.OneOf(
        Gen.OneOf("/user/replica", "/user/creto", "/user/replica/../creto", "", "/", "//", "/system/x", "user/replica",
            "/user/replica#5", "/user/*", new string('a', 5000)),
        Gen.String[0, 30]);

    private static readonly Gen<string> Senders = Gen.OneOf(
        Gen.OneOf("b", "c", "", "a", "\0", new string('n', 300)), Gen.String[0, 20]);

    [Fact]
    public void Random_bytes_are_a_message_or_a_refusal_and_nothing_else() =>
        Gen.Select(Manifests, Gen.Byte.Array[0, 200]).Sample((manifest, bytes) => ReadOrRefuse(bytes, manifest),
            iter: 20_000);

    [Fact]
    public void A_message_cut_short_or_with_bytes_changed_is_a_message_or_a_refusal() =>
        Gen.Select(Messages(0, 0), Gen.Int[0, 400], Gen.Byte, Gen.Bool).Sample((message, at, value, cut) =>
        {
            var bytes = Serializer.ToBinary(message);
            at %= bytes.Length + 1;
            if (cut)
                bytes = bytes[..at];
            else if (at < bytes.Length)
                bytes[at] = value;
            ReadOrRefuse(bytes, Serializer.Manifest(message));
        }, iter: 5_000);

    [Theory]
    [InlineData("H", "12FFFFFFFF07")] // a text of two gigabytes
    [InlineData("F", "3AFFFFFFFF07")] // a payload of two gigabytes
    [InlineData("F", "3A0622FFFFFFFF07")]
    [InlineData("A", "3AFFFFFFFFFFFFFFFFFF7F")] // a length of more than ten bytes
    [InlineData("F", "FFFFFFFFFFFFFFFFFFFFFF")]
    public void A_length_that_is_a_lie_is_refused_without_memory_for_it(string manifest, string bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SerializationException>(() => Serializer.FromBinary(Convert.FromHexString(bytes), manifest));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData("F", new byte[] { 0x3A, 0x00 })]
    [InlineData("A", new byte[] { 0x3A, 0x00 })]
    [InlineData("A", new byte[] { 0x42, 0x00 })]
    public void As_many_empty_entries_as_a_frame_holds_take_bounded_memory(string manifest, byte[] entry)
    {
        var bytes = Enumerable.Repeat(entry, FrameLimit / entry.Length).SelectMany(e => e).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Serializer.FromBinary(bytes, manifest);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L * FrameLimit);
    }

    [Fact]
    public void A_message_of_a_kind_to_come_is_counted_and_nothing_else()
    {
        var (a, b) = Joined();
        Network.Pass(Ms(500));
        var before = a.Circuits.GetStats(B);
        Network.Tell("a", Serializer.FromBinary([0x08, 0x02, 0x12, 0x01, (byte)'b'], "Z"));
        Network.Settle();

        Assert.Equal(1, a.Circuits.GetMessages(B).Ignored);
        Assert.Equal(before with { TimeInState = default }, a.Circuits.GetStats(B) with { TimeInState = default });
        Assert.Empty(a.Errors);
        Assert.Empty(b.Received.Messages);
    }

    [Fact]
    public void No_message_throws_in_an_actor_and_every_accepted_message_still_ends_once()
    {
        var (a, b) = Joined();
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(500), () => b.Circuits.Send(A, 1));
        var sent = 0;
        var nonces = (Own: Network.LogOf<Hello>("a")[^1].What.Nonce, Theirs: Network.LogOf<Hello>("b")[^1].What.Nonce);
        var incarnation = Network.LogOf<Welcome>("a")[^1].What.Incarnation;
        Messages(nonces.Theirs, incarnation).Array[1, 20].Sample(messages =>
        {
            var own = Network.LogOf<Hello>("a")[^1].What.Nonce;
            a.Circuits.Send(B, sent++);
            foreach (var message in messages)
                Network.Tell("a", message is Acknowledged { Acknowledgement: var ack } m
                    ? m with { Acknowledgement = ack with { Nonce = own } }
                    : message);
            Network.Pass(Ms(20));
            Assert.True(a.Circuits.GetMessages(B).Ledger.Balances);
        }, iter: 200, threads: 1);

        Assert.Empty(a.Errors);
        Network.Pass(TimeSpan.FromSeconds(20));
        var ledger = a.Circuits.GetMessages(B).Ledger;
        Assert.Equal((sent, 0L), (ledger.Accepted, ledger.Pending));
        Assert.Equal(CircuitState.Closed, a.Circuits.GetState(B));
        Assert.True(a.Circuits.GetMessages(B).Ignored > 0);
        Assert.InRange(a.Circuits.GetStats().Count, 1, 100);
        Assert.All(a.Received.Messages, m => Assert.Equal(1, m)); // nothing but what b sent
    }

    private static Gen<ISessionMessage> Messages(ulong nonce, long incarnation)
    {
        var nonces = Gen.OneOf(Gen.Const(nonce), Gen.ULong);
        var processes = Gen.OneOf(Gen.Const(incarnation), Gen.Long);
        return Gen.OneOf(
            Gen.Select(Senders, nonces, processes, Numbers, Gen.Int, Gen.Int,
                (f, n, i, p, l, h) => (ISessionMessage)new Hello(f, n, i, p, l, h)),
            Gen.Select(Senders, nonces, processes, Numbers, Gen.Int[0, 2],
                (f, n, i, p, v) => (ISessionMessage)new Welcome(f, n, i, p, v)),
            Gen.Select(Gen.Select(Senders, nonces, Numbers, processes), Gen.Select(Numbers, Targets, Payloads),
                (f, p) => (ISessionMessage)new Frame(
                    f.Item1, f.Item2, f.Item4, f.Item3, p.Item1, p.Item2, p.Item3)),
            Gen.Select(Gen.Select(Senders, processes), Gen.Select(Numbers, Numbers, Ranges, Ranges),
                (f, k) => (ISessionMessage)new Acknowledged(
                    f.Item1, new Acknowledgement(0, f.Item2, k.Item1, k.Item2, k.Item3, k.Item4))),
            Gen.Select(Senders, nonces, processes, (f, n, i) => (ISessionMessage)new Stranger(f, n, i)));
    }

    private static void ReadOrRefuse(byte[] bytes, string manifest)
    {
        try
        {
            Assert.IsAssignableFrom<ISessionMessage>(Serializer.FromBinary(bytes, manifest));
        }
        catch (SerializationException)
        {
            // The refusal that remoting knows how to take.
        }
    }
}
