namespace CretoAkka.Hosting;

/// <summary>Messages that are numbered and acknowledged: section <c>creto.session</c>.</summary>
public sealed class SessionOptions
{
    /// <summary>Whether peers have one. Key <c>enabled</c>.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Section <c>window</c>.</summary>
    public SessionWindowOptions Window { get; } = new();

    /// <summary>The shortest time that an acknowledgement is waited for. Key <c>min-timeout</c>.</summary>
    public TimeSpan? MinTimeout { get; set; }

    /// <summary>How often an idle session is checked. Key <c>keep-alive</c>.</summary>
    public TimeSpan? KeepAlive { get; set; }

    /// <summary>How often an open circuit's peer is pinged at first. Key <c>probe-interval</c>.</summary>
    public TimeSpan? ProbeInterval { get; set; }

    /// <summary>What an acknowledgement says. Key <c>ack</c>.</summary>
    public SessionAcknowledgement? Ack { get; set; }

    /// <summary>Section <c>failure-rate</c>.</summary>
    public SessionFailureRateOptions FailureRate { get; } = new();
}
