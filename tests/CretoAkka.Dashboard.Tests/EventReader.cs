using System.Net.ServerSentEvents;
using System.Text.Json;

namespace CretoAkka.Dashboard.Tests;

/// <summary>Reads a stream as a page does, and waits for what is looked for at most so long.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly HttpResponseMessage _answer;
    private readonly CancellationTokenSource _limit = new(Limit);
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private EventReader(HttpResponseMessage answer, Stream stream)
    {
        _answer = answer;
        _events = SseParser.Create(stream).EnumerateAsync(_limit.Token).GetAsyncEnumerator();
    }

    public string LastEventId { get; private set; } = "";

    public static async Task<EventReader> OpenAsync(HttpClient http, Uri url, string? lastEvent = null, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url, "/api/circuits/stream" + query));
        if (lastEvent is not null)
            request.Headers.Add("Last-Event-ID", lastEvent);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new EventReader(answer.EnsureSuccessStatusCode(), await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null: the stream has ended.</summary>
    public async Task<(string Kind, JsonElement Data)?> NextAsync()
    {
        if (!await _events.MoveNextAsync())
            return null;
        var item = _events.Current;
        if (item.EventId is { Length: > 0 } id)
            LastEventId = id;
        return (item.EventType, JsonDocument.Parse(item.Data).RootElement);
    }

    /// <summary>The first event of a kind that is as it should be.</summary>
    public async Task<JsonElement> UntilAsync(string kind, Func<JsonElement, bool>? isRight = null)
    {
        while (await NextAsync() is { } next)
            if (next.Kind == kind && isRight?.Invoke(next.Data) is not false)
                return next.Data;
        throw new InvalidOperationException("The stream has ended.");
    }

    /// <summary>The first circuit to a peer that is as it should be.</summary>
    public async Task<JsonElement> CircuitAsync(string peer, Func<JsonElement, bool> isRight) =>
        Circuit(await UntilAsync("state", state => isRight(Circuit(state, peer))), peer);

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        _answer.Dispose();
        _limit.Dispose();
    }

    private static JsonElement Circuit(JsonElement state, string peer) => state.GetProperty("circuits")
        .EnumerateArray().FirstOrDefault(circuit => circuit.GetProperty("peer").GetString() == peer);
}
