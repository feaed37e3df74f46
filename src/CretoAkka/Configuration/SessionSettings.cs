using CretoAkka.Core.Circuits;

namespace CretoAkka.Configuration;

/// <summary>Numbered, acknowledged messages. Section <c>creto.session</c>.</summary>
public sealed record SessionSettings
{
    /// <summary>Unacknowledged messages to one peer at most. Key <c>window.messages</c>.</summary>
    public required int WindowMessages { get; init; }

    /// <summary>Unacknowledged bytes to one peer at most. Key <c>window.bytes</c>.</summary>
    public required long WindowBytes { get; init; }

    /// <summary>The shortest time an acknowledgement is waited for. Key <c>min-timeout</c>.</summary>
    public required TimeSpan MinTimeout { get; init; }

    /// <summary>How often an idle session is checked. Key <c>keep-alive</c>.</summary>
    public required TimeSpan KeepAlive { get; init; }

    /// <summary>
    /// How often an open circuit's peer is pinged at first; doubles per trip up to the open timeout. Key
    /// <c>probe-interval</c>.
    /// </summary>
    public required TimeSpan ProbeInterval { get; init; }

    /// <summary>
    /// Whether an acknowledgement waits for the target's own confirmation. Key <c>ack</c>: handed-over or processed.
    /// </summary>
    public required bool AcknowledgeProcessed { get; init; }

    /// <summary>The second trip rule for sessions; null where it is off. Section <c>failure-rate</c>.</summary>
    public required FailureRateRule? FailureRate { get; init; }
}
