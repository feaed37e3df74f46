using Akka.Actor;
using Akka.Serialization;

namespace CretoAkka.Sessions;

/// <summary>Writes and reads users' messages by their system's serializers. Thread-safe.</summary>
internal sealed class PayloadCodec(ExtendedActorSystem system, int maxBytes)
{
    /// <summary>Writes a message, or says in a sentence why it cannot be sent.</summary>
    public bool TryWrite(object payload, out Outgoing? written, out string? refusal)
    {
        (written, refusal) = (null, null);
        try
        {
            var serializer = system.Serialization.FindSerializerFor(payload);
            var data = Serialization.WithTransport(system, () => serializer.ToBinary(payload));
            if (data.Length <= maxBytes)
                written = new Outgoing(serializer.Identifier, Serialization.ManifestFor(serializer, payload), data);
            else
                refusal = string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"A {payload.GetType().Name} of {data.Length} bytes is larger than a frame: at most {maxBytes}.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a user's serializer throws is the sender's to know, and must not disturb the circuit.
            refusal = $"A {payload.GetType().Name} cannot be written: {e.Message}";
        }
        return written is not null;
    }

    /// <summary>Reads a message; null where nobody here can.</summary>
    public object? Read(in SessionProtocol.Payload payload)
    {
        try
        {
            return system.Serialization.Deserialize(payload.Data.ToArray(), payload.Serializer, payload.Manifest);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // From the wire: an unknown manifest of a newer node, or rubbish. Neither is a reason to fall over.
            return null;
        }
    }
}
