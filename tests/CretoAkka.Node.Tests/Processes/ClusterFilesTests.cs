using CretoAkka.Node.Commands;
using CretoAkka.Node.Processes;
using CretoAkka.Node.Signing;

namespace CretoAkka.Node.Tests.Processes;

public sealed class ClusterFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly ProcessRunner _runner = new(terminal: null);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_file_that_is_written_can_be_read_and_they_agree()
    {
        var group = new DirectoryInfo(_directory["group"]);
        Assert.Equal(0, _runner.InitCluster(new InitOptions(group, 7, 5000, 6000), _output, _error));

        var all = Enumerable.Range(1, 7).Select(n => Read(Path.Combine(group.FullName, $"node-{n}.conf"))).ToArray();

        Assert.Equal(Enumerable.Range(1, 7).Select(n => $"node-{n}"), all.Select(settings => settings.Name));
        Assert.Equal(Enumerable.Range(6000, 7), all.Select(settings => settings.Http.Port));
        Assert.Equal(Enumerable.Range(5000, 7), all[0].Members.Values.Select(at => at.Port));
        Assert.All(all, settings => Assert.Equal(all[0].Members, settings.Members));
        Assert.Equal(7, all.Select(settings => settings.Data).Distinct().Count());
        foreach (var settings in all)
        {
            using var keys = new FileKeys(new KeyDirectory(settings.Keys), settings.Name, settings.Members.Keys);
            Assert.NotEmpty(keys.OwnPublicKey);
        }
        Assert.Equal(7, _output.ToString().Split('\n').Count(line => line.StartsWith("creto replica ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_shipped_files_are_what_is_written_for_four_with_keys_beside_the_sources()
    {
        var files = new ClusterFiles(4, ClusterFiles.DefaultPort, ClusterFiles.DefaultHttpPort);

        Assert.All(Enumerable.Range(0, 4), index => Assert.Equal(
            files.TextOf(index, "../keys", ""),
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", $"node-{index + 1}.conf")).ReplaceLineEndings("\n")));
    }

    [Fact]
    public void Keys_are_never_overwritten()
    {
        var keys = new DirectoryInfo(_directory["keys"]);
        Assert.Equal(0, _runner.MakeKeys(keys, 4, _output, _error));
        var before = File.ReadAllText(Path.Combine(keys.FullName, "node-1.key"));
        File.Delete(Path.Combine(keys.FullName, "node-2.key"));

        Assert.Equal(2, _runner.MakeKeys(keys, 4, _output, _error));

        Assert.Equal(
            $"error: {Path.Combine(keys.ToString(), "node-1.key")} exists, and keys are never overwritten: "
            + "expected another directory.",
            _error.ToString().TrimEnd());
        Assert.Equal(before, File.ReadAllText(Path.Combine(keys.FullName, "node-1.key")));
        Assert.False(File.Exists(Path.Combine(keys.FullName, "node-2.key")));
    }

    [Fact]
    public void Files_of_a_group_are_not_overwritten()
    {
        var options = new InitOptions(new DirectoryInfo(_directory["group"]), 4, 5000, 6000);
        Assert.Equal(0, _runner.InitCluster(options, _output, _error));
        Assert.Equal(2, _runner.InitCluster(options, _output, _error));

        Assert.Contains("node-1.conf exists, and is not overwritten:", _error.ToString(), StringComparison.Ordinal);
    }

    private static ProcessSettings Read(string file) =>
        ProcessSettings.From(ProcessConfiguration.Load(new FileInfo(file)).ToConfig(), file);
}
