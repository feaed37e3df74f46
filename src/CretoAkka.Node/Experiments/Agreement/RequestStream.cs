using System.Globalization;
using CretoAkka.Node.Clients;
using CretoAkka.Node.Experiments.Traffic;

namespace CretoAkka.Node.Experiments.Agreement;

/// <summary>Writes at a steady rate through one node, whether or not the writes before are agreed on.</summary>
internal sealed class RequestStream(Gateway gateway) : IAsyncDisposable
{
    /// <summary>Requests a second.</summary>
    public const int Rate = 20;

    private readonly CancellationTokenSource _stopped = new();
    private readonly List<Task> _requests = [];
    private Task _sending = Task.CompletedTask;
    private long _sent;
    private long _givenUp;

    /// <summary>Begins.</summary>
    public void Start() => _sending = SendAsync();

    /// <summary>Ends, and waits for what is under way.</summary>
    public async Task<ReplicaReport> StopAsync()
    {
        await _stopped.CancelAsync();
        await _sending;
        await Task.WhenAll(_requests);
        return new ReplicaReport(_sent, Interlocked.Read(ref _givenUp), []);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopped.Dispose();
    }

    private async Task SendAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1) / Rate);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopped.Token))
                _requests.Add(WriteAsync(++_sent));
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task WriteAsync(long number)
    {
        var key = (int)(number % VoteStream.Keys);
        try
        {
            await gateway.PutAsync(
                string.Create(CultureInfo.InvariantCulture, $"key-{key}"),
                new Vote(key, number, MachineClock.Now).Bytes,
                CancellationToken.None);
        }
        catch (TimeoutException)
        {
            Interlocked.Increment(ref _givenUp);
        }
    }
}
