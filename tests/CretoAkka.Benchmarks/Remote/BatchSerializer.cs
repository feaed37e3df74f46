using System.Buffers.Binary;
using Akka.Actor;
using Akka.Serialization;

namespace CretoAkka.Benchmarks.Remote;

/// <summary>Writes and reads a <see cref="Batch"/>: a length before each message, and one copy on either side.</summary>
internal sealed class BatchSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private readonly ProposalSerializer _each = new(system);

    public override int Identifier => 90_002;

    public override string Manifest(object o) => "B";

    public override byte[] ToBinary(object obj)
    {
        byte[][] messages = [.. ((Batch)obj).Messages.Select(_each.ToBinary)];
        var bytes = new byte[messages.Sum(message => message.Length + sizeof(int))];
        var rest = bytes.AsSpan();
        foreach (var message in messages)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, message.Length);
            message.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + message.Length)..];
        }
        return bytes;
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        List<Proposal> messages = [];
        for (var rest = bytes.AsSpan(); rest.Length > 0;)
        {
            var end = sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(rest);
            messages.Add((Proposal)_each.FromBinary(rest[sizeof(int)..end].ToArray(), ProposalSerializer.ProposalManifest));
            rest = rest[end..];
        }
        return new Batch(messages);
    }
}
