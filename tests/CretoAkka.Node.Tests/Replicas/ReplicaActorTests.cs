using System.Text;
using CretoAkka.Node.Clients;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Tests.Replicas;

public sealed class ReplicaActorTests : IAsyncLifetime
{
    private static readonly GatewaySettings Quick = new()
    {
        RetryInterval = TimeSpan.FromMilliseconds(200),
        Timeout = TimeSpan.FromSeconds(10),
        MaxWaiting = 100,
    };

    private LocalReplicas _replicas = null!;

    public Task InitializeAsync()
    {
        _replicas = new LocalReplicas(Quick);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _replicas.DisposeAsync();

    [Fact]
    public async Task A_write_through_one_node_is_read_through_every_other()
    {
        await PutAsync("node-2", "a", "1");

        foreach (var node in _replicas.Group.Replicas)
            Assert.Equal("1", await GetAsync(node, "a"));
        Assert.Equal(0, _replicas.Ledger.Lost);
    }

    [Fact]
    public async Task An_absent_key_is_agreed_on_too() => Assert.Null(await GetAsync("node-3", "nothing"));

    [Fact]
    public async Task More_requests_than_clients_are_all_answered()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(n => PutAsync("node-1", $"k{n}", $"{n}")));

        Assert.Equal("59", await GetAsync("node-4", "k59"));
        await _replicas.SameAsync();
    }

    [Fact]
    public async Task One_silent_replica_stops_nobody_and_catches_up()
    {
        _replicas.Deafen("node-4");
        for (var n = 0; n < 20; n++)
            await PutAsync("node-1", "a", $"{n}");
        Assert.Equal("19", await GetAsync("node-2", "a"));
        Assert.Equal(0, (await _replicas.StatusAsync("node-4")).Executed);

        _replicas.Heal("node-4");
        await _replicas.SameAsync();
    }

    [Fact]
    public async Task Without_a_quorum_there_is_no_answer()
    {
        await using var impatient = new LocalReplicas(Quick with { Timeout = TimeSpan.FromMilliseconds(400) });
        impatient.Deafen("node-3");
        impatient.Deafen("node-4");

        var error = await Assert.ThrowsAsync<TimeoutException>(
            () => impatient.Gateways["node-1"].GetAsync("a", CancellationToken.None));

        Assert.StartsWith("no f + 1 replicas agreed within 0.4 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_what_may_wait_a_request_is_refused_at_once()
    {
        await using var small = new LocalReplicas(Quick with { MaxWaiting = 1 });
        small.Deafen("node-3");
        small.Deafen("node-4");

        var requests = Enumerable.Range(0, 20)
            .Select(_ => small.Gateways["node-1"].GetAsync("a", CancellationToken.None)).ToList();
        var first = await Task.WhenAny(requests);
        var refused = await Assert.ThrowsAsync<TimeoutException>(() => first);

        Assert.Equal("too many requests are under way on this node.", refused.Message);
        small.Heal("node-3");
        await Assert.ThrowsAsync<TimeoutException>(() => Task.WhenAll(requests));
        Assert.Equal(17, requests.Count(request => request.IsCompletedSuccessfully));
    }

    private async Task PutAsync(string node, string key, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        var result = await _replicas.Gateways[node].PutAsync(key, bytes, CancellationToken.None);
        Assert.Equal(KeyValueStatus.Stored, result.Status);
    }

    private async Task<string?> GetAsync(string node, string key)
    {
        var result = await _replicas.Gateways[node].GetAsync(key, CancellationToken.None);
        return result.Status == KeyValueStatus.NotFound ? null : Encoding.UTF8.GetString(result.Value.Span);
    }
}
