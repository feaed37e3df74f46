namespace CretoAkka.Pbft.Sending;

/// <summary>What may be done with a message while it waits. The default: it is kept, in order.</summary>
public readonly record struct SendingLabel
{
    /// <summary>How it ranks.</summary>
    public Urgency Urgency { get; init; }

    /// <summary>What it is a version of: a newer version replaces one that waits; null: of nothing.</summary>
    public string? Key { get; init; }

    /// <summary>Which version of its <see cref="Key"/>; higher is newer.</summary>
    public long Version { get; init; }

    /// <summary>Which watermark passes it: one of <see cref="SendingLabels"/>; null: none.</summary>
    public string? Lane { get; init; }

    /// <summary>Its place in its <see cref="Lane"/>: a watermark at this or higher has passed it.</summary>
    public long Instance { get; init; }

    /// <summary>Whether another replica may be asked instead.</summary>
    public bool Substitutable { get; init; }
}
