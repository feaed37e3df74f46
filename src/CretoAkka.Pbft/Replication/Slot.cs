using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>One place that is not executed yet, and what has been said of it in the view.</summary>
internal sealed class Slot(long sequence, ReplicaGroup group)
{
    public long Sequence { get; } = sequence;

    public SignedMessage? PrePrepare { get; private set; }

    public VoteSet Prepares { get; } = new(group.Size);

    public VoteSet Commits { get; } = new(group.Size);

    /// <summary>The request and its quorum, once committed.</summary>
    public CommittedSlot? Certificate { get; private set; }

    public SlotProgress Progress => this switch
    {
        { Certificate: not null } => SlotProgress.Committed,
        { IsPrepared: true } => SlotProgress.Prepared,
        { PrePrepare: not null } => SlotProgress.PrePrepared,
        _ => SlotProgress.None,
    };

    /// <summary>A pre-prepare and Q - 1 matching prepares of backups: with the primary a quorum.</summary>
    public bool IsPrepared => Proposal is { } proposal && Prepares.Count(proposal.Digest) >= group.Quorum - 1;

    /// <summary>Whether this vote could still change anything: its kind has no quorum for its digest yet.</summary>
    public bool Needs(SlotMessage vote) => Certificate is null && (vote is Prepare
        ? Prepares.Count(vote.Digest) < group.Quorum - 1
        : Commits.Count(vote.Digest) < group.Quorum);

    public VoteSet VotesLike(SlotMessage vote) => vote is Prepare ? Prepares : Commits;

    public void Accept(SignedMessage prePrepare) => PrePrepare = prePrepare;

    /// <summary>Takes a quorum that others gathered.</summary>
    public void Adopt(CommittedSlot certificate) => Certificate = certificate;

    /// <summary>Prepared, and Q matching commits.</summary>
    public void CommitIfAgreed()
    {
        if (Certificate is not null || !IsPrepared || Proposal is not { } proposal)
            return;
        if (Commits.Count(proposal.Digest) >= group.Quorum)
            Certificate = new(
                proposal.View, Sequence, proposal.Batch, Commits.VouchersFor(proposal.Digest, group.Quorum));
    }

    public PrePrepare? Proposal => PrePrepare?.Message as PrePrepare;
}
