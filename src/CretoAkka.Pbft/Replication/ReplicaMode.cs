namespace CretoAkka.Pbft.Replication;

/// <summary>Whether a replica may vote.</summary>
public enum ReplicaMode
{
    /// <summary>It takes part. Only for a replica that remembers every vote it ever sent, or never sent one.</summary>
    Voting,

    /// <summary>
    /// It was restarted without its log and could contradict its own earlier votes. It counts as faulty: it sends no
    /// PRE-PREPARE, PREPARE or COMMIT, but fetches, executes, and replies to clients and to other replicas' STATUS.
    /// </summary>
    Following,
}
