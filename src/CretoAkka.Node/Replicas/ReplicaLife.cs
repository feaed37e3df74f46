using CretoAkka.Node.Storage;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Replicas;

/// <summary>A replica as it begins, and the disk it writes to.</summary>
/// <param name="Replica">Used by its actor alone.</param>
/// <param name="Disk">
/// Null: it has none. What is to be kept is not, so it must start again as one that lost its log.
/// </param>
internal sealed record ReplicaLife(Replica Replica, DiskLife? Disk = null)
{
    /// <summary>Hears that the disk takes no more: the replica has stopped and must not go on.</summary>
    public Action<Exception> OnFailure { get; init; } = static _ => { };

    /// <summary>Hears that a replica that had lost its log votes again.</summary>
    public Action OnRecovered { get; init; } = static () => { };
}
