using System.Text.Json;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Tests.Running;

/// <summary>Runs in this process with a file of settings.</summary>
[Collection("process")]
public sealed class ConfiguredRunTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.conf");
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("creto.session.enabled = off")]
    [InlineData("creto.circuit-breaker.peers { node-4 { session = off } }")]
    public async Task Without_sessions_the_replicas_agree_by_plain_messages(string settings)
    {
        var (status, summary) = await RunAsync(settings, TimeSpan.FromSeconds(4));

        Assert.True(status == 0, _output.ToString());
        Assert.True(summary.GetProperty("committed").GetInt64() > 0, _output.ToString());
        Assert.Equal("ok", summary.GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_setting_outside_its_section_is_a_warning_and_the_run_goes_on()
    {
        var (status, _) = await RunAsync("circuit-breaker.timeout = 3s", TimeSpan.FromSeconds(2));

        Assert.Equal(0, status);
        Assert.Contains(
            $"warning: {_file}:1:27: circuit-breaker.timeout is 3s; expected this inside the section creto, "
            + "for outside it nothing reads it (did you mean creto.circuit-breaker.timeout?).",
            _error.ToString().Split('\n'));
    }

    private async Task<(int Status, JsonElement Summary)> RunAsync(string settings, TimeSpan duration)
    {
        await File.WriteAllTextAsync(_file, settings);
        var options = new DemoOptions { Config = new FileInfo(_file), Tour = TourKind.None, Duration = duration };
        var console = new RunConsole(_output, _error, TextReader.Null, Terminal: null);

        var status = await new DemoRun(options, console).RunAsync(CancellationToken.None);

        return (status, JsonDocument.Parse(_output.ToString().TrimEnd('\n').Split('\n')[^1]).RootElement);
    }
}
