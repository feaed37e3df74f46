using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.ViewChanges;

/// <summary>
/// What follows from the VIEW-CHANGEs of a NEW-VIEW: where the view begins and which batches it must propose again.
/// Every replica computes it by itself, so that the new primary cannot leave out what may have committed.
/// </summary>
internal sealed class NewViewPlan
{
    /// <summary>That of view 0: nothing comes before it.</summary>
    public static readonly NewViewPlan First = new(StableProof.Beginning, []);

    private readonly Dictionary<long, Digest> _digests;

    private NewViewPlan(StableProof stable, Dictionary<long, Digest> digests)
    {
        Stable = stable;
        _digests = digests;
        Last = digests.Count == 0 ? stable.Sequence : digests.Keys.Max();
    }

    /// <summary>The highest stable checkpoint among them: the view begins after it.</summary>
    public StableProof Stable { get; }

    /// <summary>The last place that must be proposed again; the checkpoint if there is none.</summary>
    public long Last { get; }

    /// <summary>
    /// The batch that must be proposed for a place: that prepared in the highest view, the null request where none was.
    /// Null for a place that the view leaves open.
    /// </summary>
    public Digest? For(long sequence) =>
        sequence <= Stable.Sequence || sequence > Last ? null
        : _digests.TryGetValue(sequence, out var digest) ? digest
        : Batch.Null.Digest;

    /// <summary>The plan of these VIEW-CHANGEs.</summary>
    public static NewViewPlan Of(IEnumerable<ViewChange> changes)
    {
        var all = changes.ToList();
        var stable = all.MaxBy(change => change.Stable.Sequence)!.Stable;
        var highest = all.SelectMany(change => change.Prepared)
            .Where(proof => proof.Sequence > stable.Sequence)
            .GroupBy(proof => proof.Sequence)
            .ToDictionary(place => place.Key, place => place.MaxBy(proof => proof.View)!.Digest);
        return new(stable, highest);
    }
}
