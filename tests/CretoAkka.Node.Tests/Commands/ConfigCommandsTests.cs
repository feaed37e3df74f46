using CretoAkka.Node.Commands;

namespace CretoAkka.Node.Tests.Commands;

public sealed class ConfigCommandsTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.conf");
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("creto.circuit-breaker.timeout = never", "creto.circuit-breaker.timeout is never")]
    [InlineData("demo.tour.befor = 1s", "demo.tour.befor is no known key")]
    [InlineData("demo.tour.before = NaNs", "demo.tour.before is 'NaNs'")]
    [InlineData("demo = 3", "demo is '3'; expected a section")]
    [InlineData("akka.loglevel = RUBBISH", "akka.loglevel is 'RUBBISH'")]
    [InlineData("creto { node = x, quorum.members { a = 1 } }", "creto.node is x; expected the name of a member")]
    public void What_no_node_would_start_with_is_named_with_status_2(string text, string sentence)
    {
        Assert.Equal(2, Check(text));

        Assert.Empty(_output.ToString());
        var lines = _error.ToString().TrimEnd('\n').Split('\n');
        Assert.StartsWith($"{_file}:", lines[0], StringComparison.Ordinal);
        Assert.Contains(sentence, lines[0], StringComparison.Ordinal);
        Assert.Equal($"{_file}: 1 problem.", lines[^1]);
    }

    [Theory]
    [InlineData("circuit-breaker.timeout = 3s", "is 3s; expected this inside the section creto")]
    [InlineData("creto.quorum.members { a = 1 }", "the demo refuses this file: ")]
    [InlineData("creto.quorum.members { node-1 = 1, node-2 = 1 }", "expected node-3 too")]
    [InlineData("creto.circuit-breaker.adaptive-timeout.base-timeout = 6s", "the demo refuses this file: ")]
    public void What_is_right_elsewhere_is_a_warning_in_one_sentence(string text, string sentence)
    {
        Assert.Equal(0, Check(text));

        Assert.Equal($"{_file}: no problems.\n", _output.ToString());
        var warning = Assert.Single(_error.ToString().TrimEnd('\n').Split('\n'));
        Assert.StartsWith("warning: ", warning, StringComparison.Ordinal);
        Assert.Contains(sentence, warning, StringComparison.Ordinal);
        Assert.Contains(_file, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("creto.circuit-breaker.timeout = 7s")]
    [InlineData("creto { node = a, quorum.members { a = 1, b = 1 } }")]
    [InlineData("demo.tour.before = 1s\nakka.loglevel = debug")]
    [InlineData("creto.quorum.members { node-1 = 1, node-2 = 1, node-3 = 1, node-4 = 1 }")]
    public void What_is_right_has_no_problems_and_no_warnings(string text)
    {
        Assert.Equal(0, Check(text));

        Assert.Equal($"{_file}: no problems.\n", _output.ToString());
        Assert.Empty(_error.ToString());
    }

    private int Check(string text)
    {
        File.WriteAllText(_file, text);
        return new ConfigCommands().Check(new FileInfo(_file), _output, _error);
    }
}
