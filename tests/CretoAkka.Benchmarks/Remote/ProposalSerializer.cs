using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Google.Protobuf;

namespace CretoAkka.Benchmarks.Remote;

/// <summary>Writes and reads a <see cref="Proposal"/>, for both sides of a comparison alike.</summary>
internal sealed class ProposalSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public const string ProposalManifest = "P";

    public override int Identifier => 90_001;

    public override string Manifest(object o) => ProposalManifest;

    public override byte[] ToBinary(object obj)
    {
        var (view, number, sender, lane, data) = (Proposal)obj;
        return new ProposalWire
        {
            View = view,
            Number = number,
            Sender = sender,
            Lane = lane,
            Data = UnsafeByteOperations.UnsafeWrap(data),
        }.ToByteArray();
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (manifest != ProposalManifest)
            throw new SerializationException($"'{manifest}' is no message of a benchmark; expected {ProposalManifest}.");
        var wire = ProposalWire.Parser.ParseFrom(bytes);
        return new Proposal(wire.View, wire.Number, wire.Sender, wire.Lane, wire.Data.ToByteArray());
    }
}
