namespace CretoAkka.Simulation.Faults;

/// <summary>What goes wrong. The names are those of schedules, in lower case with hyphens.</summary>
internal enum FaultKind
{
    /// <summary>A share of the messages between two nodes is lost, in percent.</summary>
    Loss,

    /// <summary>Messages between two nodes take up to so many milliseconds, and overtake each other.</summary>
    Delay,

    /// <summary>A share of the messages between two nodes comes twice, in percent.</summary>
    Duplicate,

    /// <summary>Nothing passes from one node to another; the way back is open.</summary>
    Cut,

    /// <summary>Nothing passes between some nodes and the rest.</summary>
    Partition,

    /// <summary>Nothing passes between two nodes for so many milliseconds, then everything, and so on.</summary>
    Flap,

    /// <summary>Whatever a node sends or is sent takes at least so many milliseconds.</summary>
    Slow,

    /// <summary>A node's process ends, and another with its disk begins.</summary>
    Crash,

    /// <summary>A node's process ends in the middle of a step, and another with its disk begins.</summary>
    Tear,

    /// <summary>A node's process ends, and another without its disk begins.</summary>
    Wipe,

    /// <summary>A node does nothing, and then everything at once.</summary>
    Freeze,

    /// <summary>A node's clock stands still.</summary>
    PauseClock,

    /// <summary>A node is two, with one key; each speaks with a part of the others.</summary>
    Twins,

    /// <summary>A node says different things to different others.</summary>
    Equivocate,

    /// <summary>A node hears and acknowledges everything, and does nothing.</summary>
    Silent,

    /// <summary>A node does everything as late as it can.</summary>
    SlowWalk,

    /// <summary>A node says things in the names of others, and wrong things in its own.</summary>
    Forge,

    /// <summary>A node says again what was said before, by anybody.</summary>
    Replay,

    /// <summary>A node answers what its circuits are probed with, and takes nothing else.</summary>
    GameProbes,
}

/// <summary>Sorts of faults.</summary>
internal static class FaultKinds
{
    /// <summary>Whether who does this is no correct replica, whatever it did before.</summary>
    public static bool IsByzantine(this FaultKind kind) => kind >= FaultKind.Twins;

    /// <summary>Whether it is about two nodes.</summary>
    public static bool IsOfPair(this FaultKind kind) =>
        kind is FaultKind.Loss or FaultKind.Delay or FaultKind.Duplicate or FaultKind.Cut or FaultKind.Flap;

    /// <summary>Whether it has an amount.</summary>
    public static bool HasAmount(this FaultKind kind) => kind is FaultKind.Loss or FaultKind.Delay
        or FaultKind.Duplicate or FaultKind.Flap or FaultKind.Slow or FaultKind.SlowWalk;
}
