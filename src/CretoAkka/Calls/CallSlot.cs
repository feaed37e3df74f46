using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Diagnostics;

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

    private readonly CancellationTokenSource _cancellation = new();
    private readonly Action _onCompleted;
    private ManualResetValueTaskSourceCore<T> _source;
    private ValueTask<T> _running;
    private CancellationTokenRegistration _registration;
    private CancellationToken _caller;
    private CallOptions? _options;
    private int _version;
    private bool _abandoned;

    private CallSlot(SlotTable table)
        : base(table)
    {
        _onCompleted = OnCompleted;
        table.Add(this);
    }

    /// <summary>The token the operation is given.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Takes a slot that nobody uses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Measured: 2 of 100 ns of a call.
    public static CallSlot<T> Rent(SlotTable table)
    {
        if (_cached is { } cached && ReferenceEquals(cached.Table, table))
        {
            _cached = null;
            return cached;
        }
        return table.TryTake<CallSlot<T>>(out var pooled) ? pooled : new CallSlot<T>(table);
    }

    /// <summary>Begins a call.</summary>
    public void Begin(
        CircuitGate gate,
        in Admission admission,
        TimeSpan now,
        TimeSpan timeout,
        CallOptions? options,
        CancellationToken caller,
        in CallTrace trace = default)
    {
        if (!trace.IsNone)
            Trace = trace;
        if (options is not null)
            _options = options;
        // Before the start, so that whoever ends the call finds it; what it misses until then is looked for after.
        if (caller.CanBeCanceled)
        {
            _caller = caller;
            _registration = caller.UnsafeRegister(static slot => ((CallSlot<T>)slot!).Cancel(), this);
        }
        _version = Start(gate, admission, now, timeout);
        if (caller.CanBeCanceled)
            CancelIfMissed();
        if (Table.IsClosed)
            Close();
    }

    /// <summary>The operation completed before it returned.</summary>
    public ValueTask<T> Complete(T result)
    {
        if (!TryEnd(_version))
            return Pending();
        _registration.Dispose();
        var thrown = Report(result);
        ReturnUnread();
        return thrown is null ? new(result) : ValueTask.FromException<T>(thrown);
    }

    /// <summary>The operation failed before it returned. Where nobody asks how, its own task is the caller's.</summary>
    public ValueTask<T> Fail(in ValueTask<T> faulted)
    {
        if (_options?.ClassifyException is not null || _caller.IsCancellationRequested || !TryEnd(_version))
            return Fail(FaultOf(faulted));
        _registration.Dispose();
        Report(Outcome.Failure, FailureCause.Exception, Gate.Now);
        ReturnUnread();
        return faulted;
    }

    /// <summary>The operation threw before it returned.</summary>
    public ValueTask<T> Fail(Exception exception)
    {
        if (!TryEnd(_version))
            return Pending();
        _registration.Dispose();
        var thrown = Report(exception);
        ReturnUnread();
        return ValueTask.FromException<T>(thrown);
    }

    /// <summary>The operation goes on.</summary>
    public ValueTask<T> Follow(ValueTask<T> operation)
    {
        var task = Pending();
        try
        {
            _running = operation;
            var awaiter = operation.ConfigureAwait(false).GetAwaiter();
            if (!awaiter.IsCompleted)
            {
                awaiter.UnsafeOnCompleted(_onCompleted);
                return task;
            }
        }
        catch (Exception e)
        {
            // A value task that was awaited before, or is broken: what it may still do must not meet another call.
            if (!TryEnd(_version))
                return task;
            Abandon(Report(e));
            return task;
        }
        OnCompleted();
        return task;
    }

    /// <inheritdoc/>
    public T GetResult(short token)
    {
        // Too early, or a second time: refused before the slot is given back, which may be another call's by now.
        if (_source.GetStatus(token) == ValueTaskSourceStatus.Pending)
            throw new InvalidOperationException("The call has not ended: await it.");
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

    /// <inheritdoc/>
    protected override void Closed() =>
        Abandon(new OperationCanceledException("The actor system has terminated."));

    // Its end is, or will be, told through the source.
    private ValueTask<T> Pending() => new(this, _source.Version);
}
