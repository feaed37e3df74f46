using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>
/// Which places are open and where checkpoints are taken: a matter of settings and of the size of the group, so equal
/// at every replica. Immutable.
/// </summary>
/// <param name="group">Who replicates.</param>
/// <param name="settings">What was asked for.</param>
public sealed class Watermarks(ReplicaGroup group, ReplicaSettings settings)
{
    // What a VIEW-CHANGE holds beside its certificates, and a certificate beside its signatures; both generous.
    private const int Head = 512;
    private const int ProofHead = 64;
    private const int VoucherBytes = MessageLimits.Signature + 3;

    /// <summary>
    /// L: a place n is open if h &lt; n &lt;= h + L. At most so many that a VIEW-CHANGE with a certificate for each of
    /// them fits a frame.
    /// </summary>
    public int Window { get; } = Math.Min(settings.Window, Fitting(group));

    /// <summary>K: a checkpoint is taken at each multiple of it.</summary>
    public int Interval => Math.Min(settings.CheckpointInterval, Window / 2);

    /// <summary>Whether a checkpoint is taken after a place.</summary>
    public bool IsCheckpoint(long sequence) => sequence > 0 && sequence % Interval == 0;

    /// <summary>Whether a stable checkpoint can be there: where one is taken, or at the beginning.</summary>
    public bool IsStableAt(long sequence) => sequence == 0 || IsCheckpoint(sequence);

    private static int Fitting(ReplicaGroup group)
    {
        var room = MessageLimits.Frame - Head - ProofHead - (group.Quorum * VoucherBytes);
        return room / (ProofHead + ((group.Quorum - 1) * VoucherBytes));
    }
}
