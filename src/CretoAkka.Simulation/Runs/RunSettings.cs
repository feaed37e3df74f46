using CretoAkka.Pbft.Replication;
using CretoAkka.Simulation.Clients;
using CretoAkka.Simulation.Links;

namespace CretoAkka.Simulation.Runs;

/// <summary>What a run is to show.</summary>
internal enum RunMode
{
    /// <summary>Whatever goes wrong, nothing wrong is done: faults come and go.</summary>
    Safety,

    /// <summary>As many as may be are broken for good, and the others go on.</summary>
    Liveness,
}

/// <summary>Everything that decides a run, beside its schedule.</summary>
internal sealed record RunSettings
{
    /// <summary>The number that decides all that is random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>n. At least 4.</summary>
    public int Replicas { get; init; } = 4;

    /// <summary>What is to be shown.</summary>
    public RunMode Mode { get; init; }

    /// <summary>Virtual time.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What clients ask for.</summary>
    public ClientSettings Clients { get; init; } = ClientSettings.Default;

    /// <summary>What links obey.</summary>
    public LinkSettings Links { get; init; } = new();

    /// <summary>What replicas obey.</summary>
    public ReplicaSettings Replica { get; init; } = ReplicaSettings.Default with
    {
        Window = 16,
        CheckpointInterval = 8,
        MaxBatch = 8,
        MaxInFlight = 4,
        FetchBatch = 16,
        MaxPendingRequests = 64,
    };

    /// <summary>Whether what is worth reading is kept.</summary>
    public bool KeepsLines { get; init; }
}
