using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>What one answer may still hold. The first message always fits, or a large one could never be had.</summary>
internal sealed class AnswerBudget(ReplicaSettings settings)
{
    private int _messages;
    private int _bytes;

    public bool TryTake(SignedMessage message)
    {
        _messages++;
        _bytes += message.Encoded.Length;
        return _messages == 1 || (_messages <= settings.MaxAnswer && _bytes <= settings.MaxAnswerBytes);
    }
}
