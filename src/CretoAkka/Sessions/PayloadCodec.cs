using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Serialization;

namespace CretoAkka.Sessions;

/// <summary>Writes and reads users' messages by their system's serializers. Thread-safe.</summary>
/// <param name="system">Whose serializers.</param>
/// <param name="maxBytes">The largest message, with its manifest, that the transport carries.</param>
internal sealed class PayloadCodec(ExtendedActorSystem system, int maxBytes)
{
    /// <summary>The largest message, with its manifest, that the transport carries.</summary>
    public int MaxBytes => maxBytes;

    /// <summary>Writes a message, or says in a sentence why it cannot be sent.</summary>
    public bool TryWrite(object payload, out Outgoing? written, out string? refusal)
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
            var data = Serialization.WithTransport(system, () => serializer.ToBinary(payload));
            var message = new Outgoing(serializer.Identifier, Serialization.ManifestFor(serializer, payload), data);
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
        try
        {
            var message = system.Serialization.Deserialize(
                payload.Data.ToArray(), payload.Serializer, payload.Manifest);
            return message is null || IsForActorsThemselves(message) ? null : message;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // From the wire: an unknown manifest of a newer node, or rubbish. Neither is a reason to fall over.
            return null;
        }
    }

    // A peer's message must not stop an actor, nor climb from it to another.
    private static bool IsForActorsThemselves(object message) =>
        message is IPossiblyHarmful or IAutoReceivedMessage or ISystemMessage or SessionProtocol.ISessionMessage;
}
