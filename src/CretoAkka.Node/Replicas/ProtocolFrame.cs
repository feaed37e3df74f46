namespace CretoAkka.Node.Replicas;

/// <summary>
/// One signed message of the consensus protocol, as it goes over the wire: its own bytes and nothing around them.
/// </summary>
/// <param name="Bytes">Never changed after this.</param>
internal sealed record ProtocolFrame(byte[] Bytes);
