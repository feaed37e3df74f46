using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CretoAkka.Node.Running;

/// <summary>
/// A user that keeps writing and reading through one node, on keys of its own, and checks what it reads against what it
/// was told.
/// </summary>
internal sealed class BuiltInClient(ClusterNode node, TimeSpan interval)
{
    /// <summary>Keys of one client.</summary>
    public const int Keys = 16;

    private const int ReadEvery = 4;

    private readonly KeyExpectation[] _expected = [.. Enumerable.Range(0, Keys).Select(_ => new KeyExpectation())];
    private readonly LatencyRing _latency = new();
    private long _wrong;
    private volatile bool _tried;
    private volatile bool _answered;

    /// <summary>Reads that contradict an acknowledged write.</summary>
    public long Wrong => Interlocked.Read(ref _wrong);

    /// <summary>Whether it has begun an operation, and none was ever answered.</summary>
    public bool IsUnanswered => _tried && !_answered;

    /// <summary>The median time of the latest writes; null: none yet.</summary>
    public TimeSpan? Median => _latency.Median;

    /// <summary>Goes on until it is cancelled; an operation without agreement is not the end.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(interval);
        for (long number = 1; !cancellation.IsCancellationRequested; number++)
        {
            try
            {
                await TryAsync(number, cancellation);
                await timer.WaitForNextTickAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Reads every key that was ever acknowledged once more; one that cannot be read is wrong too.</summary>
    public async Task VerifyAsync(CancellationToken cancellation)
    {
        for (var index = 0; index < Keys; index++)
        {
            if (!_expected[index].IsWritten)
                continue;
            try
            {
                await ReadAsync(index, cancellation);
            }
            catch (TimeoutException)
            {
                Interlocked.Increment(ref _wrong);
            }
        }
    }

    private async Task TryAsync(long number, CancellationToken cancellation)
    {
        _tried = true;
        try
        {
            // What is read was written just before.
            await (number % ReadEvery == 0
                ? ReadAsync((int)((number - 1) % Keys), cancellation)
                : WriteAsync((int)(number % Keys), number, cancellation));
            _answered = true;
        }
        catch (TimeoutException)
        {
            // Whether it took effect is not known; the expectation allows for both.
        }
    }

    private async Task WriteAsync(int index, long number, CancellationToken cancellation)
    {
        var value = number.ToString(CultureInfo.InvariantCulture);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await node.PutAsync(KeyOf(index), Encoding.UTF8.GetBytes(value), cancellation);
            _expected[index].Acknowledged(value);
            _latency.Add(Stopwatch.GetElapsedTime(started));
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            _expected[index].GivenUp(value);
            throw;
        }
    }

    private async Task ReadAsync(int index, CancellationToken cancellation)
    {
        var bytes = await node.GetAsync(KeyOf(index), cancellation);
        var value = bytes is null ? null : Encoding.UTF8.GetString(bytes);
        if (!_expected[index].Allows(value))
            Interlocked.Increment(ref _wrong);
    }

    private string KeyOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{node.Name}-client-{index}");
}
