namespace CretoAkka.Node.Replicas;

/// <summary>A client's request as a call: who gets it answers with <see cref="RequestTaken"/>.</summary>
/// <param name="Bytes">The signed message. Never changed after this.</param>
internal sealed record RequestCall(byte[] Bytes);

/// <summary>The replica has what it was called with; what becomes of it the client is told by replies.</summary>
internal sealed record RequestTaken
{
    /// <summary>The only one needed.</summary>
    public static readonly RequestTaken Instance = new();
}
