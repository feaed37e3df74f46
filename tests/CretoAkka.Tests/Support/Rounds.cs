namespace CretoAkka.Tests.Support;

/// <summary>Threads that do one round after another, each begun by all at the same moment.</summary>
internal sealed class Rounds : IDisposable
{
    private readonly Barrier _begin;
    private readonly Barrier _end;
    private readonly List<Thread> _threads;
    private Action<int>? _act;
    private Exception? _failed;

    public Rounds(int threads)
    {
        _begin = new Barrier(threads + 1);
        _end = new Barrier(threads + 1);
        _threads = [.. Enumerable.Range(0, threads).Select(i => new Thread(() => Work(i)) { IsBackground = true })];
        _threads.ForEach(t => t.Start());
    }

    /// <summary>Runs <paramref name="act"/> with its thread's number on every thread, and waits for all.</summary>
    public void Run(Action<int> act)
    {
        (_act, _failed) = (act, null);
        _begin.SignalAndWait();
        _end.SignalAndWait();
        Assert.Null(_failed);
    }

    public void Dispose()
    {
        _act = null;
        _begin.SignalAndWait();
        _threads.ForEach(t => t.Join());
        _begin.Dispose();
        _end.Dispose();
    }

    private void Work(int thread)
    {
        while (true)
        {
            _begin.SignalAndWait();
            if (_act is not { } act)
                return;
            try
            {
                act(thread);
            }
            catch (Exception e)
            {
                _failed = e;
            }
            _end.SignalAndWait();
        }
    }
}
