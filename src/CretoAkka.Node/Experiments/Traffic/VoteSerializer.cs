using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace CretoAkka.Node.Experiments.Traffic;

/// <summary>Hands a <see cref="Vote"/>'s bytes over as they are: no way is to win by its serializer.</summary>
internal sealed class VoteSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const string VoteManifest = "1";

    /// <inheritdoc/>
    public override int Identifier => 4712;

    /// <inheritdoc/>
    public override string Manifest(object o) => o is Vote ? VoteManifest : throw Unknown(o.GetType().Name);

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => obj is Vote vote ? vote.Bytes : throw Unknown(obj.GetType().Name);

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) =>
        manifest == VoteManifest && bytes.Length == Vote.Size ? new Vote(bytes) : throw Unknown(manifest);

    private static SerializationException Unknown(string what) => new($"no vote of an experiment: {what}");
}
