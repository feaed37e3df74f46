namespace CretoAkka.Testing;

/// <summary>
/// A peer that answers, is slow, fails or hangs on cue: for calls by <c>ExecuteAsync</c>. It answers until it is told
/// otherwise. Thread-safe.
/// </summary>
/// <param name="time">The clock of its slowness: <see cref="VirtualCircuits.Time"/>; null: the machine's.</param>
public sealed class ScriptedPeer(TimeProvider? time = null)
{
    private readonly Lock _lock = new();
    private Func<CancellationToken, Task> _usual = static _ => Task.CompletedTask;
    private Func<CancellationToken, Task>? _cue;
    private int _left;
    private int _calls;

    /// <summary>How often it was called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>It answers from now on: after so long, at once if that is zero.</summary>
    public void Answer(TimeSpan after = default) => Always(after == TimeSpan.Zero
        ? static _ => Task.CompletedTask
        : ct => Task.Delay(after, time ?? TimeProvider.System, ct));

    /// <summary>Calls end with this exception from now on.</summary>
    public void Fail(Exception exception) => Always(_ => Task.FromException(exception));

    /// <summary>So many calls end with this exception; those after them as before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one.</exception>
    public void Fail(Exception exception, int times) => Next(_ => Task.FromException(exception), times);

    /// <summary>Calls are answered no more, until their token is cancelled.</summary>
    public void Hang() => Always(UntilCancelled);

    /// <summary>So many calls are not answered, until their token is cancelled; those after them as before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one.</exception>
    public void Hang(int times) => Next(UntilCancelled, times);

    /// <summary>What an operation under test does: calls the peer.</summary>
    /// <param name="answer">What it answers, if it does.</param>
    /// <param name="cancellationToken">The operation's.</param>
    public async ValueTask<T> CallAsync<T>(T answer, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _calls);
        await Act()(cancellationToken).ConfigureAwait(false);
        return answer;
    }

    private static Task UntilCancelled(CancellationToken token) => Task.Delay(Timeout.InfiniteTimeSpan, token);

    private void Always(Func<CancellationToken, Task> act)
    {
        lock (_lock)
            (_usual, _cue) = (act, null);
    }

    private void Next(Func<CancellationToken, Task> act, int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_lock)
            (_cue, _left) = (act, times);
    }

    private Func<CancellationToken, Task> Act()
    {
        lock (_lock)
        {
            if (_cue is not { } cue)
                return _usual;
            if (--_left == 0)
                _cue = null;
            return cue;
        }
    }
}
