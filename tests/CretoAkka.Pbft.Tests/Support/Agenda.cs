namespace CretoAkka.Pbft.Tests.Support;

/// <summary>Virtual time: things happen when due, and in the order they were planned if due together.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (TimeSpan Due, long Order)> _due = new();
    private long _order;

    public TimeSpan Now { get; private set; }

    public void In(TimeSpan delay, Action action) => _due.Enqueue(action, (Now + delay, _order++));

    /// <summary>Runs until the condition holds; false if it does not within the limit.</summary>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var end = Now + limit;
        while (!condition())
        {
            if (!_due.TryPeek(out _, out var next) || next.Due > end)
            {
                Now = end;
                return condition();
            }

            var action = _due.Dequeue();
            Now = next.Due;
            action();
        }

        return true;
    }

    public void RunFor(TimeSpan duration) => RunUntil(() => false, duration);
}
