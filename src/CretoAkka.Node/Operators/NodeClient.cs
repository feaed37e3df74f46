using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace CretoAkka.Node.Operators;

/// <summary>Asks a node over the endpoints of its page.</summary>
/// <param name="url">Where it is.</param>
/// <param name="patience">How long it may be silent, in an answer or in its stream; null: 10 s.</param>
internal sealed class NodeClient(NodeUrl url, TimeSpan? patience = null) : IDisposable
{
    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(10);

    // No limit on the whole: the stream has no end.
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The circuits as JSON.</summary>
    /// <exception cref="OperatorException">It does not answer, or not so.</exception>
    public async Task<string> ReadAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url.Circuits);
        return await InTimeAsync(
            async limit =>
            {
                using var response = await SendAsync(request, limit);
                return await response.Content.ReadAsStringAsync(limit);
            },
            cancellation);
    }

    /// <summary>The circuits as JSON each time that the node tells them: whether they change or not.</summary>
    /// <exception cref="OperatorException">It does not answer, or not so.</exception>
    /// <exception cref="OperationCanceledException">It says nothing any more, or the caller has had enough.</exception>
    public async IAsyncEnumerable<string> StreamAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url.Stream);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await InTimeAsync(limit => SendAsync(request, limit), cancellation);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(_patience);
        await using var body = await response.Content.ReadAsStreamAsync(silence.Token);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(silence.Token))
        {
            silence.CancelAfter(_patience);
            if (item.EventType == "state")
                yield return item.Data;
        }
    }

    /// <summary>Does something to a peer.</summary>
    /// <returns>What the node says of it.</returns>
    /// <exception cref="OperatorException">It was not done.</exception>
    public async Task<string> ActAsync(PeerAct act, string? token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url.Act(act.Peer, act.Name));
        if (token is not null && !AuthenticationHeaderValue.TryParse("Bearer " + token, out _))
            throw new OperatorException("The token has characters that no token has.");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent(
            JsonSerializer.Serialize(
                new ActRequest(act.Duration?.TotalSeconds, act.OverrideBudget), ReadingJson.Default.ActRequest),
            Encoding.UTF8,
            "application/json");
        return await InTimeAsync(
            async limit =>
            {
                using var response = await SendAsync(request, limit, HttpStatusCode.Conflict);
                var reply = Read(await response.Content.ReadAsStringAsync(limit));
                var said = CircuitText.Printable(
                    $"{act.Peer}: {act.Name}: {reply?.Message}", CircuitText.SentenceLength);
                return response.StatusCode == HttpStatusCode.OK ? said : throw new OperatorException(said);
            },
            cancellation);
    }

    private ActReading? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ReadingJson.Default.ActReading);
        }
        catch (JsonException e)
        {
            throw new OperatorException($"{url} answered something that no node says.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellation, HttpStatusCode? alsoTaken = null)
    {
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode == HttpStatusCode.OK || response.StatusCode == alsoTaken)
            return response;
        using (response)
            throw new OperatorException(await RefusalAsync(response, cancellation));
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_patience);
        try
        {
            return await ask(limit.Token);
        }
        catch (HttpRequestException e)
        {
            throw new OperatorException($"{url} does not answer: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new OperatorException(
                string.Create(
                    CultureInfo.InvariantCulture, $"{url} did not answer within {_patience.TotalSeconds:0.#} s."),
                e);
        }
    }

    // The node's own sentence, where it is one: whatever else answers may say anything.
    private async Task<string> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = string.Create(
            CultureInfo.InvariantCulture, $"{url} answered {(int)response.StatusCode} ({response.ReasonPhrase})");
        if (response.Content.Headers.ContentType?.MediaType != "text/plain")
            return status + ".";
        var said = await response.Content.ReadAsStringAsync(cancellation);
        return $"{status}: {CircuitText.Printable(said.Split('\n')[0], CircuitText.SentenceLength)}";
    }
}
