using System.Text.Json;

namespace CretoAkka.Node.Tests.Process;

/// <summary>What a run over a file of operations, with a file of settings, says and leaves behind.</summary>
[Collection("process")]
public sealed class InputFileTests(InputFileRun run) : IClassFixture<InputFileRun>
{
    [Fact]
    public void Reads_are_alone_on_standard_output() => Assert.Equal(["a = 1", "b = two words"], run.Output);

    [Fact]
    public void A_wrong_line_is_named_on_standard_error_and_changes_no_status()
    {
        Assert.Contains("line 3: expected PUT key value or GET key, not 'POST'.", run.Error);
        Assert.Equal(0, run.Status);
    }

    [Fact]
    public void The_summary_is_the_last_line_on_standard_error()
    {
        var summary = JsonDocument.Parse(run.Error.Last()).RootElement;

        Assert.Equal(2, summary.GetProperty("committed").GetInt64());
        Assert.Equal(2, summary.GetProperty("reads").GetInt64());
        Assert.Equal("ok", summary.GetProperty("result").GetString());
    }

    [Fact]
    public void The_files_settings_are_in_force_and_are_said_first()
    {
        Assert.Contains("circuits: open after 9 failures for 7 s, closed after 2 successes", run.Error);
        Assert.Contains(run.Error, line => line.Contains("kept alive every 700 ms", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_left_in_the_folder_or_the_home_of_the_user()
    {
        Assert.Empty(run.Folder.EnumerateFileSystemInfos());
        Assert.Empty(run.Home.EnumerateFileSystemInfos());
    }
}
