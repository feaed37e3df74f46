using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;
using CretoAkka.Sessions;
using CretoAkka.Wire;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>A serializer may keep the array it reads, so it gets one that nobody else has; and no copy for nothing.</summary>
[Trait("Decision", "D18")]
public sealed class PayloadArrayTests : IDisposable
{
    private const int Kept = 4712;

    private readonly ExtendedActorSystem _system = (ExtendedActorSystem)ActorSystem.Create(
        "arrays",
        ConfigurationFactory.ParseString(
            """
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            akka.actor.serializers.kept = "CretoAkka.Tests.Sessions.PayloadArrayTests+Serializer, CretoAkka.Tests"
            akka.actor.serialization-bindings { "CretoAkka.Tests.Sessions.PayloadArrayTests+Message, CretoAkka.Tests" = kept }
            """));

    public void Dispose() => _system.Dispose();

    [Fact]
    public void What_did_not_come_over_a_wire_is_copied()
    {
        var bytes = new byte[] { 1, 2, 3 };

        var read = Read(new Payload(1, Kept, "", bytes));

        Assert.Equal(bytes, read);
        Assert.NotSame(bytes, read);
    }

    [Fact]
    public void What_came_over_a_wire_is_not()
    {
        var bytes = new byte[] { 1, 2, 3 };

        Assert.Same(bytes, Read(new Payload(1, Kept, "", bytes) { IsUnshared = true }));
    }

    [Fact]
    public void A_part_of_an_array_is_copied_wherever_it_came_from()
    {
        var bytes = new byte[] { 1, 2, 3 };

        Assert.Equal([2, 3], Read(new Payload(1, Kept, "", bytes.AsMemory(1)) { IsUnshared = true }));
    }

    [Fact]
    public void Each_message_of_a_frame_that_is_read_has_an_array_of_its_own()
    {
        var sent = ImmutableArray.Create(
            new Payload(1, Kept, "", new byte[] { 1 }), new Payload(2, Kept, "", new byte[] { 1 }));
        var serializer = new CretoSerializer(_system);
        var frame = new Frame("a", Nonce: 1, To: 2, Lowest: 1, Marker: 0, Target: "/user/b", sent);

        var read = (Frame)serializer.FromBinary(serializer.ToBinary(frame), serializer.Manifest(frame));

        Assert.All(sent, payload => Assert.False(payload.IsUnshared));
        Assert.All(read.Payloads, payload => Assert.True(payload.IsUnshared));
        Assert.NotSame(Read(read.Payloads[0]), Read(read.Payloads[1]));
        Assert.NotSame(Read(sent[0]), Read(read.Payloads[0]));
    }

    private byte[] Read(in Payload payload) =>
        ((Message)new PayloadCodec(_system, maxBytes: 1_000).Read(payload)!).Bytes;

    public sealed record Message(byte[] Bytes);

    public sealed class Serializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override int Identifier => Kept;

        public override string Manifest(object o) => "";

        public override byte[] ToBinary(object obj) => ((Message)obj).Bytes;

        public override object FromBinary(byte[] bytes, string manifest) => new Message(bytes);
    }
}
