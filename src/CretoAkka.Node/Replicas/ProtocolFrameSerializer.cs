using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace CretoAkka.Node.Replicas;

/// <summary>
/// Hands a signed message's bytes to the transport as they are, told or called, and what answers a call, which has
/// none. The manifest names the version.
/// </summary>
internal sealed class ProtocolFrameSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const string FrameManifest = "1";
    private const string CallManifest = "call-1";
    private const string TakenManifest = "taken-1";

    /// <inheritdoc/>
    public override int Identifier => 4711;

    /// <inheritdoc/>
    public override string Manifest(object o) => o switch
    {
        ProtocolFrame => FrameManifest,
        RequestCall => CallManifest,
        RequestTaken => TakenManifest,
        _ => throw Unknown(o.GetType().Name),
    };

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => obj switch
    {
        ProtocolFrame frame => frame.Bytes,
        RequestCall call => call.Bytes,
        RequestTaken => [],
        _ => throw Unknown(obj.GetType().Name),
    };

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        FrameManifest => new ProtocolFrame(bytes),
        CallManifest => new RequestCall(bytes),
        TakenManifest => RequestTaken.Instance,
        _ => throw Unknown(manifest),
    };

    private static SerializationException Unknown(string what) => new($"no frame of the consensus protocol: {what}");
}
