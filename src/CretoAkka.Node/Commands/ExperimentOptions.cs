namespace CretoAkka.Node.Commands;

/// <summary>What experiment was asked for.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Quick">Whether its faults are short.</param>
/// <param name="Out">Where its files go; null: nowhere.</param>
/// <param name="Seed">For what is random in it.</param>
internal sealed record ExperimentOptions(
    ExperimentKind Kind, bool Quick = false, DirectoryInfo? Out = null, int Seed = 1);

/// <summary>The experiments.</summary>
internal enum ExperimentKind
{
    /// <summary>A peer's process is stopped for a while.</summary>
    HungPeer = 0,

    /// <summary>A peer's process is killed.</summary>
    KilledPeer,

    /// <summary>A peer's process is killed, and another one follows it.</summary>
    RestartedPeer,

    /// <summary>The link to a peer is slow.</summary>
    SlowPeer,

    /// <summary>The link to a peer freezes and thaws.</summary>
    FlappingPeer,

    /// <summary>The link to a peer loses everything, the link back nothing.</summary>
    OneWayCut,

    /// <summary>An operator cuts a healthy replica off while another one is silent.</summary>
    ForcedOpen,
}
