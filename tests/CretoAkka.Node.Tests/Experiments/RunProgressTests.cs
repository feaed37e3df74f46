using CretoAkka.Node.Experiments.Runs;
using CretoAkka.Node.Tests.Operators;
using Spectre.Console.Testing;

namespace CretoAkka.Node.Tests.Experiments;

public sealed class RunProgressTests
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task What_is_done_is_said_and_how_much_of_its_time_has_passed()
    {
        var output = new KeptText();
        var run = new TaskCompletionSource<int>();

        var shown = new RunProgress(terminal: null, output, Often).ShowAsync("the peer hangs", Length, () => run.Task);

        await Await.ThatAsync(
            () => output.ToString().Contains("   0 of about 40 s", StringComparison.Ordinal), "it shows how far it is");
        run.SetResult(7);
        Assert.Equal(7, await shown);
        Assert.StartsWith("the peer hangs ...", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_it_is_a_bar_that_is_drawn_in_place()
    {
        using var terminal = new TestConsole().EmitAnsiSequences();
        var run = new TaskCompletionSource<int>();

        var shown = new RunProgress(terminal, TextWriter.Null, Often).ShowAsync("", TimeSpan.FromTicks(1), () => run.Task);

        await Await.ThatAsync(
            () => terminal.Output.Contains($"\r{new string('#', 30)}", StringComparison.Ordinal), "the bar is full");
        run.SetResult(0);
        await shown;
    }

    [Fact]
    public async Task What_the_run_throws_is_thrown_and_nothing_is_shown_after_it()
    {
        var output = new KeptText();
        await Assert.ThrowsAsync<OperationCanceledException>(() => new RunProgress(null, output, Often)
            .ShowAsync<int>("it ends", Length, () => throw new OperationCanceledException()));
        var then = output.ToString();

        await new RunProgress(null, TextWriter.Null, Often).ShowAsync("another", Length, () => Task.FromResult(0));

        Assert.Equal(then, output.ToString());
    }
}
