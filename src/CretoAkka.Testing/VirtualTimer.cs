using Akka.Actor;

namespace CretoAkka.Testing;

/// <summary>A timer on a virtual scheduler. One whose time is zero elapses when time moves next.</summary>
internal sealed class VirtualTimer(IAdvancedScheduler scheduler, Action elapsed) : ITimer
{
    private readonly Lock _lock = new();
    private int _arming; // Akka's TestScheduler does not forget what is cancelled: what is of an older one is ignored.
    private bool _isDisposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _arming++;
            if (!_isDisposed && dueTime != Timeout.InfiniteTimeSpan)
                Arm(_arming, dueTime, period);
            return !_isDisposed;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _arming++;
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Arm(int arming, TimeSpan dueTime, TimeSpan period) =>
        scheduler.ScheduleOnce(dueTime, () => Elapse(arming, period));

    private void Elapse(int arming, TimeSpan period)
    {
        lock (_lock)
        {
            if (arming != _arming)
                return;
            if (period > TimeSpan.Zero)
                Arm(arming, period, period);
        }
        elapsed();
    }
}
