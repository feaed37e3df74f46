using Akka.Configuration;
using CretoAkka.Configuration;
using CretoAkka.Configuration.Hocon;

namespace CretoAkka.Tests.Configuration;

public sealed class PeerSectionTests
{
    public static readonly TheoryData<string> HostileNames = new()
    {
        "node-2", "a.b", "..", ".", "a b", " ", "quo\"te", "back\\slash", "sla/sh", "/user/creto", "{}", "[]",
        "${HOME}", "#", "//", "=", ":", ",", "$", "*", "tab\t", "new\nline", "nul\0", "\u202eevil", "Ünïcödé", "節点二",
        "😀", "\ud800", "timeout", "peers", "İı", new('x', 256),
    };

    [Theory]
    [MemberData(nameof(HostileNames))]
    [Trait("Decision", "D22")]
    public void Any_name_may_be_a_peers(string name)
    {
        var settings = Texts.Read($$"""creto.circuit-breaker.peers { {{HoconText.Quote(name)}} { timeout = 7s } }""");

        var (peer, own) = Assert.Single(settings.Peers);
        Assert.Equal(name, peer.Value);
        Assert.Equal(TimeSpan.FromSeconds(7), own.Circuit.OpenTimeout);
    }

    [Theory]
    [MemberData(nameof(HostileNames))]
    [Trait("Decision", "D22")]
    public void A_hostile_name_is_shown_on_one_line_that_reads_back_the_same(string name)
    {
        var configuration = Texts.Over($$"""creto.circuit-breaker.peers.{{HoconText.Quote(name)}}.timeout = 7s""");

        var shown = ConfigurationReport.Show(configuration.Effective());

        Assert.Equal(configuration.Effective().Length, shown.Count(c => c == '\n'));
        Assert.Equal(configuration.ToSettings(), CretoConfiguration.Reference.WithText(shown, "shown").ToSettings());
    }

    [Theory]
    [InlineData("")]
    [InlineData("too long")]
    [Trait("Decision", "D22")]
    public void A_name_of_no_or_too_many_characters_is_refused(string name)
    {
        var written = name.Length == 0 ? name : new string('x', 257);

        Assert.EndsWith(
            "expected a peer's name of 1 to 256 characters.",
            Texts.Sentence($$"""creto.circuit-breaker.peers { "{{written}}" { timeout = 7s } }"""),
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Decision", "D21")]
    public void A_peer_overrides_some_keys_and_has_the_others_from_all()
    {
        var settings = Texts.Read("""
            creto.circuit-breaker {
              failure-threshold = 9
              adaptive-timeout.enabled = off
              peers {
                "node-2" {
                  address = "akka.tcp://sys@host:2551/user/replica"
                  session = off
                  timeout = 4s
                  adaptive-timeout { enabled = on, percentile = 90 }
                }
                "node-3" { address = "akka.tcp://sys@[::1]:2551/user/replica" }
              }
            }
            """);

        var node2 = settings.For("node-2");
        Assert.Equal((9, TimeSpan.FromSeconds(4)), (node2.Circuit.FailureThreshold, node2.Circuit.OpenTimeout));
        Assert.Equal(("akka.tcp://sys@host:2551/user/replica", false), (node2.Address, node2.Session));
        Assert.Equal(90, node2.AdaptiveTimeout?.Percentile);
        Assert.Equal(TimeSpan.FromSeconds(10), node2.AdaptiveTimeout?.BaseTimeout);
        Assert.Equal(settings.Default with { Address = settings.For("node-3").Address }, settings.For("node-3"));
        Assert.Null(settings.Default.AdaptiveTimeout);
        Assert.Same(settings.Default, settings.For("stranger"));
    }

    [Fact]
    [Trait("Decision", "D19")]
    public void Two_peers_at_one_address_are_refused_in_a_file_and_in_code()
    {
        const string sentence = "creto.circuit-breaker.peers.c.address is \"akka.tcp://sys@host:1/user/a\"; "
            + "expected an address of its own: a has this one.";

        Assert.EndsWith(sentence, Texts.Sentence("""
            creto.circuit-breaker.peers {
              a { address = "akka.tcp://sys@host:1/user/a" }
              b { address = "akka.tcp://sys@host:1/user/b" }
              none {}, neither {}
              c { address = "akka.tcp://sys@host:1/user/a" }
            }
            """), StringComparison.Ordinal);

        var own = CretoSettings.Reference.Default with { Address = "akka.tcp://sys@host:1/user/a" };
        var settings = CretoSettings.Reference with
        {
            Peers = CretoSettings.Reference.Peers.Add("a", own).Add("c", own),
        };
        Assert.Equal(
            "the settings: " + sentence, Assert.Throws<CretoConfigurationException>(settings.Validate).Message);
    }

    [Fact]
    [Trait("Decision", "D18")]
    public void Without_a_key_of_its_own_a_peer_has_a_session_where_sessions_are_enabled()
    {
        var settings = Texts.Read(
            "creto { session.enabled = off, circuit-breaker.peers { a {}, b { session = on } } }");

        Assert.False(settings.Default.Session);
        Assert.False(settings.For("a").Session);
        Assert.True(settings.For("b").Session);
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("sla/sh")]
    [InlineData("節点二")]
    [Trait("Decision", "D22")]
    public void A_hostile_name_survives_Akkas_own_parser(string name)
    {
        var config = ConfigurationFactory.ParseString(
            $$"""creto.circuit-breaker.peers { {{HoconText.Quote(name)}} { timeout = 7s } }""");

        Assert.Equal(TimeSpan.FromSeconds(7), CretoSettings.From(config).For(name).Circuit.OpenTimeout);
    }
}
