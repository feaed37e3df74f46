namespace CretoAkka.Sessions;

/// <summary>A message on its way to a peer, written once.</summary>
/// <param name="Serializer">Who wrote it.</param>
/// <param name="Manifest">What it is.</param>
/// <param name="Data">The message, written.</param>
/// <param name="Plain">The message itself, for a peer without a session; null for one with.</param>
internal sealed record Outgoing(int Serializer, string Manifest, ReadOnlyMemory<byte> Data, object? Plain = null)
{
    /// <summary>What it takes of queues, windows and frames.</summary>
    public int Bytes => Data.Length + Manifest.Length;

    /// <summary>A message for a peer without a session, which needs no writing as long as it does not wait.</summary>
    public static Outgoing Unwritten(object payload) => new(0, "", default, payload);
}
