namespace CretoAkka.Pbft.Messages;

/// <summary>The bounds of everything that goes over the wire, in bytes unless said otherwise.</summary>
public static class MessageLimits
{
    /// <summary>A signed message as a whole. Half of what common transports carry in one frame.</summary>
    public const int Frame = 64 * 1024;

    /// <summary>The name of a replica or client, in UTF-8. At least one byte.</summary>
    public const int Id = 64;

    /// <summary>A client's operation.</summary>
    public const int Operation = 16 * 1024;

    /// <summary>The result of an operation.</summary>
    public const int Result = 16 * 1024;

    /// <summary>A signature.</summary>
    public const int Signature = 128;

    /// <summary>
    /// Replicas in a group: a certificate of all of them still fits a frame beside the largest batch.
    /// </summary>
    public const int Replicas = 128;

    /// <summary>Slots that one status can describe, and so the widest window.</summary>
    public const int StatusSlots = 1024;

    /// <summary>Requests in a batch.</summary>
    public const int BatchRequests = 256;

    /// <summary>The requests of a batch together. The largest request fits.</summary>
    public const int BatchBytes = 32 * 1024;

    /// <summary>Digests that one message may ask for.</summary>
    public const int Digests = 64;

    /// <summary>A part of a checkpoint's state.</summary>
    public const int Chunk = 16 * 1024;
}
