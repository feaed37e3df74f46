using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>
/// One place above the last stable checkpoint: what has been said of it in the view, and what remains true of it over
/// all views.
/// </summary>
internal sealed class Slot
{
    private readonly ReplicaGroup _group;

    public Slot(long sequence, ReplicaGroup group)
    {
        (Sequence, _group) = (sequence, group);
        (Prepares, Commits) = (new(group.Size), new(group.Size));
    }

    public long Sequence { get; }

    /// <summary>The view that proposal and votes are of.</summary>
    public long View { get; private set; }

    /// <summary>The batch that the NEW-VIEW of the view fills the place with; null if it leaves it open.</summary>
    public Digest? Fixed { get; private set; }

    /// <summary>The primary's proposal as it was signed; null where the NEW-VIEW stands for it.</summary>
    public SignedMessage? PrePrepare { get; private set; }

    /// <summary>What is proposed in the view.</summary>
    public Batch? Batch { get; private set; }

    public VoteSet Prepares { get; private set; }

    public VoteSet Commits { get; private set; }

    /// <summary>The place was prepared here; of the highest view in which it was.</summary>
    public PreparedProof? Prepared { get; private set; }

    /// <summary>The batch of <see cref="Prepared"/>.</summary>
    public Batch? PreparedBatch { get; private set; }

    /// <summary>The batch and its quorum, once committed.</summary>
    public CommittedSlot? Certificate { get; private set; }

    public SlotProgress Progress => this switch
    {
        { Certificate: not null } => SlotProgress.Committed,
        { IsPrepared: true } => SlotProgress.Prepared,
        { Batch: not null } => SlotProgress.PrePrepared,
        _ => SlotProgress.None,
    };

    /// <summary>A pre-prepare and Q - 1 matching prepares of backups: with the primary a quorum.</summary>
    public bool IsPrepared => Batch is { } batch
        && (Prepares.Count(batch.Digest) >= _group.Quorum - 1
            || (Prepared?.View == View && Prepared.Digest == batch.Digest));

    /// <summary>Whether it became prepared in this view and that has not been recorded.</summary>
    public bool IsNewlyPrepared => IsPrepared && (Prepared is null || Prepared.View < View);

    /// <summary>Whether the view has something to agree on here that is not agreed already.</summary>
    public bool IsDecided => Certificate is { } certificate && certificate.View >= View;

    /// <summary>Whether this vote could still change anything: its kind has no quorum for its digest yet.</summary>
    public bool Needs(SlotMessage vote) => !IsDecided && (vote is Prepare
        ? Prepares.Count(vote.Digest) < _group.Quorum - 1
        : Commits.Count(vote.Digest) < _group.Quorum);

    public VoteSet VotesLike(SlotMessage vote) => vote is Prepare ? Prepares : Commits;

    /// <summary>Takes a proposal: the primary's own, or a batch that the NEW-VIEW fixed.</summary>
    public void Accept(Batch batch, SignedMessage? prePrepare) => (Batch, PrePrepare) = (batch, prePrepare);

    /// <summary>Records that the place is prepared in this view.</summary>
    public PreparedProof RecordPrepared()
    {
        var digest = Batch!.Digest;
        SetPrepared(new(View, Sequence, digest, Prepares.VouchersFor(digest, _group.Quorum - 1)), Batch);
        return Prepared!;
    }

    public void SetPrepared(PreparedProof proof, Batch batch) => (Prepared, PreparedBatch) = (proof, batch);

    /// <summary>Takes a quorum that others gathered.</summary>
    public void Adopt(CommittedSlot certificate) => Certificate ??= certificate;

    /// <summary>Prepared, and Q matching commits.</summary>
    public void CommitIfAgreed()
    {
        if (Certificate is null && IsPrepared && Batch is { } batch
            && Commits.Count(batch.Digest) >= _group.Quorum)
            Certificate = new(View, Sequence, batch, Commits.VouchersFor(batch.Digest, _group.Quorum));
    }

    /// <summary>Another view: what was said in earlier ones is void, what was prepared or committed stands.</summary>
    public void EnterView(long view, Digest? filledWith)
    {
        (View, Fixed, Batch, PrePrepare) = (view, filledWith, null, null);
        (Prepares, Commits) = (new(_group.Size), new(_group.Size));
    }

    /// <summary>A batch that is known here by its digest.</summary>
    public Batch? Find(Digest digest) =>
        Batch?.Digest == digest ? Batch
        : PreparedBatch?.Digest == digest ? PreparedBatch
        : Certificate?.Digest == digest ? Certificate.Batch
        : null;
}
