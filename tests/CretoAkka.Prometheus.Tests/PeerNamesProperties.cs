using CretoAkka.Core.Circuits;
using CsCheck;

namespace CretoAkka.Prometheus.Tests;

/// <summary>A peer's name may be any text; it must never break a scrape or hide behind another peer's series.</summary>
public sealed class PeerNamesProperties
{
    private const char Replacement = '\uFFFD';

    // Small alphabets of what goes wrong, so that names collide and escapes meet their own spelling.
    private static readonly Gen<char> Characters =
        Gen.OneOf(Gen.Char["\\u0DC58aF\"\n{}=, \r\0\u0085\uD800\uD801\uDC00"], Gen.Char);

    private static readonly Gen<string> Names = Characters.Array[1, 9].Select(c => new string(c));

    // One character apart: what a lossy spelling would make the same.
    private static readonly Gen<(string, string)> Neighbours =
        from name in Names
        from at in Gen.Int[0, name.Length - 1]
        from character in Characters
        select (name, string.Concat(name.AsSpan(0, at), [character], name.AsSpan(at + 1)));

    [Fact]
    [Trait("Decision", "D22")]
    public async Task Any_two_peers_have_series_of_their_own()
    {
        await Gen.OneOf(Gen.Select(Names, Names), Neighbours).SampleAsync(async (a, b) =>
        {
            if (a == b || a == "other" || b == "other")
                return;
            using var world = new World();
            world.Add(a).Stats = new CircuitStats { Trips = 1 };
            world.Add(b).Stats = new CircuitStats { Trips = 2 };

            var labels = (await world.Samples())
                .Where(s => s.StartsWith("circuit_breaker_trips_total{", StringComparison.Ordinal))
                .Select(Label);

            Assert.Equal(2, labels.Distinct(StringComparer.Ordinal).Count());
        }, iter: 3_000);
    }

    [Theory]
    [InlineData("\n", "\\u000A")]
    [InlineData("\uD800", "\\uD800")]
    [Trait("Decision", "D22")]
    public async Task A_name_that_reads_like_an_escape_is_not_the_peer_that_is_written_so(string escaped, string spelled)
    {
        using var world = new World();
        world.Add(escaped);
        world.Add(spelled);
        var trips = (await world.Samples())
            .Where(s => s.StartsWith("circuit_breaker_trips_total{", StringComparison.Ordinal));
        Assert.Equal(2, trips.Select(Label).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    [Trait("Decision", "D22")]
    public async Task Any_name_leaves_a_scrape_of_lines_that_can_be_read()
    {
        await Names.SampleAsync(async name =>
        {
            using var world = new World();
            world.Add(name);

            var samples = await world.Samples();

            Assert.All(samples, s => Assert.Equal("0", Value(s)));
            Assert.DoesNotContain(samples, s => s.Any(char.IsControl));
            if (!name.AsSpan().Contains(Replacement))
                Assert.DoesNotContain(samples, s => s.AsSpan().Contains(Replacement));
        }, iter: 1_000);
    }

    [Theory]
    [InlineData("node-1", "node-1")]
    [InlineData("Knoten größer 節點 🙂", "Knoten größer 節點 🙂")]
    [InlineData("a\"b\\c", "a\\\"b\\\\c")]
    [InlineData("domain\\user", "domain\\\\user")]
    [InlineData("a\nb", "a\\\\u000Ab")]
    [InlineData("a\\u000Ab", "a\\\\u005Cu000Ab")]
    public async Task A_label_is_the_name_with_what_is_hostile_escaped(string name, string written)
    {
        using var world = new World();
        world.Add(name);

        Assert.Equal("0", await world.Value($"circuit_breaker_state{{peer_id=\"{written}\"}}"));
    }

    // Reads a sample as a scraper does: a quoted label, backslash escapes inside.
    private static string Label(string sample)
    {
        var at = sample.IndexOf('"', StringComparison.Ordinal) + 1;
        var end = at;
        while (sample[end] != '"')
            end += sample[end] == '\\' ? 2 : 1;
        return sample[at..end];
    }

    private static string Value(string sample)
    {
        var afterLabel = sample.IndexOf('"', StringComparison.Ordinal) + 1 + Label(sample).Length + 1;
        var afterLabels = sample.IndexOf("} ", afterLabel, StringComparison.Ordinal) + 2;
        return sample[afterLabels..];
    }
}
