using System.Globalization;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Sending;

/// <summary>
/// What may be done with one replica's messages while they wait: the same wherever it runs. Not thread-safe.
/// </summary>
/// <remarks>
/// The protocol is safe whatever is lost, so superseding could only cost progress, and it does not: what replaces a
/// message makes it useless to whoever it is for.
/// <list type="bullet">
/// <item>PRE-PREPARE, PREPARE and COMMIT for a place: by the same kind for that place in a later view. A vote of an
/// earlier view is refused by all who have moved, and who has not gets the NEW-VIEW first. No kind replaces another:
/// a COMMIT does not say what the PREPARE says.</item>
/// <item>VIEW-CHANGE and NEW-VIEW of a signer: by its own for a higher view, since of each sender only the highest
/// counts.</item>
/// <item>CHECKPOINT: by nothing; each place needs its own quorum. Once a certificate makes a later one stable, the
/// watermark passes it.</item>
/// <item>The certificate of a stable checkpoint: by that of a later one, which proves more. Not by an answer to a
/// recovering replica, which it counts by its nonce.</item>
/// <item>STATUS, RECOVER and FETCH: by the same said again, which is the newest word on where the replica is.</item>
/// </list>
/// </remarks>
public sealed class SendingLabels
{
    /// <summary>The lane of what is said of places; an instance is a place.</summary>
    public const string Slots = "slot";

    /// <summary>The lane of what moves to a view; an instance is a view.</summary>
    public const string Views = "view";

    /// <summary>The lane of what is said of checkpoints; an instance is a place.</summary>
    public const string Checkpoints = "checkpoint";

    private long _told;

    /// <summary>The label of a message, in the order in which they are sent.</summary>
    public SendingLabel Of(ProtocolMessage message) => message switch
    {
        SlotMessage vote => new()
        {
            Key = Key(vote.Kind, vote.Sequence),
            Version = vote.View,
            Lane = Slots,
            Instance = vote.Sequence,
        },
        ViewChange change => OfView(change, change.View),
        NewView opened => OfView(opened, opened.View),
        Checkpoint vote => new()
        {
            Key = Key(vote.Kind, vote.Sequence), Lane = Checkpoints, Instance = vote.Sequence,
        },
        Stable stable => new()
        {
            Urgency = Urgency.Critical, Key = Key(stable.Kind, stable.Nonce), Version = stable.Proof.Sequence,
        },
        _ => OfQuestionOrAnswer(message),
    };

    private SendingLabel OfQuestionOrAnswer(ProtocolMessage message) => message switch
    {
        Status or Recover => new() { Key = $"{message.Kind}", Version = ++_told },
        Fetch fetch => new() { Key = Key(fetch.Kind, fetch.First), Version = ++_told },
        // Whoever has it can answer, for it proves itself by its digest.
        FetchByDigest fetch => new() { Key = $"{fetch.Kind} {fetch.Digests[0]}", Substitutable = true },
        // Whoever asks again while the answer waits gets it once. No lane: it is for one who is behind us.
        Committed answer => new() { Key = Key(answer.Kind, answer.Slot.Sequence) },
        FetchedBatch answer => new() { Key = $"{answer.Kind} {answer.Batch.Digest}" },
        StateChunk chunk => new()
        {
            Urgency = Urgency.Bulk, Key = $"{chunk.Kind} {Digest.Of(chunk.Content.Span)}",
        },
        _ => default,
    };

    // A replica also hands on what others signed, so the signer is part of the key.
    private static SendingLabel OfView(ProtocolMessage message, long view) => new()
    {
        Urgency = Urgency.Critical,
        Key = $"{message.Kind} {message.Sender}",
        Version = view,
        Lane = Views,
        Instance = view,
    };

    private static string Key(MessageKind kind, long place) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind} {place}");
}
