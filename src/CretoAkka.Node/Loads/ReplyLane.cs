using System.Threading.Channels;
using CretoAkka.Node.Http;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Node.Loads;

/// <summary>
/// One client's way to one replica: at most one request is under way, so that a replica that hangs costs one connection
/// a client. For one caller at a time.
/// </summary>
/// <param name="target">The group.</param>
/// <param name="url">Which replica.</param>
/// <param name="replies">Takes what it replies.</param>
internal sealed class ReplyLane(LoadTarget target, int url, ChannelWriter<(int Url, SignedMessage Reply)> replies)
    : IAsyncDisposable
{
    private readonly Uri _all = new(target.Urls[url], RequestEndpoint.Path);
    private readonly Uri _quiet = new(target.Urls[url], RequestEndpoint.Path + "?submit=false");
    private CancellationTokenSource? _under;
    private Task _call = Task.CompletedTask;

    /// <summary>Whether nothing is under way.</summary>
    public bool IsFree => _call.IsCompleted;

    /// <summary>Asks for a reply; gives up what is under way.</summary>
    /// <param name="request">To what.</param>
    /// <param name="submit">Whether the replica is to be told of the request, not only asked for its reply.</param>
    public void Ask(SignedMessage request, bool submit)
    {
        _under?.Cancel();
        _under?.Dispose();
        _under = new CancellationTokenSource();
        _call = AskAsync(request, submit ? _all : _quiet, _under.Token);
    }

    /// <summary>Gives up what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_under is { } under)
            await under.CancelAsync();
        await _call;
        _under?.Dispose();
        _under = null;
    }

    private async Task AskAsync(SignedMessage request, Uri uri, CancellationToken given)
    {
        try
        {
            using var content = new ByteArrayContent(request.Encoded.Span.ToArray());
            using var answer = await target.Http.PostAsync(uri, content, given);
            if (!answer.IsSuccessStatusCode)
                return;
            var bytes = await answer.Content.ReadAsByteArrayAsync(given);
            if (!SignedMessage.TryDecode(bytes, out var reply, out _))
                return;
            replies.TryWrite((url, reply));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            // It is down, or slow: others answer, or it is asked again.
        }
    }
}
