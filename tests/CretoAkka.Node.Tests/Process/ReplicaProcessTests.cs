using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CretoAkka.Node.Tests.Process;

/// <summary>Four replicas in processes of their own under load, and what may happen to processes and disks.</summary>
public sealed class ReplicaProcessTests : IAsyncLifetime
{
    private const int Enough = 40;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeastLoad = TimeSpan.FromSeconds(60);

    private readonly ReplicaGroupProcesses _group = new();
    private readonly HttpClient _http = new() { Timeout = Await.Limit };
    private NodeProcess? _load;
    private double _usual;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _http.Dispose();
        if (_load is not null)
            await _load.DisposeAsync();
        await _group.DisposeAsync();
    }

    [SignalFact]
    public async Task Nothing_acknowledged_is_lost_while_each_is_killed_one_hangs_and_one_loses_its_disk()
    {
        await _group.StartAsync();
        _load = _group.Load("10m");
        await ProgressAsync("all are healthy");
        _usual = Rates().Max();
        foreach (var name in _group.Names)
        {
            await _group[name].KillAsync();
            await ProgressAsync($"{name} is killed");
            await _group.RestartAsync(name);
            await ServesAsync(name);
            await ReturnsAsync($"{name} is back");
        }

        await HangAsync("node-2");
        await ServesAsync("node-2");
        await ReturnsAsync("node-2 goes on");

        await _group["node-3"].KillAsync();
        Directory.Delete(Path.GetDirectoryName(_group.FileOf("node-3"))!, recursive: true);
        await _group.RestartAsync("node-3");
        await VotesAgainAsync("node-3");
        Assert.Contains("is missing, though it has voted;", _group["node-3"].Story, StringComparison.Ordinal);
        await ReturnsAsync("node-3 has a disk again");

        // Now its votes are needed.
        await _group["node-1"].KillAsync();
        await ProgressAsync("node-1 is killed, and node-3 votes");
        await _group.RestartAsync("node-1");
        await ReturnsAsync("node-1 is back for good");
        await Await.ThatAsync(
            () => Loaded() >= LeastLoad || _load.HasExited, "there was load for long enough", LeastLoad * 2);
        await AssertLinearizableAsync();
    }

    [SignalFact]
    public async Task A_rolling_restart_to_which_one_comes_back_newer_loses_nothing_and_each_ends_within_five_seconds()
    {
        const string newer = "node-2";
        await _group.StartAsync();
        _load = _group.Load("10m");
        await ProgressAsync("all are healthy");
        foreach (var name in _group.Names)
        {
            var told = Stopwatch.GetTimestamp();
            _group[name].Terminate();
            Assert.True(await _group[name].ExitAsync() == 0, _group[name].Story);
            Assert.InRange(Stopwatch.GetElapsedTime(told), TimeSpan.Zero, TimeSpan.FromSeconds(5));
            Assert.Equal("ok", _group[name].Summary.GetProperty("result").GetString());
            Assert.Equal(0, _group[name].Summary.GetProperty("pending").GetInt64());
            Assert.True(_group[name].Summary.GetProperty("accepted").GetInt64() > 0, _group[name].Story);
            await ProgressAsync($"{name} has ended");
            if (name == newer)
                _group.Upgrade(name);
            await _group.RestartAsync(name);
            await ServesAsync(name);
        }

        // They heard what they have no name for, and it did not count against the one who said it.
        foreach (var name in _group.Names.Where(name => name != newer))
        {
            await Await.ThatAsync(
                () => PassedOverAsync(name, newer).Result > 0, $"{name} passes over what it does not know", Patience);
            Assert.Equal("Closed", await StateAsync(name, newer));
        }
        // Now all the others' messages and its own are needed.
        await _group["node-1"].KillAsync();
        await ProgressAsync("node-1 is killed, and the newer one votes");
        await _group.RestartAsync("node-1");
        await ServesAsync("node-1");
        await AssertLinearizableAsync();
    }

    [SignalFact]
    public async Task A_replica_whose_file_is_damaged_says_so_takes_the_state_over_and_keeps_the_file()
    {
        await _group.StartAsync();
        await PutAsync("node-1", "before", "1");
        await ServesAsync("node-2");
        await _group["node-2"].KillAsync();
        await File.WriteAllTextAsync(_group.FileOf("node-2"), "scrambled");

        await _group.RestartAsync("node-2");

        await PutAsync("node-1", "after", "2");
        Assert.Equal("1", await GetAsync("node-2", "before"));
        Assert.Equal("2", await GetAsync("node-2", "after"));
        var said = Assert.Single(_group["node-2"].Error, line => line.Contains("cannot be trusted", StringComparison.Ordinal));
        Assert.Contains("; it is kept as ", said, StringComparison.Ordinal);
        Assert.Contains("votes once all that it may have voted for is past.", said, StringComparison.Ordinal);
        Assert.Contains(
            Directory.GetFiles(Path.GetDirectoryName(_group.FileOf("node-2"))!, "votes.db.damaged-*").Select(File.ReadAllText),
            text => text.StartsWith("scrambled", StringComparison.Ordinal));
    }

    [SignalFact]
    public async Task With_the_cluster_as_a_sensor_a_replica_that_dies_comes_back_and_all_end_as_told()
    {
        _group.UseCluster();
        await _group.StartAsync();
        await PutAsync("node-1", "before", "1");
        await ServesAsync("node-4");
        await _group["node-4"].KillAsync();
        await PutAsync("node-1", "meanwhile", "2");

        await _group.RestartAsync("node-4");

        await ServesAsync("node-4");
        Assert.Equal("2", await GetAsync("node-4", "meanwhile"));
        _group["node-1"].Interrupt(); // As one that is tried in a terminal ends.
        foreach (var name in _group.Names.Skip(1))
            _group[name].Terminate();
        foreach (var name in _group.Names)
            Assert.True(await _group[name].ExitAsync() == 0, _group[name].Story);
    }

    private async Task AssertLinearizableAsync()
    {
        await ProgressAsync("all are back");
        _load!.Interrupt();
        var status = await _load.ExitAsync();
        Assert.True(status == 0, $"{_load.Story}\n{_group.Story}");
        Assert.True(_load.Summary.GetProperty("linearizable").GetBoolean(), _load.Story);
        Assert.Equal(0, _load.Summary.GetProperty("unanswered").GetInt64());
    }

    private async Task HangAsync(string name)
    {
        var hung = Stopwatch.GetTimestamp();
        _group[name].Hang();
        await ProgressAsync($"{name} hangs");
        await Await.ThatAsync(() => Stopwatch.GetElapsedTime(hung) >= Hang, $"{name} has hung for long", Hang * 2);
        _group[name].Resume();
    }

    // Every other replica must answer it, and then all others must go on: who fails shows where all of them are.
    private async Task VotesAgainAsync(string name)
    {
        try
        {
            await _group[name].SaysAsync($"{name} votes again", Patience);
        }
        catch (Xunit.Sdk.TrueException e)
        {
            Assert.Fail($"{e.Message}\n{_load!.Story}\n{await _group.StateAsync(_http)}");
        }
    }

    /// <summary>As many operations a second as a machine that does much else meanwhile lets one expect.</summary>
    private async Task ReturnsAsync(string when)
    {
        var before = Rates().Count;
        await Await.ThatAsync(
            () => Rates().Skip(before).Any(rate => rate >= _usual / 4) || _load!.HasExited,
            $"throughput is {_usual / 4:0} a second again when {when}",
            Patience);
    }

    /// <summary>The clients are answered as many times again, whatever the state of one replica.</summary>
    private async Task ProgressAsync(string when)
    {
        var before = Answered();
        var started = Stopwatch.GetTimestamp();
        await Await.ThatAsync(
            () => Answered() >= before + Enough || _load!.HasExited || Stopwatch.GetElapsedTime(started) > Patience,
            "the clients are served",
            Patience * 2);
        if (Answered() < before + Enough)
            Assert.Fail($"No progress: {when}\n{_load!.Story}\n{await _group.StateAsync(_http)}");
    }

    private long Answered() => Said().LastOrDefault() is [_, var count, ..] ? long.Parse(count, Invariant) : 0;

    private TimeSpan Loaded() => Said().LastOrDefault() is [var seconds, ..]
        ? TimeSpan.FromSeconds(double.Parse(seconds.TrimEnd('s'), Invariant))
        : TimeSpan.Zero;

    private List<double> Rates() => [.. Said().Select(words => double.Parse(words[3], Invariant))];

    // "   3.0s  333 operations, 79 a second, 2 retries"
    private IEnumerable<string[]> Said() => _load!.Output
        .Where(line => line.Contains(" operations, ", StringComparison.Ordinal))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private async Task<double> PassedOverAsync(string name, string from)
    {
        var metrics = await _http.GetStringAsync(new Uri(_group.UrlOf(name), "/metrics"));
        var series = $"circuit_breaker_session_anomalies_total{{peer_id=\"{from}\",kind=\"unknown-message\"}} ";
        var line = metrics.Split('\n').Single(line => line.StartsWith(series, StringComparison.Ordinal));
        return double.Parse(line[series.Length..], Invariant);
    }

    private async Task<string?> StateAsync(string name, string of)
    {
        var circuits = await _http.GetStringAsync(new Uri(_group.UrlOf(name), "/api/circuits"));
        return JsonDocument.Parse(circuits).RootElement.GetProperty("circuits").EnumerateArray()
            .Single(circuit => circuit.GetProperty("peer").GetString() == of).GetProperty("state").GetString();
    }

    /// <summary>A replica's own users are served: it is in touch with the others and has caught up with them.</summary>
    private async Task ServesAsync(string name)
    {
        await Await.ThatAsync(
            () => IsAnsweredAsync(name).Result || _group[name].HasExited, $"{name} serves its users", Patience);
        Assert.False(_group[name].HasExited, _group[name].Story);
    }

    private async Task<bool> IsAnsweredAsync(string name)
    {
        try
        {
            using var ready = await _http.GetAsync(new Uri(_group.UrlOf(name), "/health/ready"));
            using var stored = await _http.PutAsync(
                new Uri(_group.UrlOf(name), $"/kv/{name}"), new StringContent("here", Encoding.UTF8));
            return ready.IsSuccessStatusCode && stored.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task PutAsync(string name, string key, string value)
    {
        using var answer = await _http.PutAsync(new Uri(_group.UrlOf(name), $"/kv/{key}"), new StringContent(value));
        Assert.True(answer.IsSuccessStatusCode, _group.Story);
    }

    private Task<string> GetAsync(string name, string key) =>
        _http.GetStringAsync(new Uri(_group.UrlOf(name), $"/kv/{key}"));
}
