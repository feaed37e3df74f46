using CretoAkka.Node.Experiments.Agreement;
using CretoAkka.Node.Experiments.Runs;
using CretoAkka.Node.Experiments.Tables;
using CretoAkka.Node.Experiments.Trouble;

namespace CretoAkka.Node.Tests.Process;

/// <summary>Experiments with processes of their own. Times are short, and no claim of time is made.</summary>
[Collection("process")]
public sealed class ExperimentTests
{
    private static readonly FaultPlan Short = new(
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4),
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 2);

    [Fact]
    public async Task A_hung_peer_shows_what_each_way_does()
    {
        if (OperatingSystem.IsWindows())
            return;
        var experiment = new FaultExperiment(
            () => new Hang(), Short, HungPeerTable.Of, seed: 1, new RunProgress(terminal: null, TextWriter.Null));

        var outcome = await experiment.RunAsync(CancellationToken.None);

        var rows = outcome.Table.Rows.ToDictionary(row => row.Measure);
        var stale = rows["Stale messages handled"];
        Assert.True(stale.Bare.Number > stale.Creto.Number, stale.ToString());
        Assert.Equal("never", rows["Until the sender knows"].Bare.Text);
        Assert.Equal(0, rows["Messages refused for good"].Bare.Number);
        Assert.True(rows["Messages refused for good"].Naive.Number > 0);
        Assert.All(outcome.Plots, plot => Assert.All(plot.Lines, line => Assert.NotEmpty(line.Points)));
    }

    [Fact]
    [Trait("Decision", "D14")]
    public async Task A_replica_that_is_forced_open_goes_on_by_the_trickle_and_not_where_a_circuit_refuses()
    {
        if (OperatingSystem.IsWindows())
            return;

        var outcome = await new AgreementExperiment(Short, new RunProgress(terminal: null, TextWriter.Null))
            .RunAsync(CancellationToken.None);

        var cutOff = outcome.Table.Rows.Single(row => row.Measure == "Executed by the backup cut off");
        Assert.True(cutOff.Bare.Number > 0, cutOff.ToString());
        Assert.Equal(0, cutOff.Naive.Number);
        Assert.True(cutOff.Creto.Number > 0, cutOff.ToString());
    }

    [Theory]
    [InlineData("experiment", "hung")]
    [InlineData("experiment")]
    [InlineData("experiment", "hung-peer", "--slow")]
    public async Task A_wrong_experiment_is_one_sentence_and_status_2(params string[] arguments)
    {
        await using var node = NodeProcess.Start(arguments);

        Assert.Equal(2, await node.ExitAsync());

        Assert.StartsWith("error: ", Assert.Single(node.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_of_an_experiment_ends_with_its_input()
    {
        await using var node = NodeProcess.Start("experiment-worker", "{\"Name\":\"node-x\"}");
        await node.WriteAsync("");

        Assert.True(await node.ExitAsync() == 0, node.Story);

        Assert.Contains("\"Port\":", Assert.Single(node.Output), StringComparison.Ordinal);
    }
}
