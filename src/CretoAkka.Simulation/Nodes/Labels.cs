using System.Globalization;
using CretoAkka.Core.Queues;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Simulation.Nodes;

/// <summary>
/// What may be done with a replica's messages while they wait: a vote of a later view replaces the earlier one for the
/// same place, and the newest word on where a replica is replaces every older one.
/// </summary>
internal sealed class Labels
{
    /// <summary>The lane of what is said of places; an instance is a place.</summary>
    public const string Slots = "slot";

    private long _told;

    /// <summary>The label of a message.</summary>
    public MessageLabel Of(ProtocolMessage message) => message switch
    {
        SlotMessage vote => new()
        {
            Key = Key(vote.Kind, vote.Sequence),
            Version = vote.View,
            Lane = Slots,
            Instance = vote.Sequence,
        },
        Status => new() { Key = nameof(Status), Version = ++_told },
        Fetch fetch => new() { Key = Key(fetch.Kind, fetch.First), Version = ++_told },
        Committed answer => new() { Key = Key(answer.Kind, answer.Slot.Sequence), Class = MessageClass.Bulk },
        _ => default,
    };

    private static string Key(MessageKind kind, long place) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind} {place}");
}
