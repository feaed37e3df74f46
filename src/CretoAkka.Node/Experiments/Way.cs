namespace CretoAkka.Node.Experiments;

/// <summary>How a sender's messages go to its peers.</summary>
internal enum Way
{
    /// <summary>Told to remote references, and nothing beside them.</summary>
    Bare = 0,

    /// <summary>Told while a circuit, fed by pings of its own, is closed; refused while it is not.</summary>
    Naive,

    /// <summary>Sent through the library's sessions.</summary>
    Creto,
}
