using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using CretoAkka.Node.Replicas;

namespace CretoAkka.Node.Tests.Replicas;

public sealed class ProtocolFrameSerializerTests : IAsyncLifetime
{
    private readonly ExtendedActorSystem _system =
        (ExtendedActorSystem)ActorSystem.Create("serialization", RemoteConfig.Of(NodeAddress.Local(0), NodeAddress.Local(0)));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public void A_frame_goes_over_the_wire_as_its_own_bytes()
    {
        var frame = new ProtocolFrame([1, 2, 3]);
        var serializer = Assert.IsType<ProtocolFrameSerializer>(_system.Serialization.FindSerializerFor(frame));

        var bytes = serializer.ToBinary(frame);
        var back = _system.Serialization.Deserialize(bytes, serializer.Identifier, serializer.Manifest(frame));

        Assert.Equal([1, 2, 3], bytes);
        Assert.Equal("1", serializer.Manifest(frame));
        Assert.Equal([1, 2, 3], Assert.IsType<ProtocolFrame>(back).Bytes);
    }

    [Fact]
    public void A_call_is_its_own_bytes_too_and_its_answer_has_none()
    {
        var call = Assert.IsType<RequestCall>(Back(new RequestCall([1, 2, 3]), out var bytes));
        Assert.Equal([1, 2, 3], call.Bytes);
        Assert.Equal([1, 2, 3], bytes);
        Assert.Same(RequestTaken.Instance, Back(RequestTaken.Instance, out var none));
        Assert.Empty(none);
    }

    private object Back(object message, out byte[] bytes)
    {
        var serializer = Assert.IsType<ProtocolFrameSerializer>(_system.Serialization.FindSerializerFor(message));
        bytes = serializer.ToBinary(message);
        return _system.Serialization.Deserialize(bytes, serializer.Identifier, serializer.Manifest(message));
    }

    [Fact]
    public void What_is_no_frame_is_refused()
    {
        SerializerWithStringManifest serializer = new ProtocolFrameSerializer(_system);

        Assert.Throws<SerializationException>(() => serializer.ToBinary("text"));
        Assert.Throws<SerializationException>(() => serializer.Manifest("text"));
        Assert.Throws<SerializationException>(() => serializer.FromBinary([1], "2"));
    }
}
