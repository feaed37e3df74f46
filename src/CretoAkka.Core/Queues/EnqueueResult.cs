namespace CretoAkka.Core.Queues;

/// <summary>What a queue answers to a message.</summary>
/// <param name="Message">
/// The message as it waits; null: it is larger than the queue may be, and was not accepted.
/// </param>
/// <param name="Position">Its place in the queue, from 1; 0 where it was not accepted.</param>
/// <param name="Ended">The oldest, ended to make room.</param>
public readonly record struct EnqueueResult<TItem>(
    Pending<TItem>? Message, int Position, IReadOnlyList<Ended<TItem>> Ended)
{
    /// <summary>Whether the message is larger than the queue may be.</summary>
    public bool IsTooLarge => Message is null;
}
