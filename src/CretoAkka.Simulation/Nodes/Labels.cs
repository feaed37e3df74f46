using CretoAkka.Core.Queues;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Sending;

namespace CretoAkka.Simulation.Nodes;

/// <summary>What <see cref="SendingLabels"/> says of a replica's messages, in the words of the queue.</summary>
internal sealed class Labels
{
    private readonly SendingLabels _labels = new();

    /// <summary>The label of a message.</summary>
    public MessageLabel Of(ProtocolMessage message)
    {
        var label = _labels.Of(message);
        return new()
        {
            Class = label.Urgency switch
            {
                Urgency.Critical => MessageClass.Critical,
                Urgency.Bulk => MessageClass.Bulk,
                _ => MessageClass.Normal,
            },
            Key = label.Key,
            Version = label.Version,
            Lane = label.Lane,
            Instance = label.Instance,
        };
    }
}
