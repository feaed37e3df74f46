using System.Threading.Tasks.Sources;
using CretoAkka.Circuits;

namespace CretoAkka.Calls;

/// <summary>
/// One call in flight: its permit, its deadline, the operation's token and the source of the caller's value task, in
/// one object that is used again. Not used again once its token was cancelled: the cancellation may still be running.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "A token source without a timer holds nothing that needs disposing.")]
internal sealed partial class CallSlot<T> : PermitSlot, IValueTaskSource<T>
{
    [ThreadStatic]
    private static CallSlot<T>? _cached;

    private readonly SlotTable _table;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Action _onCompleted;
    private ManualResetValueTaskSourceCore<T> _source;
    private System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter _awaiter;
    private CancellationTokenRegistration _registration;
    private CancellationToken _caller;
    private CallOptions? _options;
    private int _version;
    private bool _abandoned;

    private CallSlot(SlotTable table)
    {
        _table = table;
        _onCompleted = OnCompleted;
        table.Add(this);
    }

    /// <summary>The token the operation is given.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Takes a slot that nobody uses.</summary>
    public static CallSlot<T> Rent(SlotTable table)
    {
        if (_cached is { } cached && ReferenceEquals(cached._table, table))
        {
            _cached = null;
            return cached;
        }
        return table.Pool<CallSlot<T>>().TryPop(out var pooled) ? pooled : new CallSlot<T>(table);
    }

    /// <summary>Begins a call.</summary>
    public void Begin(
        CircuitGate gate, in Admission admission, TimeSpan now, TimeSpan timeout, CallOptions? options)
    {
        _options = options;
        _version = Start(gate, admission, now, timeout);
    }

    /// <summary>The operation completed before it returned.</summary>
    public ValueTask<T> Complete(T result)
    {
        if (!TryEnd(_version))
            return CutOff();
        var thrown = Report(result);
        Return();
        return thrown is null ? new(result) : ValueTask.FromException<T>(thrown);
    }

    /// <summary>The operation threw before it returned.</summary>
    public ValueTask<T> Fail(Exception exception, CancellationToken caller)
    {
        if (!TryEnd(_version))
            return CutOff();
        var thrown = Report(exception, caller);
        Return();
        return ValueTask.FromException<T>(thrown);
    }

    /// <summary>The operation goes on.</summary>
    public ValueTask<T> Follow(ValueTask<T> operation, CancellationToken caller)
    {
        var task = new ValueTask<T>(this, _source.Version);
        _caller = caller;
        if (caller.CanBeCanceled)
            _registration = caller.UnsafeRegister(static slot => ((CallSlot<T>)slot!).Cancel(), this);
        _awaiter = operation.ConfigureAwait(false).GetAwaiter();
        if (_awaiter.IsCompleted)
            OnCompleted();
        else
            _awaiter.UnsafeOnCompleted(_onCompleted);
        return task;
    }

    /// <inheritdoc/>
    public T GetResult(short token)
    {
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            if (!_abandoned)
                Return();
        }
    }

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    protected override void Expire()
    {
        base.Expire();
        Abandon(new CircuitTimeoutException(Gate.Peer, Timeout));
    }

    private void Cancel()
    {
        if (!TryEnd(_version))
            return;
        Report(Outcome.Neutral, default, Gate.Now);
        Abandon(new OperationCanceledException(_caller));
    }

    // The caller goes on at once; the operation is told, and whatever it does later is nobody's any more.
    private void Abandon(Exception reason)
    {
        _abandoned = true;
        _table.Remove(this);
        _source.RunContinuationsAsynchronously = true;
        _source.SetException(reason);
        _ = _cancellation.CancelAsync();
    }

    private ValueTask<T> CutOff() => ValueTask.FromException<T>(new CircuitTimeoutException(Gate.Peer, Timeout));

    private void Return()
    {
        _source.Reset();
        _awaiter = default;
        _registration = default;
        _caller = default;
        _options = null;
        if (!_cancellation.TryReset())
        {
            _table.Remove(this);
            return;
        }
        if (_cached is null || !ReferenceEquals(_cached._table, _table))
            _cached = this;
        else
            _table.Pool<CallSlot<T>>().Push(this);
    }
}
