using Akka.Actor;
using Akka.Configuration;
using CretoAkka.Configuration;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class ReportTests
{
    [Fact]
    public void Each_setting_is_shown_with_where_it_comes_from()
    {
        var configuration = Texts.Over(
                "creto.circuit-breaker {\n  timeout = ${?CRETO_TIMEOUT}\n  mode = off\n}", ("CRETO_TIMEOUT", "7s"))
            .WithValue("creto.node", "node-1");

        var lines = ConfigurationReport.Show(configuration.Effective()).Split('\n');

        Assert.Contains(lines, l => Words(l) == "creto.node = node-1 # command line");
        Assert.Contains(lines, l => Words(l) == "creto.circuit-breaker.mode = off # node.conf:3:10");
        Assert.Contains(lines, l => Words(l)
            == "creto.circuit-breaker.timeout = 7s # environment variable CRETO_TIMEOUT (node.conf:2:13)");
        Assert.Contains(lines, l => Words(l)
            .StartsWith("creto.session.ack = handed-over # reference.conf:", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_shown_is_sorted_and_reads_back_the_same()
    {
        var configuration = CretoConfiguration.Reference.WithFile(Texts.Shipped("wan.conf"));
        var effective = configuration.Effective();

        var shown = ConfigurationReport.Show(effective);

        Assert.Equal(effective.Select(s => s.Key).Order(StringComparer.Ordinal), effective.Select(s => s.Key));
        Assert.Equal(configuration.ToSettings(), CretoConfiguration.Reference.WithText(shown, "shown").ToSettings());
    }

    [Fact]
    public void A_value_from_the_reference_names_its_line()
    {
        var lines = File.ReadAllLines(Texts.Shipped("reference.conf"));

        Assert.All(CretoConfiguration.Reference.Effective(), setting =>
        {
            Assert.Equal("reference.conf", setting.Origin.Source);
            var line = lines[setting.Origin.Line - 1].Trim();
            Assert.StartsWith(setting.Key.Split('.')[^1] + " = ", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_file_is_checked_to_the_end()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("node.conf", "creto.circuit-breaker {\n timeout = 30\n tiemout = 1s\n}");

        var problems = CretoConfiguration.Reference.Check(file);

        Assert.Equal([2, 3], problems.Select(p => p.Origin.Line));
        var report = ConfigurationReport.Check(file, problems);
        Assert.EndsWith($"\n{file}: 2 problems.\n", report, StringComparison.Ordinal);
        Assert.Equal(3, report.Count(c => c == '\n'));
    }

    [Fact]
    public void A_file_with_nothing_wrong_is_said_to_have_no_problems()
    {
        var file = Texts.Shipped("demo.conf");

        Assert.Equal(
            $"{file}: no problems.\n", ConfigurationReport.Check(file, CretoConfiguration.Reference.Check(file)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a = 1")]
    [InlineData("a.")]
    public void A_key_for_the_command_line_that_is_none_is_refused(string key) =>
        Assert.StartsWith(
            "command line:1:",
            Assert.Throws<CretoConfigurationException>(() => CretoConfiguration.Reference.WithValue(key, "1")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void An_actor_systems_configuration_is_read_over_the_reference()
    {
        var config = ConfigurationFactory.ParseString(
            """
            app.name = mine
            creto.circuit-breaker { timeout = 7s, peers { "node-2" { address = "akka.tcp://sys@host:1/user/a" } } }
            """);
        using var system = ActorSystem.Create("configuration", config);

        var settings = CretoSettings.From(system.Settings.Config);

        Assert.Equal(TimeSpan.FromSeconds(7), settings.Default.Circuit.OpenTimeout);
        Assert.Equal("akka.tcp://sys@host:1/user/a", settings.For("node-2").Address);
        Assert.Equal(Texts.Read("creto.circuit-breaker.timeout = 7s").Fallback, settings.Fallback);
    }

    [Fact]
    public void A_problem_in_an_actor_systems_configuration_names_no_file() => Assert.Equal(
        "the configuration: creto.circuit-breaker.timeout is 30; "
        + "expected a duration with its unit from 1ms to 1d (did you mean 30s or 30ms?).",
        Assert.Throws<CretoConfigurationException>(
            () => CretoSettings.From(ConfigurationFactory.ParseString("creto.circuit-breaker.timeout = 30"))).Message);

    [Fact]
    public void An_empty_configuration_is_the_reference() =>
        Assert.Equal(CretoSettings.Reference, CretoSettings.From(Config.Empty));

    [Fact]
    public void An_actor_system_starts_with_what_is_exported()
    {
        var config = CretoConfiguration.Reference
            .WithText("akka.loglevel = OFF\nakka.stdout-loglevel = OFF", "t").ToConfig();
        using var system = ActorSystem.Create("exported", config);

        Assert.Equal("OFF", system.Settings.LogLevel);
        Assert.Equal(CretoSettings.Reference, CretoSettings.From(system.Settings.Config));
    }

    private static string Words(string line) =>
        string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
