using System.Collections.Concurrent;

namespace CretoAkka.Tests.Stress;

/// <summary>Answers that come about when their deadlines pass, some of them, and some of them failures.</summary>
internal sealed class Late(int steps)
{
    private readonly ConcurrentQueue<(int Due, TaskCompletionSource<int> Answer)> _waiting = new();
    private int _step;
    private int _asked;

    /// <summary>An answer that comes later or never.</summary>
    public Task<int> Answer()
    {
        var answer = new TaskCompletionSource<int>();
        var number = Interlocked.Increment(ref _asked);
        if (number % 4 != 0)
            _waiting.Enqueue((Volatile.Read(ref _step) + steps + number % 3 - 1, answer));
        return answer.Task;
    }

    /// <summary>Lets so much time pass. By one thread.</summary>
    public void Pass()
    {
        var step = Interlocked.Increment(ref _step);
        while (_waiting.TryPeek(out var first) && first.Due <= step && _waiting.TryDequeue(out first))
        {
            if (first.Due % 5 == 0)
                first.Answer.SetException(new FormatException());
            else
                first.Answer.SetResult(1);
        }
    }
}
