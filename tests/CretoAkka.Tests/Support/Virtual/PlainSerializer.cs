using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;

namespace CretoAkka.Tests.Support.Virtual;

/// <summary>A message of a test that goes from node to node.</summary>
public interface IWritten;

/// <summary>Messages as JSON text, named by their types: between tests nobody lies.</summary>
public sealed class PlainSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public const string Hocon = """
        akka.actor.serializers.plain = "CretoAkka.Tests.Support.Virtual.PlainSerializer, CretoAkka.Tests"
        akka.actor.serialization-bindings {
          "System.String" = plain
          "System.Int32" = plain
          "CretoAkka.Tests.Support.Virtual.IWritten, CretoAkka.Tests" = plain
        }
        """;

    public override int Identifier => 4711;

    public override string Manifest(object o) => o.GetType().AssemblyQualifiedName!;

    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, obj.GetType());

    public override object FromBinary(byte[] bytes, string manifest) =>
        JsonSerializer.Deserialize(bytes, Type.GetType(manifest, throwOnError: true)!)!;
}
