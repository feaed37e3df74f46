namespace CretoAkka.Sessions;

/// <summary>A message on its way to a peer, written once.</summary>
/// <param name="Serializer">Who wrote it.</param>
/// <param name="Manifest">What it is.</param>
/// <param name="Data">The message, written.</param>
/// <param name="Plain">The message itself, for a peer without a session; null for one with.</param>
internal sealed record Outgoing(int Serializer, string Manifest, ReadOnlyMemory<byte> Data, object? Plain = null);
