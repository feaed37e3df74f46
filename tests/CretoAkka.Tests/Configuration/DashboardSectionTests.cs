using CretoAkka.Configuration;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class DashboardSectionTests
{
    private const string Token = "a-secret-of-many-characters";
    private const string ExpectedToken =
        "expected nothing, or a text of 16 to 256 visible ASCII characters without blanks.";

    [Fact]
    public void Nobody_may_do_anything_where_nothing_is_said() =>
        Assert.Equal(DashboardSettings.ReadOnly, CretoSettings.Reference.Dashboard);

    [Fact]
    public void The_section_is_read_as_it_is_written()
    {
        var dashboard = Texts.Read($$"""
            creto.dashboard {
              allow-control = on
              token = ${?SECRET}
              nodes = ["http://127.0.0.1:5080", "https://node-2.example/"]
            }
            """, ("SECRET", Token)).Dashboard;

        Assert.Equal((true, Token), (dashboard.AllowControl, dashboard.Token));
        Assert.Equal(["http://127.0.0.1:5080", "https://node-2.example"], dashboard.Nodes.ToArray());
    }

    [Fact]
    public void Nodes_may_be_one_text_too_as_on_a_command_line() => Assert.Equal(
        ["http://a:1", "http://b:2"],
        Texts.Over("").WithValue("creto.dashboard.nodes", "http://a:1, http://b:2").ToSettings().Dashboard.Nodes.ToArray());

    [Theory]
    [InlineData("[\"a:5080\"]")]
    [InlineData("[\"ftp://a:21\"]")]
    [InlineData("[\"http://a:5080/circuits\"]")]
    [InlineData("[\"http://me:secret@a:5080\"]")]
    [InlineData("[\"http://a:5080?x\"]")]
    [InlineData("[\"http://A:5080\"]")]
    [InlineData("[\"http://a:80\"]")]
    [InlineData("[[\"http://a:5080\"]]")]
    [InlineData("{ a = 1 }")]
    public void What_is_no_list_of_origins_is_refused(string nodes) => Assert.EndsWith(
        "expected a list of at most 64 addresses like http://host:5080, without a path.",
        Texts.Sentence($"creto.dashboard.nodes = {nodes}"), StringComparison.Ordinal);

    [Fact]
    public void Control_without_a_token_is_refused_where_it_is_written() => Assert.Equal(
        "node.conf:1:47: creto.dashboard.token is \"\"; expected a secret text, "
        + "because creto.dashboard.allow-control is on.",
        Texts.Sentence("creto.dashboard { allow-control = on, token = \"\" }"));

    [Theory]
    [InlineData("fifteen-letters")]
    [InlineData("\"sixteen letters and blanks\"")]
    [InlineData("\"sechzehn-Zeichen-ä\"")]
    [InlineData("[a]")]
    public void A_token_that_is_none_is_refused_and_not_shown(string token) => Assert.Equal(
        $"node.conf:1:25: creto.dashboard.token is \"***\"; {ExpectedToken}",
        Texts.Sentence($"creto.dashboard.token = {token}"));

    [Fact]
    public void A_token_is_shown_nowhere()
    {
        var configuration = Texts.Over($"creto.dashboard.token = {Token}");
        var settings = configuration.ToSettings();
        var shown = ConfigurationReport.Show(configuration.Effective());

        Assert.DoesNotContain(Token, shown, StringComparison.Ordinal);
        Assert.Contains("creto.dashboard.token = \"***\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Token, (settings with { MaxPeers = 0 }).Dashboard.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_shown_reads_back_with_its_nodes()
    {
        var configuration = Texts.Over("creto.dashboard.nodes = [\"http://a:1\", \"http://b:2\"]");

        var shown = ConfigurationReport.Show(configuration.Effective());

        Assert.Equal(
            configuration.ToSettings(), CretoConfiguration.Reference.WithText(shown, "shown").ToSettings());
    }

    [Fact]
    public void Nodes_survive_the_way_through_an_actor_systems_configuration()
    {
        var config = Texts.Over("creto.dashboard.nodes = [\"http://a:1\", \"http://b:2\"]").ToConfig();

        Assert.Equal(["http://a:1", "http://b:2"], CretoSettings.From(config).Dashboard.Nodes.ToArray());
    }

    [Fact]
    public void A_key_that_is_misspelt_does_not_show_the_token_that_was_meant()
    {
        var problem = Assert.Single(CretoConfiguration.Reference
            .WithText($"creto.dashboard.tokn = \"{Token}\"", "node.conf").WithEnvironment(_ => null).Check());
        Assert.Contains("creto.dashboard.token", problem.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, problem.Sentence, StringComparison.Ordinal);
    }
}
