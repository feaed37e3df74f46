using Akka.Configuration;
using CretoAkka.Node.Processes;

namespace CretoAkka.Node.Tests.Processes;

public sealed class ProcessSettingsTests : IDisposable
{
    private const string OfNames = "expected a name of letters, digits and '-', at most 32, other than client.";

    private readonly TemporaryDirectory _directory = new();

    private string File => _directory["node-2.conf"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Paths_begin_at_the_file_and_what_is_not_said_has_a_default()
    {
        var settings = Read("");

        Assert.Equal("node-2", settings.Name);
        Assert.Equal(["node-1", "node-2", "node-3", "node-4"], settings.Members.Keys);
        Assert.Equal("127.0.0.1:6001", settings.Http.ToString());
        Assert.Equal("127.0.0.1:5002", settings.Members["node-2"].ToString());
        Assert.Equal(_directory["k"], settings.Keys);
        Assert.Equal(Path.Combine(Path.GetTempPath(), "creto", "node-2"), settings.Data);
        Assert.Equal(TimeSpan.FromSeconds(1), settings.ViewTimeout);
        Assert.Equal(4, settings.MaxInFlight);
        Assert.False(settings.UsesCluster);
        Assert.Equal(16, Read("replica.max-in-flight = 16").MaxInFlight);
        Assert.Equal(_directory["d"], Read("replica.data = d").Data);
        Assert.True(Read("replica.cluster = on").UsesCluster);
        Assert.True(Read("replica.rehearse-upgrade = on").RehearsesUpgrade);
    }

    [Theory]
    [InlineData("creto.node = node-9", "creto.node is 'node-9'; expected one of node-1, node-2, node-3, node-4.")]
    [InlineData("replica.http.port = 0", "replica.http.port is '0'; expected a port from 1 to 65535.")]
    [InlineData("replica.http.host = home", "replica.http.host is 'home'; expected an address such as 127.0.0.1.")]
    [InlineData("replica.view-timeout = soon", "replica.view-timeout is 'soon'; expected a length of time such as 500ms, 5s or 1m.")]
    [InlineData("replica.max-in-flight = 0", "replica.max-in-flight is '0'; expected a number above 0.")]
    [InlineData("akka.loglevel = RUBBISH", "akka.loglevel is 'RUBBISH'; expected OFF, ERROR, WARNING, INFO or DEBUG.")]
    [InlineData("replica.members { \"node-4\" { host = \"::1\" } }", "replica.members.node-4.host is '::1'; expected the name or IPv4 address of a host.")]
    [InlineData("creto.quorum.epoch = 1", "creto.quorum names members or an epoch; expected neither, because replica.members says who takes part.")]
    [InlineData("creto.quorum.members { node-2 = 1 }", "creto.quorum names members or an epoch; expected neither, because replica.members says who takes part.")]
    [InlineData("replica.cluster = maybe", "replica.cluster is 'maybe'; expected on or off.")]
    [InlineData("replica.members { \"node-4\" { port = x } }", "replica.members.node-4.port is 'x'; expected a port from 1 to 65535.")]
    [InlineData("replica.members { \"node-5\" { port = 1 } }", "replica.members.node-5.host is ''; expected the name or IPv4 address of a host.")]
    [InlineData("replica.members { \"node-4\" { port = 5002 } }", "replica.members has node-2 and node-4 at 127.0.0.1:5002; expected an address of its own for each.")]
    [InlineData("replica.members { client { host = h, port = 1 } }", "replica.members has 'client'; " + OfNames)]
    [InlineData("replica.members { \"a/b\" { host = h, port = 1 } }", "replica.members has 'a/b'; " + OfNames)]
    public void What_is_wrong_costs_one_sentence(string line, string sentence) =>
        Assert.Equal($"{File}: {sentence}", Assert.Throws<ConfigurationException>(() => Read(line)).Message);

    [Fact]
    public void A_misspelt_key_is_refused() => Assert.StartsWith(
        $"{File}: replica.dta is no known key; expected one of ",
        Assert.Throws<ConfigurationException>(() => Read("replica.dta = d")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Three_are_too_few()
    {
        System.IO.File.WriteAllText(File, "creto.node = a\nreplica.members { a { host = h, port = 1 } }");

        var refused = Assert.Throws<ConfigurationException>(
            () => ProcessSettings.From(ProcessConfiguration.Load(new FileInfo(File)).ToConfig(), File));

        Assert.Equal($"{File}: replica.members has 1 replicas; expected at least 4.", refused.Message);
    }

    [Fact]
    public async Task A_replica_without_keys_says_where_they_come_from()
    {
        Write("");
        var (output, error) = (new StringWriter(), new StringWriter());

        Assert.Equal(2, await new ReplicaProcess(new FileInfo(File), output, error).RunAsync(CancellationToken.None));

        Assert.Equal(
            $"error: {Path.Combine(_directory["k"], "node-1.pub")} is missing; 'keys --out {_directory["k"]}' makes keys.",
            error.ToString().TrimEnd());
        Assert.Empty(output.ToString());
    }

    private ProcessSettings Read(string line)
    {
        Write(line);
        return ProcessSettings.From(ProcessConfiguration.Load(new FileInfo(File)).ToConfig(), File);
    }

    private void Write(string line) => System.IO.File.WriteAllText(File, $$"""
        creto.node = node-2
        replica {
          keys = k
          http.port = 6001
          members {
            "node-1" { host = "127.0.0.1", port = 5001 }
            "node-2" { host = "127.0.0.1", port = 5002 }
            "node-3" { host = "127.0.0.1", port = 5003 }
            "node-4" { host = "127.0.0.1", port = 5004 }
          }
        }
        {{line}}
        """);
}
