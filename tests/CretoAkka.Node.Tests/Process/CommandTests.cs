using System.Text.Json;
using CretoAkka.Node.Http;

namespace CretoAkka.Node.Tests.Process;

/// <summary>
/// The executable by its command line. One process at a time: four replicas are enough for two cores.
/// </summary>
[Collection("process")]
public sealed class CommandTests
{
    [Fact]
    public async Task Operations_on_standard_input_print_what_was_read_alone()
    {
        await using var node = NodeProcess.Start("--input", "-");
        await node.WriteAsync("PUT a 1\nPUT b two words\r\n# read\n\nGO a\nGET a\nGET b\n");

        Assert.True(await node.ExitAsync() == 0, node.Story);

        Assert.Equal(["a = 1", "b = two words"], node.Output);
        Assert.Contains("line 5: expected PUT key value or GET key, not 'GO'.", node.Error);
        var summary = JsonDocument.Parse(node.Error.Last()).RootElement;
        Assert.Equal(2, summary.GetProperty("committed").GetInt64());
        Assert.Equal(2, summary.GetProperty("reads").GetInt64());
        Assert.Equal("ok", summary.GetProperty("result").GetString());
    }

    [SignalFact]
    public async Task An_input_that_is_closed_is_one_sentence_and_status_2()
    {
        await using var node = NodeProcess.StartWithoutInput("--input", "-");

        Assert.Equal(2, await node.ExitAsync());

        Assert.Empty(node.Output);
        Assert.Equal("error: --input -: standard input is closed.", Assert.Single(node.Error));
    }

    [Fact]
    public async Task A_taken_port_is_one_sentence_and_status_2()
    {
        using var ports = HttpPorts.TakeFree(4, from: 25_000);
        var first = ports.First;
        ports.Dispose();
        using var taken = HttpPorts.Take(first + 1, 1);
        await using var node = NodeProcess.Start("--http-port", $"{first}");

        Assert.Equal(2, await node.ExitAsync());

        Assert.Empty(node.Output);
        Assert.StartsWith(
            $"error: port {first + 1} is taken on 127.0.0.1;", Assert.Single(node.Error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--input", "no-such-file.txt")]
    [InlineData("--config", "no-such-file.conf")]
    [InlineData("--duration", "long")]
    [InlineData("config", "show", "no-such-file.conf")]
    public async Task What_cannot_be_followed_is_one_sentence_and_status_2(params string[] arguments)
    {
        await using var node = NodeProcess.Start(arguments);

        Assert.Equal(2, await node.ExitAsync());

        Assert.Empty(node.Output);
        Assert.StartsWith("error: ", Assert.Single(node.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_checked_and_shown()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.conf");
        await File.WriteAllTextAsync(file, "creto.circuit-breaker.timeout = 7s");
        try
        {
            await using var check = NodeProcess.Start("config", "check", file);
            Assert.Equal(0, await check.ExitAsync());
            await using var show = NodeProcess.Start("config", "show", file);
            Assert.Equal(0, await show.ExitAsync());

            Assert.Contains("no problems", Assert.Single(check.Output), StringComparison.Ordinal);
            var line = Assert.Single(
                show.Output, l => l.StartsWith("creto.circuit-breaker.timeout = 7s ", StringComparison.Ordinal));
            Assert.Contains(file, line, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_wrong_setting_is_named_and_nothing_starts()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.conf");
        await File.WriteAllTextAsync(file, "creto.circuit-breaker.timeout = never");
        try
        {
            await using var node = NodeProcess.Start("--config", file);

            Assert.Equal(2, await node.ExitAsync());

            Assert.Empty(node.Output);
            var error = Assert.Single(node.Error);
            Assert.StartsWith($"error: {file}:", error, StringComparison.Ordinal);
            Assert.Contains("creto.circuit-breaker.timeout is never", error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
