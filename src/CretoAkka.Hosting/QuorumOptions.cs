using CretoAkka.Core.Quorums;

namespace CretoAkka.Hosting;

/// <summary>Who takes part, and how much of them may be cut off: section <c>creto.quorum</c>.</summary>
public sealed class QuorumOptions
{
    /// <summary>What a faulty member may do. Key <c>fault-model</c>.</summary>
    public FaultModel? FaultModel { get; set; }

    /// <summary>The weight that may be cut off at once; the default is <c>auto</c>. Key <c>max-open</c>.</summary>
    public long? MaxOpen { get; set; }

    /// <summary>How much worse a peer must be to take another's place. Key <c>margin</c>.</summary>
    public double? Margin { get; set; }

    /// <summary>How long too many must be silent before this node suspects itself. Key
    /// <c>local-isolation-window</c>.</summary>
    public TimeSpan? LocalIsolationWindow { get; set; }

    /// <summary>How long a removed peer's record is remembered. Key <c>retain-record</c>.</summary>
    public TimeSpan? RetainRecord { get; set; }

    /// <summary>Peers made on first use that are no members, where there are members. Key
    /// <c>max-unknown-peers</c>.</summary>
    public int? MaxUnknownPeers { get; set; }

    /// <summary>Which membership this is. Key <c>epoch</c>.</summary>
    public long? Epoch { get; set; }

    /// <summary>Every member with its weight, this node included. Section <c>members</c>.</summary>
    public IDictionary<string, long> Members { get; } = new Dictionary<string, long>(StringComparer.Ordinal);
}
