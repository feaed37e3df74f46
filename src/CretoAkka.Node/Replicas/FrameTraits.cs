using System.Globalization;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Replicas;

/// <summary>
/// What may be done with a replica's messages while they wait: a vote of a later view replaces the earlier one for the
/// same place, and the newest word on where a replica is replaces every older one. Used by one replica's actor.
/// </summary>
internal sealed class FrameTraits
{
    /// <summary>The lane of what is said of places; an instance is a place.</summary>
    public const string Slots = "slot";

    private long _told;

    /// <summary>The traits of a message.</summary>
    public MessageTraits Of(ProtocolMessage message) => message switch
    {
        SlotMessage vote => new()
        {
            SupersedeKey = Key(vote.Kind, vote.Sequence),
            Version = vote.View,
            Lane = Slots,
            Instance = vote.Sequence,
        },
        Status => new() { SupersedeKey = nameof(Status), Version = ++_told },
        Fetch fetch => new() { SupersedeKey = Key(fetch.Kind, fetch.First), Version = ++_told },
        // Whoever asks again while the answer waits gets it once. No lane: it is for one who is behind us.
        Committed answer => new() { SupersedeKey = Key(answer.Kind, answer.Slot.Sequence) },
        _ => MessageTraits.Default,
    };

    /// <summary>
    /// Up to which place votes are of no use to anybody, given what is executed: a replica that is a window behind
    /// takes such a place with its certificate. Votes for later ones it may still need, though we do not.
    /// </summary>
    public static long WatermarkAt(long executed) => executed - ReplicaSettings.Default.Window;

    private static string Key(MessageKind kind, long place) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind} {place}");
}
