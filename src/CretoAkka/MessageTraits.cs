namespace CretoAkka;

/// <summary>What the library may do with a message. Immutable; reuse it.</summary>
public sealed record MessageTraits
{
    /// <summary>Nothing but send it to its peer.</summary>
    public static readonly MessageTraits Default = new();

    /// <summary>Whether another peer can answer it: it is forwarded while its own peer is cut off.</summary>
    public bool Substitutable { get; init; }

    /// <summary>How long it is of use; null: as long as the queue keeps it. Longer than zero.</summary>
    public TimeSpan? Expiry { get; init; }
}
