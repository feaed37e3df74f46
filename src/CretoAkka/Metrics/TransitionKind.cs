using CretoAkka.Core.Circuits;

namespace CretoAkka.Metrics;

/// <summary>Which state a circuit left, and which it entered. From closed to half-open it never goes.</summary>
public enum TransitionKind
{
    /// <summary>A trip.</summary>
    ClosedToOpen = 0,

    /// <summary>The open period passed, or the peer answered a ping.</summary>
    OpenToHalfOpen,

    /// <summary>By hand, or in favour of a worse peer.</summary>
    OpenToClosed,

    /// <summary>A probe failed, or too few succeeded in time.</summary>
    HalfOpenToOpen,

    /// <summary>Enough probes succeeded; or by hand, or in favour of a worse peer.</summary>
    HalfOpenToClosed,
}

/// <summary>Between a change and its two states.</summary>
public static class TransitionKinds
{
    /// <summary>The state left.</summary>
    public static CircuitState From(this TransitionKind kind) => kind switch
    {
        TransitionKind.ClosedToOpen => CircuitState.Closed,
        TransitionKind.OpenToHalfOpen or TransitionKind.OpenToClosed => CircuitState.Open,
        _ => CircuitState.HalfOpen,
    };

    /// <summary>The state entered.</summary>
    public static CircuitState To(this TransitionKind kind) => kind switch
    {
        TransitionKind.ClosedToOpen or TransitionKind.HalfOpenToOpen => CircuitState.Open,
        TransitionKind.OpenToHalfOpen => CircuitState.HalfOpen,
        _ => CircuitState.Closed,
    };

    /// <summary>The change between two different states.</summary>
    internal static TransitionKind Of(CircuitState from, CircuitState to) => (from, to) switch
    {
        (CircuitState.Closed, _) => TransitionKind.ClosedToOpen,
        (CircuitState.Open, CircuitState.HalfOpen) => TransitionKind.OpenToHalfOpen,
        (CircuitState.Open, _) => TransitionKind.OpenToClosed,
        (_, CircuitState.Open) => TransitionKind.HalfOpenToOpen,
        _ => TransitionKind.HalfOpenToClosed,
    };
}
