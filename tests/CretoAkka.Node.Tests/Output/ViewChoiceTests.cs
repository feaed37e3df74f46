using CretoAkka.Node.Commands;
using CretoAkka.Node.Output;
using CretoAkka.Node.Running;
using Spectre.Console.Testing;

namespace CretoAkka.Node.Tests.Output;

public sealed class ViewChoiceTests
{
    private static readonly RunConsole OnTerminal =
        new(TextWriter.Null, TextWriter.Null, TextReader.Null, new TestConsole());

    private static readonly RunConsole Redirected = OnTerminal with { Terminal = null };

    [Fact]
    public void A_terminal_gets_the_table() => Assert.IsType<LiveView>(ViewOf(new DemoOptions(), OnTerminal));

    [Fact]
    public void Redirected_output_gets_lines_without_being_asked() =>
        Assert.IsType<PlainView>(ViewOf(new DemoOptions(), Redirected));

    [Fact]
    public void A_terminal_gets_lines_where_they_are_asked_for() =>
        Assert.IsType<PlainView>(ViewOf(new DemoOptions { Plain = true }, OnTerminal));

    [Fact]
    public void With_an_input_a_terminal_gets_no_table_either() =>
        Assert.IsType<PlainView>(ViewOf(new DemoOptions { Input = "-" }, OnTerminal));

    [Fact]
    public void Redirected_output_is_no_terminal()
    {
        using var terminal = new TestConsole().EmitAnsiSequences();

        Assert.Same(terminal, RunConsole.TerminalOf(isRedirected: false, terminal));
        Assert.Null(RunConsole.TerminalOf(isRedirected: true, terminal));
    }

    [Fact]
    public void A_terminal_that_can_only_take_lines_gets_lines()
    {
        using var dumb = new TestConsole();
        dumb.Profile.Capabilities.Ansi = false;

        Assert.Null(RunConsole.TerminalOf(isRedirected: false, dumb));
    }

    private static IRunView ViewOf(DemoOptions options, RunConsole console) =>
        DemoSession.ViewOf(options, console, TextWriter.Null, () => TimeSpan.Zero);
}
