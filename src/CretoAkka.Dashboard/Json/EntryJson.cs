namespace CretoAkka.Dashboard.Json;

/// <summary>What an entry of the timeline is about.</summary>
internal static class EntryKind
{
    /// <summary>A circuit's change of state or mode.</summary>
    public const string Circuit = "circuit";

    /// <summary>A circuit may not open.</summary>
    public const string Refused = "refused";

    /// <summary>A circuit that is only observed would have opened.</summary>
    public const string Observed = "observed";

    /// <summary>A peer is proven faulty.</summary>
    public const string Evidence = "evidence";

    /// <summary>The membership as a whole.</summary>
    public const string Quorum = "quorum";

    /// <summary>Somebody did something by HTTP.</summary>
    public const string Act = "act";

    /// <summary>Somebody did something of the host's own by HTTP.</summary>
    public const string Panel = "panel";
}

/// <summary>One thing that happened, as JSON.</summary>
internal sealed record EntryJson
{
    /// <summary>Its number, from 1.</summary>
    public long Number { get; init; }

    /// <summary>When, by the node's wall clock.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>What it is about: <see cref="EntryKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whom it is about; null: all.</summary>
    public string? Peer { get; init; }

    /// <summary>What happened, in a word: the state that was entered, the act that was done.</summary>
    public required string Word { get; init; }

    /// <summary>Why, or what became of it.</summary>
    public required string Cause { get; init; }

    /// <summary>What the last failure before it was; null: not known.</summary>
    public string? Failure { get; init; }

    /// <summary>Where an act came from.</summary>
    public string? From { get; init; }

    /// <summary>Whether somebody did it by hand.</summary>
    public bool IsManual { get; init; }
}
