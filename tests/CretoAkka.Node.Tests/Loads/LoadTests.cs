using System.Text.Json;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Loads;
using CretoAkka.Node.Processes;
using CretoAkka.Node.Signing;
using CretoAkka.Simulation.Checks;

namespace CretoAkka.Node.Tests.Loads;

public sealed class LoadTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_lost_write_is_found()
    {
        var meter = new LoadMeter();
        meter.Add(Of("a", isWrite: true, "1", 0, 1));
        Assert.Null(meter.WhyNotLinearizable());

        meter.Add(Of("a", isWrite: false, null, 2, 3));

        Assert.Contains("no order of its 2 operations explains what was read of a", meter.WhyNotLinearizable(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_line_has_nearest_ranks_and_says_what_was_not_answered()
    {
        var operations = Enumerable.Range(1, 1000).Select(n => Of("a", isWrite: n % 2 == 0, "x", 0, n)).ToList();
        operations.Add(new Operation("a", true, "y", TimeSpan.Zero, null));

        var summary = new LoadSummary(operations, TimeSpan.FromSeconds(10), 3, TimeSpan.FromSeconds(2), true);
        var json = JsonDocument.Parse(summary.ToJson()).RootElement;

        Assert.Equal(0, summary.ExitStatus);
        Assert.Equal(500, json.GetProperty("p50Ms").GetDouble());
        Assert.Equal(990, json.GetProperty("p99Ms").GetDouble());
        Assert.Equal(999, json.GetProperty("p999Ms").GetDouble());
        Assert.Equal(100, json.GetProperty("throughput").GetDouble());
        Assert.Equal(500, json.GetProperty("writes").GetInt32());
        Assert.Equal(1, json.GetProperty("unanswered").GetInt32());
        Assert.Equal(2000, json.GetProperty("longestPauseMs").GetInt32());
        Assert.Equal("ok", json.GetProperty("result").GetString());
    }

    [Fact]
    public void A_violation_and_no_answer_at_all_are_status_1()
    {
        Assert.Equal(1, new LoadSummary([Of("a", true, "1", 0, 1)], TimeSpan.FromSeconds(1), 0, default, false).ExitStatus);
        Assert.Equal(1, new LoadSummary([], TimeSpan.FromSeconds(1), 0, default, true).ExitStatus);
        Assert.Equal(0, new LoadSummary([Of("a", true, "1", 0, 1)], TimeSpan.FromSeconds(1), 0, default, null).ExitStatus);
    }

    [Fact]
    public void An_end_that_is_not_known_is_status_1_and_a_pause()
    {
        var summary = new LoadSummary([Of("a", true, "1", 0, 1)], TimeSpan.FromSeconds(1), 0, default, true) { Unread = 1 };
        var meter = new LoadMeter();
        meter.Add(Of("a", true, "1", 0, 1));

        Assert.Equal(1, summary.ExitStatus);
        Assert.Equal(Of("a", true, "1", 0, 1).Answered + TimeSpan.FromSeconds(20), meter.LongestPauseUntil(
            Of("a", true, "1", 0, 1).Answered!.Value * 2 + TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task One_replica_alone_is_not_believed()
    {
        new KeyDirectory(_directory.Path).Make(["node-1", "node-2", "node-3", "node-4", "client"]);

        Assert.Equal(2, await RunAsync(new Uri("http://127.0.0.1:1")));

        Assert.Equal("error: --url names 1 of 4 replicas; expected at least f + 1 = 2.", _error.ToString().TrimEnd());
    }

    [Fact]
    public async Task Without_keys_nothing_is_asked()
    {
        Assert.Equal(2, await RunAsync(new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:2")));

        Assert.StartsWith($"error: {_directory.Path} has public keys of 0 replicas;", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params Uri[] urls) => new ProcessRunner(terminal: null).LoadAsync(
        new LoadOptions(urls, new DirectoryInfo(_directory.Path), 1, TimeSpan.FromSeconds(1), Check: true),
        _output,
        _error,
        CancellationToken.None);

    private static Operation Of(string key, bool isWrite, string? value, int from, int to) =>
        new(key, isWrite, value, TimeSpan.FromMilliseconds(from), TimeSpan.FromMilliseconds(to));
}
