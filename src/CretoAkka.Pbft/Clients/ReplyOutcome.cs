using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Clients;

/// <summary>What became of a reply that was offered.</summary>
public enum ReplyUse
{
    /// <summary>It counts, but too few agree yet.</summary>
    Counted,

    /// <summary>With it f + 1 agree: the request is done.</summary>
    Completed,

    /// <summary>No request waits for it: unknown, forgotten or completed before.</summary>
    NotAwaited,

    /// <summary>This replica has replied to this request.</summary>
    Duplicate,

    /// <summary>No reply, not of a replica of the group, or with a wrong signature.</summary>
    Invalid,
}

/// <summary>What became of a reply, and the result of the request that it completed.</summary>
/// <param name="Use">What became of it.</param>
/// <param name="Result">The result that f + 1 replicas sent; empty unless completed.</param>
/// <param name="View">The view that the completing reply names: a hint who the primary is, no more.</param>
public readonly record struct ReplyOutcome(ReplyUse Use, Bytes Result = default, long View = 0);
