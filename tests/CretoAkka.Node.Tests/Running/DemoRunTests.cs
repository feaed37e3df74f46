using CretoAkka.Node.Commands;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Tests.Running;

/// <summary>Runs in this process that cannot start.</summary>
public sealed class DemoRunTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.conf");
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("creto.circuit-breaker.timeout = never", "creto.circuit-breaker.timeout is never")]
    [InlineData("creto.circuit-breaker.timeout = 5", "(did you mean 5s or 5ms?)")]
    [InlineData("creto.circuit-breaker.timeuot = 1s", "(did you mean creto.circuit-breaker.timeout?)")]
    [InlineData("cretto.circuit-breaker.timeout = 1s", "(did you mean creto?)")]
    [InlineData("creto.circuit-breaker.timeout = [}", "expected a value or ]")]
    [InlineData("akka.loglevel = ${no.such.key}", "${no.such.key} is neither a key nor an environment variable")]
    [InlineData("demo.tour.before = soon", "demo.tour.before is 'soon'")]
    [InlineData("demo.tour.befor = 1s", "demo.tour.befor is no known key")]
    [InlineData("demo.tour.before = NaNs", "demo.tour.before is 'NaNs'")]
    [InlineData("demo = 3", "demo is '3'; expected a section")]
    [InlineData("demo.tour = 3", "demo.tour is '3'; expected a section")]
    [InlineData("creto.node = x", "creto.node is 'x'; expected no name")]
    [InlineData(
        "creto.quorum.members { node-1 = 1, node-2 = 1 }",
        "creto.quorum.members is 'node-1, node-2'; expected node-3 too")]
    [InlineData(
        "creto.quorum { epoch = 7, members { node-1 = 1, node-2 = 1, node-3 = 1, node-4 = 1 } }",
        "creto.quorum.epoch is '7'; expected 0")]
    [InlineData("akka.loglevel = RUBBISH", "akka.loglevel is 'RUBBISH'; expected OFF, ERROR, WARNING, INFO or DEBUG")]
    [InlineData("akka.stdout-loglevel = LOUD", "akka.stdout-loglevel is 'LOUD'")]
    public async Task A_wrong_file_costs_one_sentence_and_status_2(string text, string sentence)
    {
        await File.WriteAllTextAsync(_file, text);
        var options = new DemoOptions { Config = new FileInfo(_file), Tour = TourKind.None };

        var status = await new DemoRun(options, new RunConsole(_output, _error, TextReader.Null, Terminal: null))
            .RunAsync(CancellationToken.None);

        Assert.Equal(2, status);
        Assert.Empty(_output.ToString());
        var error = Assert.Single(_error.ToString().TrimEnd('\n').Split('\n'));
        Assert.StartsWith($"error: {_file}:", error, StringComparison.Ordinal);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }
}
