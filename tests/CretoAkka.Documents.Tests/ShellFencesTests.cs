using System.Globalization;
using CretoAkka.Node.Http;

namespace CretoAkka.Documents.Tests;

public sealed class ShellFencesTests
{
    public static TheoryData<string, string> Lines
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var fence in Pages.FencesIn("", "sh"))
            foreach (var line in fence.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                data.Add(fence.ToString(), line);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_command_can_be_followed(string place, string line) =>
        Assert.Empty(new ShellLine(line).Faults().Select(fault => $"{place}: {fault}"));

    [Fact]
    public void Each_trouble_has_a_command_that_shows_it()
    {
        var troubles = WorkingCopy.Read("docs/troubleshooting.md").Split("\n## ")[1..];

        Assert.True(troubles.Length >= 5);
        Assert.All(troubles, trouble => Assert.Contains("\n```sh\n", trouble, StringComparison.Ordinal));
    }

    [Fact]
    public void The_ports_that_are_shown_are_the_demos() => Assert.All(
        Lines.Select(row => (string)row[1]).Where(line => line.StartsWith("curl ", StringComparison.Ordinal)),
        line => Assert.Contains(
            Enumerable.Range(HttpPorts.DefaultFirst, 4),
            port => line.Contains(port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

    [Theory]
    [InlineData("dotnet run -c Release --project src/CretoAkka.Node -- --duration 40s --plain", 0)]
    [InlineData("printf 'PUT a 1\\nGET a\\n' | dotnet run -c Release --project src/CretoAkka.Node -- --input -", 0)]
    [InlineData("dotnet run -c Release --project src/CretoAkka.Node -- --endless", 1)]
    [InlineData("dotnet run -c Release --project src/CretoAkka.Nod", 1)]
    [InlineData("dotnet run --fast --project src/CretoAkka.Node", 1)]
    [InlineData("dotnet run -c Release --project tests/CretoAkka.Benchmarks -- ratios", 0)]
    [InlineData("dotnet run -c Release --project tests/CretoAkka.Benchmarks -- rations", 1)]
    [InlineData("dotnet test -c Release --filter Decision=D5", 0)]
    [InlineData("dotnet test -c Release tests/CretoAkka.Tests --filter Decision=D99", 1)]
    [InlineData("dotnet test -c Release tests/Nowhere", 1)]
    [InlineData("curl -X PUT -d hello http://127.0.0.1:5080/kv/greeting", 0)]
    [InlineData("curl http://127.0.0.1:5080/kw/greeting", 1)]
    [InlineData("dotnet format analyzers src/CretoAkka --diagnostics RS0016 --no-restore", 0)]
    [InlineData("dotnet format analyzers src/Nowhere --diagnostics RS0016", 1)]
    [InlineData("rm -rf build", 1)]
    public void A_command_that_does_not_work_is_found(string line, int faults) =>
        Assert.Equal(faults, new ShellLine(line).Faults().Count());
}
