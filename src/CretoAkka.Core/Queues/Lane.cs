namespace CretoAkka.Core.Queues;

/// <summary>What waits in one lane, each class by its instances, and the mark that has passed some.</summary>
internal sealed class Lane<TItem>(StepCount steps)
{
    private static readonly int Classes = Enum.GetValues<MessageClass>().Length;

    private readonly SortedChain<Pending<TItem>>[] _waiting =
        [.. Enumerable.Range(0, Classes).Select(_ => new SortedChain<Pending<TItem>>(steps))];

    private long? _mark;

    public bool Pass(long instance) => instance <= _mark;

    /// <summary>Marks only rise: a lower one changes nothing.</summary>
    public void Advance(long instance)
    {
        if (!Pass(instance))
            _mark = instance;
    }

    public Pending<TItem>? Lowest(MessageClass of) => _waiting[of.Index].First?.Value;

    public void Add(Pending<TItem> message)
    {
        var rank = new Rank(message.Label.Instance, message.Place);
        _waiting[message.Label.Class.Index].Add(message.InLane ??= new(message), rank);
    }

    public void Remove(Pending<TItem> message) => _waiting[message.Label.Class.Index].Remove(message.InLane!);
}
