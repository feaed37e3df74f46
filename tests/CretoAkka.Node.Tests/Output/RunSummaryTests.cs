using CretoAkka.Node.Output;

namespace CretoAkka.Node.Tests.Output;

public sealed class RunSummaryTests
{
    [Fact]
    public void The_summary_is_one_line_of_json_with_fixed_names()
    {
        var summary = new RunSummary(1234, 56, 6, 7, 0, 0, 8, 9, 10, 11, 3, RunSummary.Ok);

        Assert.Equal(
            "{'committed':1234,'reads':56,'opened':6,'recovered':7,'lost':0,'divergent':0,'superseded':8,'expired':9,"
            + "'trickled':10,'isolationRefused':11,'quarantined':3,'result':'ok'}",
            summary.ToJson().Replace('"', '\''));
    }

    [Theory]
    [InlineData(RunSummary.Ok, 0)]
    [InlineData(RunSummary.Failed, 1)]
    public void The_result_is_the_exit_status(string result, int status) =>
        Assert.Equal(status, new RunSummary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, result).ExitStatus);
}
