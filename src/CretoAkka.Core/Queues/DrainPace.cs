namespace CretoAkka.Core.Queues;

/// <summary>
/// How fast what has waited leaves once its peer is back: a bounded rate, until as many have left as waited then.
/// What comes later is not slowed down for ever by what came before.
/// </summary>
/// <remarks>Mutable, single-threaded; time is an argument and never goes back.</remarks>
/// <param name="perSecond">Messages a second. At least 1.</param>
public sealed class DrainPace(int perSecond)
{
    // As many as share a frame may leave at once.
    private const double Burst = 32;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);

    private int _left;
    private double _tokens;
    private TimeSpan _filledAt;

    /// <summary>
    /// The peer is back, and that many wait. Nothing leaves at once: who hears of it first may replace what waits.
    /// </summary>
    public void Begin(int waiting, TimeSpan now) => (_left, _tokens, _filledAt) = (waiting, 0, now);

    /// <summary>Whether one more may leave now.</summary>
    public bool Allows(TimeSpan now)
    {
        if (_left == 0)
            return true;
        _tokens = Math.Min(Burst, _tokens + (now - _filledAt).TotalSeconds * perSecond);
        _filledAt = now;
        return _tokens >= 1;
    }

    /// <summary>One left.</summary>
    public void Take()
    {
        if (_left == 0)
            return;
        _left--;
        _tokens--;
    }

    /// <summary>When one more may leave.</summary>
    public TimeSpan NextAt
    {
        get
        {
            if (_left == 0 || _tokens >= 1)
                return TimeSpan.Zero;
            var wait = TimeSpan.FromSeconds((1 - _tokens) / perSecond);
            return _filledAt + (wait > ShortestWait ? wait : ShortestWait);
        }
    }
}
