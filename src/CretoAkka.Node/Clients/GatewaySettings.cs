namespace CretoAkka.Node.Clients;

/// <summary>How patient a gateway is.</summary>
internal sealed record GatewaySettings
{
    /// <summary>
    /// After this long without agreement a request goes to all replicas, and again each time it passes.
    /// </summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A request without agreement for this long is given up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests that wait for a free client at most.</summary>
    public int MaxWaiting { get; init; } = 256;
}
