using System.Collections.Immutable;

namespace CretoAkka.Pbft.Messages;

/// <summary>
/// A request that has its place for good. The commits vouch for the digest of the signed request, so neither the
/// primary's signature nor the client's needs to be seen again. Immutable; equal if all of it is.
/// </summary>
/// <param name="view">The view it was committed in.</param>
/// <param name="sequence">The place.</param>
/// <param name="request">The request as its client signed it.</param>
/// <param name="commits">
/// Signed commits of a quorum of different replicas, all for this view, place and request.
/// </param>
public sealed class CommittedSlot(
    long view,
    long sequence,
    SignedMessage request,
    ImmutableArray<SignedMessage> commits) : IEquatable<CommittedSlot>
{
    /// <summary>The view it was committed in.</summary>
    public long View { get; } = view;

    /// <summary>The place.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>The request as its client signed it.</summary>
    public SignedMessage Request { get; } = request;

    /// <summary>What proves it, once <see cref="Replication.Certificates"/> has checked them.</summary>
    public ImmutableArray<SignedMessage> Commits { get; } = commits;

    /// <summary>The digest of the signed request.</summary>
    public Digest Digest { get; } = request.ComputeDigest();

    /// <inheritdoc/>
    public bool Equals(CommittedSlot? other) =>
        other is not null && View == other.View && Sequence == other.Sequence && Request.Equals(other.Request)
        && Commits.SequenceEqual(other.Commits);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CommittedSlot);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(View, Sequence, Digest);
}
