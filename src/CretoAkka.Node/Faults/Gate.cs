namespace CretoAkka.Node.Faults;

/// <summary>Open or shut; who comes while it is shut waits. Thread-safe.</summary>
internal sealed class Gate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _shut;

    /// <summary>Whether bytes may pass.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
                return _shut is null;
        }
    }

    /// <summary>Lets nobody pass from now on. Shutting a shut gate changes nothing.</summary>
    public void Shut()
    {
        lock (_lock)
            _shut ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Lets all pass who wait, and all who come.</summary>
    public void Open()
    {
        TaskCompletionSource? shut;
        lock (_lock)
        {
            shut = _shut;
            _shut = null;
        }
        shut?.SetResult();
    }

    /// <summary>Ends once the gate is open.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        lock (_lock)
            return _shut is null ? Task.CompletedTask : _shut.Task.WaitAsync(cancellation);
    }
}
