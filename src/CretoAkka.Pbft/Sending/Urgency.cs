namespace CretoAkka.Pbft.Sending;

/// <summary>How a replica's message ranks among those that wait for the same peer.</summary>
public enum Urgency
{
    /// <summary>The protocol cannot go on without it.</summary>
    Critical = -1,

    /// <summary>A vote, a question, most answers.</summary>
    Normal = 0,

    /// <summary>A part of a state: it may wait until nothing else does.</summary>
    Bulk = 1,
}
