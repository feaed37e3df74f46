using System.Globalization;
using System.Text;
using System.Threading.Channels;
using CretoAkka.Node.Replicas;
using CretoAkka.Pbft.Clients;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Signing;
using CretoAkka.Pbft.Store;
using CretoAkka.Simulation.Checks;

namespace CretoAkka.Node.Loads;

/// <summary>
/// A client of the protocol: it signs a request, tells the primary, asks the others for their replies, and believes
/// what f + 1 of them sign. What is not answered in time it tells all of them, and again, as long as it takes: each
/// request is executed once. Every value that it writes is written once.
/// </summary>
internal sealed class LoadClient : IAsyncDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    private readonly LoadTarget _target;
    private readonly LoadMeter _meter;
    private readonly ISigner _signer;
    private readonly ReplyCollector _collector;
    private readonly ReplyLane[] _lanes;
    private readonly Channel<(int Url, SignedMessage Reply)> _replies =
        Channel.CreateUnbounded<(int Url, SignedMessage Reply)>();
    private long _timestamp;
    private long _written;

    /// <summary>Makes the client of a number.</summary>
    public LoadClient(LoadTarget target, LoadMeter meter, int number)
    {
        (_target, _meter) = (target, meter);
        _signer = target.Keys.SignerOf(ClientNames.Of(ClientNames.Outside).ElementAt(number));
        _collector = new ReplyCollector(target.Group, target.Keys, maxAwaited: 1);
        _lanes = [.. target.Urls.Select((_, url) => new ReplyLane(target, url, _replies.Writer))];
    }

    /// <summary>Asks for one thing after the other, until no more is to be begun.</summary>
    /// <param name="keys">The registers.</param>
    /// <param name="begin">Cancelled: nothing more is begun.</param>
    /// <param name="end">Cancelled: nothing more is waited for.</param>
    public async Task RunAsync(IReadOnlyList<string> keys, CancellationToken begin, CancellationToken end)
    {
        while (!begin.IsCancellationRequested && !end.IsCancellationRequested)
        {
            var key = keys[Random.Shared.Next(keys.Count)];
            await (Random.Shared.Next(2) == 0 ? ReadAsync(key, end) : WriteAsync(key, end));
        }
    }

    /// <summary>Gives up what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
            await lane.DisposeAsync();
    }

    /// <summary>Reads a register.</summary>
    /// <returns>Whether it was answered.</returns>
    public Task<bool> ReadAsync(string key, CancellationToken end) =>
        RunAsync(new KeyValueOperation.Get(key), null, end);

    private Task<bool> WriteAsync(string key, CancellationToken end)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"{_signer.Id}/{++_written}");
        return RunAsync(new KeyValueOperation.Put(key, Bytes.Of(Encoding.UTF8.GetBytes(value))), value, end);
    }

    private async Task<bool> RunAsync(KeyValueOperation operation, string? written, CancellationToken end)
    {
        var begun = _meter.Now;
        _timestamp = Math.Max(_timestamp + 1, TimeProvider.System.GetUtcNow().UtcTicks);
        var request = SignedMessage.Sign(new Request(_signer.Id, _timestamp, operation.Encode()), _signer);
        _collector.TryAwait(_signer.Id, _timestamp);
        var result = await AnswerAsync(request, end);
        _collector.Forget(_signer.Id, _timestamp);
        TimeSpan? answered = result is null ? null : _meter.Now;
        var value = written ?? (result is { Status: KeyValueStatus.Found } read
            ? Encoding.UTF8.GetString(read.Value.Span)
            : null);
        _meter.Add(new Operation(operation.Key, written is not null, value, begun, answered));
        return answered is not null;
    }

    // Null if it was not answered by the end.
    private async Task<KeyValueResult?> AnswerAsync(SignedMessage request, CancellationToken end)
    {
        for (var tries = 0; !end.IsCancellationRequested; tries++)
        {
            Ask(request, isRetry: tries > 0);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(end);
            patience.CancelAfter(RetryInterval);
            try
            {
                while (true)
                {
                    var (url, reply) = await _replies.Reader.ReadAsync(patience.Token);
                    var outcome = _collector.Offer(reply);
                    if (outcome.Use is ReplyUse.Counted or ReplyUse.Completed)
                        _target.Met(url, reply.Signer);
                    if (outcome.Use != ReplyUse.Completed)
                        continue;
                    _target.Saw(outcome.View);
                    return KeyValueResult.TryDecode(outcome.Result.Span)
                        ?? throw new InvalidDataException("f + 1 replicas have signed a result that is none.");
                }
            }
            catch (OperationCanceledException)
            {
                _meter.Retry();
            }
        }
        return null;
    }

    private void Ask(SignedMessage request, bool isRetry)
    {
        var primary = _target.PrimaryAt;
        var toAll = isRetry || !_lanes[primary].IsFree;
        for (var url = 0; url < _lanes.Length; url++)
        {
            // Who still owes an older reply is slow: the others are enough, and if not, it is asked again.
            if (isRetry || _lanes[url].IsFree)
                _lanes[url].Ask(request, submit: toAll || url == primary);
        }
    }
}
