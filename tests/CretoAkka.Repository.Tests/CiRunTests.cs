namespace CretoAkka.Repository.Tests;

public sealed class CiRunTests
{
    private const string One =
        "Passed!  - Failed:     0, Passed:    35, Skipped:     1, Total:    36, Duration: 4 s - A.dll";
    private const string Two =
        "Failed!  - Failed:     2, Passed:  1200, Skipped:     0, Total:  1202, Duration: 1 m - B.dll";

    [BashFact]
    public async Task The_last_line_sums_all_projects()
    {
        using var machine = new CiRun().Runner(0, "Passed SomeTest [1 s]", One, "noise", One);

        var (status, lines) = await machine.Run();

        Assert.Equal(0, status);
        Assert.Equal("70 passed, 0 failed, 2 skipped", lines[^1]);
        Assert.Contains("noise", lines);
    }

    [BashFact]
    public async Task The_runners_failure_is_its_own()
    {
        using var machine = new CiRun().Runner(3, One, Two);

        var (status, lines) = await machine.Run();

        Assert.Equal(3, status);
        Assert.Equal("1235 passed, 2 failed, 1 skipped", lines[^1]);
    }

    [BashFact]
    public async Task No_test_at_all_is_a_failure()
    {
        using var machine = new CiRun().Runner(0, "Build succeeded.");

        var (status, lines) = await machine.Run();

        Assert.Equal(1, status);
        Assert.Equal("0 passed, 0 failed, 0 skipped", lines[^1]);
    }

    [BashFact]
    public async Task The_runner_gets_the_readmes_arguments_and_knows_that_it_is_in_ci()
    {
        using var machine = new CiRun().Runner(0, One);

        var (_, lines) = await machine.Run();

        Assert.Contains("CI=true", lines);
        Assert.Equal(["dotnet test -c Release"], machine.Calls);
    }

    [BashTheory]
    [InlineData("promtool", " prometheus")]
    [InlineData("chromium", " chromium fonts-liberation")]
    public async Task Root_installs_what_is_missing(string tool, string packages)
    {
        using var machine = new CiRun().Runner(0, One).Without(tool);

        var (status, lines) = await machine.Run();

        Assert.Equal(0, status);
        Assert.Contains("CI=true", lines);
        Assert.Contains(machine.Calls, c => c.StartsWith("apt-get install", StringComparison.Ordinal)
            && c.EndsWith(packages, StringComparison.Ordinal));
    }

    [BashFact]
    public async Task Root_installs_all_that_is_missing_at_once()
    {
        using var machine = new CiRun().Runner(0, One).Without("promtool").Without("chromium");

        await machine.Run();

        Assert.Single(machine.Calls, c => c.StartsWith("apt-get install", StringComparison.Ordinal)
            && c.EndsWith(" prometheus chromium fonts-liberation", StringComparison.Ordinal));
    }

    [BashFact]
    public async Task Anybody_else_is_told_what_is_skipped_and_goes_on()
    {
        using var machine = new CiRun().Runner(0, One).Without("promtool").User(id: 1000);

        var (status, lines) = await machine.Run();

        Assert.Equal(0, status);
        Assert.Contains(lines, l => l.Contains("prometheus are skipped", StringComparison.Ordinal));
        Assert.Contains("CI=", lines);
        Assert.DoesNotContain(machine.Calls, c => c.StartsWith("apt-get", StringComparison.Ordinal));
    }
}
