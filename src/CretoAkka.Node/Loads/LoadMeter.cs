using System.Diagnostics;
using CretoAkka.Simulation.Checks;
using CretoAkka.Simulation.Engine;

namespace CretoAkka.Node.Loads;

/// <summary>What the clients asked and were told, and when. Thread-safe.</summary>
internal sealed class LoadMeter
{
    private readonly Lock _lock = new();
    private readonly List<Operation> _operations = [];
    private readonly long _origin = Stopwatch.GetTimestamp();
    private TimeSpan _lastAnswer;
    private TimeSpan _longestPause;
    private long _retries;
    private long _answered;

    /// <summary>Time since the beginning.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_origin);

    /// <summary>Operations that were answered.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>How often a client had to ask all replicas.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>The longest time in which nobody was answered, up to a moment.</summary>
    public TimeSpan LongestPauseUntil(TimeSpan end)
    {
        lock (_lock)
            return end - _lastAnswer > _longestPause ? end - _lastAnswer : _longestPause;
    }

    /// <summary>A client asks again.</summary>
    public void Retry() => Interlocked.Increment(ref _retries);

    /// <summary>An operation ended, or will not.</summary>
    public void Add(Operation operation)
    {
        lock (_lock)
        {
            _operations.Add(operation);
            if (operation.Answered is not { } answered)
                return;
            Interlocked.Increment(ref _answered);
            if (answered - _lastAnswer > _longestPause)
                _longestPause = answered - _lastAnswer;
            if (answered > _lastAnswer)
                _lastAnswer = answered;
        }
    }

    /// <summary>All so far.</summary>
    public IReadOnlyList<Operation> Snapshot()
    {
        lock (_lock)
            return [.. _operations];
    }

    /// <summary>Why no order explains what was told; null: one does.</summary>
    public string? WhyNotLinearizable()
    {
        var history = new History();
        foreach (var operation in Snapshot())
            history.Add(operation);
        try
        {
            history.Check();
            return null;
        }
        catch (ViolationException e)
        {
            return e.Message;
        }
    }
}
