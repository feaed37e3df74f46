using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace CretoAkka.Node.Replicas;

/// <summary>
/// Hands <see cref="ProtocolFrame"/>'s bytes to the transport as they are. The manifest names the version.
/// </summary>
internal sealed class ProtocolFrameSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const string FrameManifest = "1";

    /// <inheritdoc/>
    public override int Identifier => 4711;

    /// <inheritdoc/>
    public override string Manifest(object o) => o is ProtocolFrame ? FrameManifest : throw Unknown(o.GetType().Name);

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) =>
        obj is ProtocolFrame frame ? frame.Bytes : throw Unknown(obj.GetType().Name);

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) =>
        manifest == FrameManifest ? new ProtocolFrame(bytes) : throw Unknown(manifest);

    private static SerializationException Unknown(string what) => new($"no frame of the consensus protocol: {what}");
}
