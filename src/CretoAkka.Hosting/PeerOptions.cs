namespace CretoAkka.Hosting;

/// <summary>One peer: section <c>creto.circuit-breaker.peers."name"</c>.</summary>
public sealed class PeerOptions : CircuitOptions
{
    /// <summary>The path of the actor that takes its messages; without one: calls only. Key <c>address</c>.</summary>
    public string? Address { get; set; }

    /// <summary>Whether its messages are numbered and acknowledged. Key <c>session</c>.</summary>
    public bool? Session { get; set; }
}
