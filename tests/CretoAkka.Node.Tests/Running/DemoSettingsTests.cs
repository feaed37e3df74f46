using Akka.Configuration;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Tests.Running;

public sealed class DemoSettingsTests
{
    private static readonly Config Demo = DemoConfiguration.Load(null).ToConfig();

    [Fact]
    public void The_demo_comes_with_all_its_times()
    {
        var settings = DemoSettings.From(Demo, "demo.conf");

        Assert.Equal(TimeSpan.FromSeconds(60), settings.Length);
        Assert.True(settings.Before + settings.HangFor + (2 * settings.Between) + settings.DownFor + settings.LieFor
            < settings.Length);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(600)]
    [InlineData(null)]
    public void A_run_that_is_long_enough_keeps_the_tour_as_it_is(int? seconds)
    {
        var settings = DemoSettings.From(Demo, "demo.conf");

        Assert.Equal(settings, settings.ScaledTo(seconds is { } s ? TimeSpan.FromSeconds(s) : null));
    }

    [Fact]
    public void A_shorter_run_has_a_shorter_tour_in_proportion()
    {
        var settings = DemoSettings.From(Demo, "demo.conf");
        var scaled = settings.ScaledTo(settings.Length / 2);

        Assert.Equal(settings.HangFor / 2, scaled.HangFor);
        Assert.Equal(settings.Before / 2, scaled.Before);
        Assert.Equal(settings.Limit, scaled.Limit);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("0s")]
    [InlineData("infinite")]
    [InlineData("NaNs")]
    [InlineData("5")]
    public void A_wrong_time_is_refused_with_its_key(string value)
    {
        var config = ConfigurationFactory.ParseString($"demo.tour.hang-for = {value}").WithFallback(Demo);

        var error = Assert.Throws<ConfigurationException>(() => DemoSettings.From(config, "my.conf"));

        Assert.Equal(
            $"my.conf: demo.tour.hang-for is '{value}'; expected a length of time such as 500ms, 5s or 1m.",
            error.Message);
    }

    [Theory]
    [InlineData("demo.tour.befor = 1s", "demo.tour.befor")]
    [InlineData("demo.tuor { before = 1s }", "demo.tuor.before")]
    [InlineData("demo.speed = 2", "demo.speed")]
    public void An_unknown_key_is_refused_with_those_that_are_known(string assignment, string key)
    {
        var config = ConfigurationFactory.ParseString(assignment).WithFallback(Demo);

        var error = Assert.Throws<ConfigurationException>(() => DemoSettings.From(config, "my.conf"));

        Assert.StartsWith(
            $"my.conf: {key} is no known key; expected one of demo.tour.before, ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo = 1")]
    [InlineData("demo.tour = 1")]
    [InlineData("demo.tour.before.long = 1s")]
    public void What_is_no_section_or_no_time_is_refused(string assignment)
    {
        var config = ConfigurationFactory.ParseString(assignment).WithFallback(Demo);

        Assert.Throws<ConfigurationException>(() => DemoSettings.From(config, "my.conf"));
    }
}
