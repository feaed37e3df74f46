namespace CretoAkka.Pbft.Replication;

/// <summary>Whether a replica may vote.</summary>
public enum ReplicaMode
{
    /// <summary>It takes part. Only for a replica that remembers every vote it ever sent, or never sent one.</summary>
    Voting,

    /// <summary>
    /// It was started without its log and could contradict its own earlier votes. It counts as faulty: it sends no
    /// PRE-PREPARE, PREPARE, COMMIT, VIEW-CHANGE or NEW-VIEW, but fetches, executes, replies and sends CHECKPOINTs. It
    /// asks a quorum how far they are, and votes again by itself once a checkpoint is stable two windows above the
    /// highest of their answers: by then all that it may have voted for is past.
    /// </summary>
    Recovering,
}
