using CretoAkka.Configuration;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Tests.Running;

/// <summary>What the demo's page may do, and whom it shows.</summary>
public sealed class DemoDashboardTests
{
    private const string Own = """
        creto.dashboard { nodes = ["http://other:1"], token = "a-token-of-the-users-own" }
        """;

    [Fact]
    public void One_page_shows_all_four_and_nobody_may_do_anything()
    {
        var page = Of("", control: false);

        Assert.Null(page.Token);
        Assert.False(Settings(page).AllowControl);
        Assert.Equal(
            ["http://127.0.0.1:6000", "http://127.0.0.1:6001", "http://127.0.0.1:6002", "http://127.0.0.1:6003"],
            Settings(page).Nodes.ToArray());
    }

    [Fact]
    public void Control_comes_with_a_token_of_its_own_for_each_run()
    {
        var (one, two) = (Of("", control: true), Of("", control: true));

        Assert.True(Settings(one).AllowControl);
        Assert.Equal(one.Token, Settings(one).Token);
        Assert.NotEqual(one.Token, two.Token);
    }

    [Fact]
    public void What_the_user_has_set_stays_and_is_not_printed()
    {
        var page = Of(Own, control: true);

        Assert.Null(page.Token);
        Assert.Equal((true, "a-token-of-the-users-own"), (Settings(page).AllowControl, Settings(page).Token));
        Assert.Equal(["http://other:1"], Settings(page).Nodes.ToArray());
    }

    private static DemoDashboard Of(string hocon, bool control) => DemoDashboard.Of(
        CretoConfiguration.Reference.WithText(hocon, "user.conf"), 6000, new DemoOptions { Control = control });

    private static DashboardSettings Settings(DemoDashboard page) => page.Configuration.ToSettings().Dashboard;
}
