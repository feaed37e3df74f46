using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Serialization;

namespace CretoAkka.Sessions;

/// <summary>Writes and reads users' messages by their system's serializers. Thread-safe.</summary>
/// <param name="system">Whose serializers.</param>
/// <param name="maxBytes">The largest message, with its manifest, that the transport carries.</param>
internal sealed class PayloadCodec(ExtendedActorSystem system, int maxBytes)
{
    // Akka keeps the numbers up to this one to itself. Most of its serializers wrap whatever the bytes name.
    private const int LastOfAkka = 40;
    private const int Protobuf = 2;
    private const int Bytes = 4;
    private const int Primitives = 17;

    // The catch-all for types that nobody registered: it makes whatever type the bytes name, and peers may lie.
    private readonly int? _catchAll = CatchAllOf(system);

    /// <summary>The largest message, with its manifest, that the transport carries.</summary>
    public int MaxBytes => maxBytes;

    /// <summary>Writes a message, or says in a sentence why it cannot be sent.</summary>
    /// <param name="payload">The message.</param>
    /// <param name="isPlain">Whether it leaves as it is: then it may be of a type that nobody registered.</param>
    /// <param name="written">The message, as bytes.</param>
    /// <param name="refusal">Why not.</param>
    public bool TryWrite(object payload, bool isPlain, out Outgoing? written, out string? refusal)
    {
        (written, refusal) = (null, null);
        if (IsForActorsThemselves(payload))
        {
            refusal = $"A {payload.GetType().Name} acts on an actor instead of telling it something: it is not sent.";
            return false;
        }
        try
        {
            var serializer = system.Serialization.FindSerializerFor(payload);
            if (!isPlain && IsRefused(serializer.Identifier))
            {
                var type = payload.GetType().Name;
                refusal = $"A {type} has no serializer of its own: name one in akka.actor.serialization-bindings.";
                return false;
            }
            var data = Serialization.WithTransport(
                system, (serializer, payload), static m => m.serializer.ToBinary(m.payload));
            var manifest = Serialization.ManifestFor(serializer, payload);
            var message = new Outgoing(serializer.Identifier, manifest, data, isPlain ? payload : null);
            if (message.Bytes <= maxBytes)
                written = message;
            else
                refusal = string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"A {payload.GetType().Name} of {message.Bytes} bytes is larger than a frame: at most {maxBytes}.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a user's serializer throws is the sender's to know, and must not disturb the circuit.
            refusal = $"A {payload.GetType().Name} cannot be written: {e.Message}";
        }
        return written is not null;
    }

    /// <summary>Reads a message; null where nobody here can, or where no peer may send it.</summary>
    public object? Read(in SessionProtocol.Payload payload)
    {
        if (IsRefused(payload.Serializer))
            return null;
        try
        {
            var message = system.Serialization.Deserialize(ArrayOf(payload), payload.Serializer, payload.Manifest);
            return message is null || IsForActorsThemselves(message) ? null : message;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // From the wire: an unknown manifest of a newer node, or rubbish. Neither is a reason to fall over.
            return null;
        }
    }

    // A serializer may keep the array that it reads.
    private static byte[] ArrayOf(in SessionProtocol.Payload payload) =>
        payload.IsUnshared
        && MemoryMarshal.TryGetArray(payload.Data, out var bytes)
        && bytes.Array is { } whole
        && whole.Length == bytes.Count
            ? whole
            : payload.Data.ToArray();

    private bool IsRefused(int serializer) => serializer == _catchAll
        || serializer is >= 0 and <= LastOfAkka and not (Protobuf or Bytes or Primitives);

    private static int? CatchAllOf(ExtendedActorSystem system)
    {
        try
        {
            return system.Serialization.FindSerializerForType(typeof(object))?.Identifier;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null; // The system has none, or does not let it be used.
        }
    }

    /// <summary>Whether a message acts on an actor instead of telling it something: none such is sent.</summary>
    // A peer's message must not stop an actor, nor climb from it to another.
    public static bool IsForActorsThemselves(object message) =>
        message is IPossiblyHarmful or IAutoReceivedMessage or ISystemMessage or SessionProtocol.ISessionMessage;
}
