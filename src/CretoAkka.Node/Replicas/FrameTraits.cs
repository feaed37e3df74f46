using CretoAkka.Core.Queues;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Sending;

namespace CretoAkka.Node.Replicas;

/// <summary>
/// What <see cref="SendingLabels"/> says of a replica's messages, in the words of the circuits. Used by one replica's
/// actor.
/// </summary>
internal sealed class FrameTraits
{
    private readonly SendingLabels _labels = new();

    /// <summary>The traits of a message.</summary>
    public MessageTraits Of(ProtocolMessage message)
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
            SupersedeKey = label.Key,
            Version = label.Version,
            Lane = label.Lane,
            Instance = label.Instance,
            Substitutable = label.Substitutable,
        };
    }
}
