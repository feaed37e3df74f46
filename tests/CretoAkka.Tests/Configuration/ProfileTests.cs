using Akka.Configuration;
using Akka.Remote;
using CretoAkka.Configuration;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class ProfileTests
{
    public static readonly TheoryData<string, int, double, int, double> Profiles = new()
    {
        { "high-performance.conf", 10, 15, 2, 5 },
        { "unreliable.conf", 3, 60, 2, 20 },
        { "critical.conf", 2, 120, 5, 10 },
        { "lan.conf", 5, 15, 2, 5 },
        { "wan.conf", 5, 60, 2, 20 },
        { "demo.conf", 5, 3, 2, 2 },
    };

    [Fact]
    public void Every_profile_is_in_the_table_of_this_test()
    {
        var folder = Path.GetDirectoryName(Texts.Shipped("reference.conf"))!;
        var shipped = Directory.GetFiles(folder).Select(Path.GetFileName);

        string[] others =
            ["reference.conf", "tls.conf", "replica.conf", "node-1.conf", "node-2.conf", "node-3.conf", "node-4.conf"];
        Assert.Equal(
            Profiles.Select(row => (string)row[0]).Concat(others).Order(StringComparer.Ordinal),
            shipped.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_profile_says_what_it_is_known_for(
        string file, int failureThreshold, double timeout, int successThreshold, double requestTimeout)
    {
        var settings = CretoSettings.Load(Texts.Shipped(file)).Default;

        Assert.Equal(failureThreshold, settings.Circuit.FailureThreshold);
        Assert.Equal(TimeSpan.FromSeconds(timeout), settings.Circuit.OpenTimeout);
        Assert.Equal(successThreshold, settings.Circuit.SuccessThreshold);
        Assert.Equal(TimeSpan.FromSeconds(requestTimeout), settings.RequestTimeout);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_profile_gives_both_timeouts_of_a_call_the_same_start(
        string file, int failureThreshold, double timeout, int successThreshold, double requestTimeout)
    {
        _ = (failureThreshold, timeout, successThreshold);

        Assert.Equal(
            TimeSpan.FromSeconds(requestTimeout),
            CretoSettings.Load(Texts.Shipped(file)).Default.AdaptiveTimeout?.BaseTimeout);
    }

    [Theory]
    [InlineData("high-performance.conf")]
    [InlineData("unreliable.conf")]
    [InlineData("critical.conf")]
    [InlineData("lan.conf")]
    [InlineData("wan.conf")]
    [InlineData("demo.conf")]
    public void A_profile_takes_members_as_it_is(string file) =>
        Assert.Empty(CretoConfiguration.Reference.WithFile(Texts.Shipped(file))
            .WithValue("creto.node", "node-1").WithValue("creto.quorum.members.node-1", "1").Check());

    [Fact]
    public void Tls_says_nothing_of_circuits() =>
        Assert.Equal(CretoSettings.Reference, CretoSettings.Load(Texts.Shipped("tls.conf")));

    [Fact]
    public void Profiles_can_be_laid_over_each_other_and_the_last_wins()
    {
        var settings = CretoSettings.Load(Texts.Shipped("unreliable.conf"), Texts.Shipped("critical.conf"));

        Assert.Equal(2, settings.Default.Circuit.FailureThreshold);
        Assert.Equal(TimeSpan.FromSeconds(20), settings.Default.RequestTimeout);
    }

    [Theory]
    [InlineData("reference.conf")]
    [InlineData("demo.conf")]
    public void Akka_tries_a_peer_that_is_back_within_a_second(string file) =>
        Assert.Equal(
            TimeSpan.FromSeconds(1),
            CretoConfiguration.Reference.WithFile(Texts.Shipped(file)).ToConfig()
                .GetTimeSpan("akka.remote.retry-gate-closed-for"));

    [Fact]
    public void Each_node_writes_to_a_connection_of_its_own()
    {
        var akka = ConfigurationFactory.FromResource(
            "Akka.Remote.Configuration.Remote.conf", typeof(RemoteSettings).Assembly);

        Assert.True(new RemoteSettings(akka).UsePassiveConnections);
        Assert.False(new RemoteSettings(CretoConfiguration.Reference.ToConfig().WithFallback(akka)).UsePassiveConnections);
    }
}
