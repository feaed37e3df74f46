using System.Globalization;
using CretoAkka.Core.Queues;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Simulation.Nodes;

/// <summary>
/// What may be done with a replica's messages while they wait: a vote of a later view replaces the earlier one for the
/// same place, a later view the earlier, and the newest word on where a replica is replaces every older one.
/// </summary>
internal sealed class Labels
{
    /// <summary>The lane of what is said of places.</summary>
    public const string Slots = "slot";

    /// <summary>The lane of what is said of views.</summary>
    public const string Views = "view";

    /// <summary>The lane of checkpoints.</summary>
    public const string Checkpoints = "checkpoint";

    private long _told;

    /// <summary>The label of a message.</summary>
    public MessageLabel Of(ProtocolMessage message) => message switch
    {
        SlotMessage m => new()
        {
            Key = Key(m.Kind, m.Sequence), Version = m.View, Lane = Slots, Instance = m.Sequence,
        },
        ViewChange m => OfView(m.Kind, m.View),
        NewView m => OfView(m.Kind, m.View),
        Checkpoint m => new() { Key = Key(m.Kind, m.Sequence), Lane = Checkpoints, Instance = m.Sequence },
        Stable m => new()
        {
            Key = Key(m.Kind, m.Nonce), Version = m.Proof.Sequence, Class = MessageClass.Critical,
        },
        Status or Recover => new() { Key = message.Kind.ToString(), Version = ++_told },
        Fetch m => new() { Key = Key(m.Kind, m.First), Version = ++_told },
        Committed m => new() { Key = Key(m.Kind, m.Slot.Sequence) },
        FetchedBatch or StateChunk => new() { Class = MessageClass.Bulk },
        _ => default,
    };

    private static MessageLabel OfView(MessageKind kind, long view) => new()
    {
        Key = kind.ToString(), Version = view, Lane = Views, Instance = view, Class = MessageClass.Critical,
    };

    private static string Key(MessageKind kind, long place) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)kind} {place}");
}
