using CretoAkka.Pbft.Replication;

namespace CretoAkka.Pbft.Recovery;

/// <summary>
/// How far a replica without its log is from voting again. Whatever it voted for before lies at most a window above the
/// checkpoint that was its last; that lies at most a window above the highest that any quorum answers with. So once a
/// checkpoint is stable two windows above, nothing that it could contradict is open any more.
/// </summary>
internal sealed class RecoveryProgress(ReplicaGroup group, int window, long nonce, long? target)
{
    private readonly long?[] _answers = new long?[group.Size];

    /// <summary>Tells answers to this life from others.</summary>
    public long Nonce => nonce;

    /// <summary>The checkpoint to wait for; null as long as too few have answered.</summary>
    public long? Target { get; private set; } = target;

    /// <summary>Whether an answer of this replica is still of use.</summary>
    public bool Awaits(int replica, long answered) =>
        Target is null && answered == nonce && _answers[replica] is null;

    /// <summary>A replica's highest stable checkpoint, proven. One answer would not do: its sender may be behind.
    /// </summary>
    public void Answered(int replica, long stable)
    {
        _answers[replica] ??= stable;
        if (Target is null && _answers.Count(answer => answer is not null) >= group.Quorum)
            Target = _answers.Max() + (2 * window);
    }

    /// <summary>Whether all that may have been voted for is past.</summary>
    public bool IsPast(long stable) => stable >= Target;
}
