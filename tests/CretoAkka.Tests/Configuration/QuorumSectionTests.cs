using Akka.Configuration;
using CretoAkka.Configuration;
using CretoAkka.Configuration.Hocon;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class QuorumSectionTests
{
    private const string NameRange = "expected a peer's name of 1 to 256 characters.";

    [Fact]
    public void Nothing_is_declared_where_nothing_is_said()
    {
        var quorum = CretoSettings.Reference.Quorum;

        Assert.Empty(quorum.Members);
        Assert.Equal((FaultModel.Byzantine, null, 0.2), (quorum.FaultModel, quorum.MaxOpen, quorum.Margin));
        Assert.Equal(
            (TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10)), (quorum.LocalIsolationWindow, quorum.RetainRecord));
        Assert.Equal((0, 0L), (quorum.MaxUnknownPeers, quorum.Epoch));
    }

    [Fact]
    public void A_membership_is_read_as_it_is_written()
    {
        var quorum = Texts.Read("""
            creto {
              node = node-1
              quorum {
                fault-model = crash
                max-open = 0
                margin = 1
                local-isolation-window = 3s
                retain-record = 1h
                max-unknown-peers = 7
                epoch = 9223372036854775807
                members { "node-1" = 1, node-2 = "2", "a.b" = 9223372036854775807 }
              }
            }
            """).Quorum;

        Assert.Equal((FaultModel.Crash, 0L, 1.0), (quorum.FaultModel, quorum.MaxOpen, quorum.Margin));
        Assert.Equal(
            (TimeSpan.FromSeconds(3), TimeSpan.FromHours(1)), (quorum.LocalIsolationWindow, quorum.RetainRecord));
        Assert.Equal((7, long.MaxValue), (quorum.MaxUnknownPeers, quorum.Epoch));
        Assert.Equal(3, quorum.Members.Count);
        Assert.Equal(
            (1L, 2L, long.MaxValue), (quorum.Members["node-1"], quorum.Members["node-2"], quorum.Members["a.b"]));
    }

    [Theory]
    [InlineData("auto", null)]
    [InlineData("\"auto\"", null)]
    [InlineData("0", 0L)]
    [InlineData("\"3\"", 3L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void What_may_be_cut_off_is_a_weight_or_left_to_the_protocol(string written, long? weight) =>
        Assert.Equal(weight, Texts.Read($"creto.quorum.max-open = {written}").Quorum.MaxOpen);

    [Fact]
    public void A_later_layer_adds_members_and_overrides_others()
    {
        var members = Texts.Over("creto.quorum.members { a = 1, b = 1 }")
            .WithText("creto.quorum.members { b = 2, c = 3 }", "later.conf")
            .WithValue("creto.quorum.members.\"d.e\"", "4")
            .ToSettings().Quorum.Members;

        Assert.Equal(
            ["a=1", "b=2", "c=3", "d.e=4"],
            members.Select(m => $"{m.Key}={m.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{ a = 1, a = 2 }")]
    [InlineData("{ a = 1, \"a\" = 2 }")]
    [InlineData("{ a = 1 }\ncreto.quorum.members { a = 2 }")]
    [InlineData("{ a = 0, a = 2 }")]
    public void Of_a_member_that_is_written_twice_the_later_weight_counts(string members)
    {
        var (member, weight) = Assert.Single(Texts.Read($"creto.quorum.members {members}").Quorum.Members);

        Assert.Equal(("a", 2), (member.Value, weight));
    }

    [Fact]
    public void Names_that_differ_in_case_are_two_members() =>
        Assert.Equal(2, Texts.Read("creto.quorum.members { node-1 = 1, Node-1 = 1 }").Quorum.Members.Count);

    [Theory]
    [MemberData(nameof(PeerSectionTests.HostileNames), MemberType = typeof(PeerSectionTests))]
    [Trait("Decision", "D22")]
    public void Any_name_may_be_a_members_and_is_shown_with_its_place_as_it_reads_back(string name)
    {
        var configuration = Texts.Over($$"""creto.quorum.members { {{HoconText.Quote(name)}} = 7 }""");
        var settings = configuration.ToSettings();

        var (member, weight) = Assert.Single(settings.Quorum.Members);
        Assert.Equal((name, 7), (member.Value, weight));
        var shown = ConfigurationReport.Show(configuration.Effective());
        Assert.Contains(
            shown.Split('\n'), line => line.StartsWith($"creto.quorum.members.{HoconText.Segment(name)} = 7 ",
                StringComparison.Ordinal) && line.Contains("# node.conf:1:", StringComparison.Ordinal));
        Assert.Equal(settings, CretoConfiguration.Reference.WithText(shown, "shown").ToSettings());
    }

    [Theory]
    [InlineData("node-1")]
    [InlineData("a.b")]
    [InlineData("節点二")]
    [Trait("Decision", "D22")]
    public void A_members_name_survives_Akkas_own_parser(string name)
    {
        var config = ConfigurationFactory.ParseString(
            $$"""creto { node = {{HoconText.Quote(name)}}, quorum.members { {{HoconText.Quote(name)}} = 3 } }""");

        Assert.Equal(3, CretoSettings.From(config).Quorum.Members[name]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    [Trait("Decision", "D22")]
    public void A_name_of_no_or_too_many_characters_is_refused(int length)
    {
        var sentence = Texts.Sentence($$"""creto.quorum.members { "{{new string('x', length)}}" = 1 }""");

        Assert.EndsWith(NameRange, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_a_dot_that_is_not_quoted_is_refused_with_the_reason() => Assert.Equal(
        "node.conf:1:30: creto.quorum.members.a is a section; expected a whole number from 1 to 9223372036854775807; "
        + "a name with a dot in it stands in double quotes.",
        Texts.Sentence("creto.quorum.members { a.b = 1 }"));

    [Fact]
    public void A_weight_is_refused_in_this_sentence() => Assert.Equal(
        "node.conf:2:11: creto.quorum.members.\"a.b\" is 1e99; "
        + "expected a whole number from 1 to 9223372036854775807.",
        Texts.Sentence("creto.quorum.members {\n  \"a.b\" = 1e99\n}"));

    [Fact]
    public void A_node_that_is_no_member_is_refused_where_its_name_is_written() => Assert.Equal(
        "node.conf:2:10: creto.node is node-9; "
        + "expected the name of a member, one of creto.quorum.members.",
        Texts.Sentence("creto {\n  node = node-9\n  quorum.members { node-1 = 1, node-2 = 1 }\n}"));

    [Fact]
    public void Every_wrong_weight_is_named_once()
    {
        var sentences = Texts.Sentences("creto.quorum.members {\n a = 0\n b = 1\n c = -1\n d = x\n}");

        Assert.Equal(3, sentences.Count);
        Assert.All(sentences, s => Assert.Contains("expected a whole number from 1 to", s, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_memberships_are_equal_if_all_weights_are()
    {
        const string Text = "creto.quorum.members { a = 1, b = 2 }";

        Assert.Equal(Texts.Read(Text), Texts.Read(Text));
        Assert.Equal(Texts.Read(Text).GetHashCode(), Texts.Read(Text).GetHashCode());
        Assert.NotEqual(Texts.Read(Text), Texts.Read(Text + "\ncreto.quorum.members.b = 3"));
        Assert.NotEqual(Texts.Read(Text), Texts.Read("creto.quorum.members { a = 1, c = 2 }"));
        Assert.NotEqual(Texts.Read(Text), Texts.Read("creto.quorum.members { a = 1 }"));
    }
}
