namespace CretoAkka.Tests.Support;

/// <summary>
/// Threads that do one short round after another, begun as nearly at the same moment as can be: they spin for it. The
/// caller's thread is the first of them.
/// </summary>
internal sealed class Rounds : IDisposable
{
    private readonly List<Thread> _others;
    private Action<int>? _act;
    private Exception? _failed;
    private int _round;
    private int _ready;
    private int _running;

    public Rounds(int threads)
    {
        _others = [.. Enumerable.Range(1, threads - 1).Select(i => new Thread(() => Work(i)) { IsBackground = true })];
        _others.ForEach(t => t.Start());
    }

    /// <summary>Runs <paramref name="act"/> with its thread's number on every thread, and waits for all.</summary>
    public void Run(Action<int> act)
    {
        (_act, _failed) = (act, null);
        Begin();
        Do(0, act);
        Await(ref _running, 0);
        Assert.Null(_failed);
    }

    public void Dispose()
    {
        _act = null;
        Begin();
        _others.ForEach(t => t.Join());
    }

    private void Begin()
    {
        Await(ref _ready, _others.Count);
        _ready = 0;
        Volatile.Write(ref _running, _others.Count);
        Interlocked.Increment(ref _round);
    }

    private void Work(int thread)
    {
        for (var round = 1; ; round++)
        {
            Interlocked.Increment(ref _ready);
            Await(ref _round, round);
            if (_act is not { } act)
                return;
            Do(thread, act);
            Interlocked.Decrement(ref _running);
        }
    }

    private void Do(int thread, Action<int> act)
    {
        try
        {
            act(thread);
        }
        catch (Exception e)
        {
            _failed = e;
        }
    }

    private static void Await(ref int value, int wanted)
    {
        var spin = default(SpinWait);
        while (Volatile.Read(ref value) != wanted)
            spin.SpinOnce(sleep1Threshold: -1);
    }
}
