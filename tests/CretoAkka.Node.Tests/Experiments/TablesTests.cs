using CretoAkka.Node.Experiments.Reports;
using CretoAkka.Node.Experiments.Runs;
using CretoAkka.Node.Experiments.Tables;

namespace CretoAkka.Node.Tests.Experiments;

public sealed class TablesTests
{
    private static readonly TimeSpan P99 = Measured.Creto.Usual.P99;

    public static TheoryData<string, object> Faults => new()
    {
        { "heap", Measured.Good with { Creto = Measured.Creto with { HeapGrowth = 666_667 } } },
        { "Stale", Measured.Good with { Creto = Measured.Creto with { Stale = 321 } } },
        { "Stale", Measured.Good with { Bare = Measured.Good.Bare with { Stale = 1_499 } } },
        { "knows", Measured.Good with { Creto = Measured.Creto with { KnownAfter = TimeSpan.FromSeconds(1.001) } } },
        { "knows", Measured.Good with { Creto = Measured.Creto with { KnownAfter = null } } },
        { "refused", Measured.Good with { Creto = Measured.Creto with { Refused = 1 } } },
        { "refused", Measured.Good with { Naive = Measured.Good.Naive with { Refused = 0 } } },
        { "never delivered", Measured.Good with { Creto = Measured.Creto with { Missing = 1 } } },
        { "goodput", Measured.Good with { Creto = Measured.Creto with { Faulty = new(788, P99) } } },
        { "p99", Measured.Good with { Creto = Measured.Creto with { P99Multiples = [1.0, 1.21, 1.22] } } },
    };

    [Fact]
    public void A_hung_peer_as_it_should_be_has_no_faults()
    {
        var table = HungPeerTable.Of(FaultPlan.Quick, Measured.Good);

        Assert.Empty(table.Faults());
        Assert.Contains("10 s", table.Title, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_bound_and_every_harm_is_held(string measure, object ways)
    {
        var table = HungPeerTable.Of(FaultPlan.Quick, (ThreeWays)ways);

        Assert.Contains(measure, Assert.Single(table.Faults()), StringComparison.Ordinal);
        Assert.Equal("NO", Assert.Single(table.Rows, row => row.Reached == "NO").Reached);
    }

    [Fact]
    public void At_the_bounds_nothing_is_wrong() => Assert.Empty(HungPeerTable.Of(
        FaultPlan.Quick,
        Measured.Good with
        {
            Bare = Measured.Good.Bare with { Stale = 3_200 },
            Creto = Measured.Creto with
            {
                HeapGrowth = 666_666,
                Stale = 320,
                KnownAfter = TimeSpan.FromSeconds(1),
                Faulty = new(788.5, P99),
                P99Multiples = [1.0, 1.2, 1.4],
            },
        }).Faults());

    [Fact]
    public void A_restarted_peer_must_have_caught_up_and_the_bare_way_must_have_lost_it()
    {
        Assert.Empty(DeadPeerTables.Restarted(FaultPlan.Quick, Measured.Good).Faults());
        Assert.Single(DeadPeerTables.Restarted(
            FaultPlan.Quick, Measured.Good with { Creto = Measured.Creto with { MissingSoon = 1 } }).Faults());
        Assert.Single(DeadPeerTables.Restarted(
            FaultPlan.Quick, Measured.Good with { Bare = Measured.Good.Bare with { Delivered = 1 } }).Faults());
    }

    [Fact]
    public void The_bound_on_memory_grows_with_the_length_of_the_fault()
    {
        ThreeWays Growing(long bytes) => Measured.Good with { Creto = Measured.Creto with { HeapGrowth = bytes } };

        Assert.Empty(HungPeerTable.Of(FaultPlan.Full, Growing(2_000_000)).Faults());
        Assert.Contains(
            "heap", Assert.Single(HungPeerTable.Of(FaultPlan.Full, Growing(2_000_001)).Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_killed_peer_must_be_known() => Assert.Single(DeadPeerTables.Killed(
        FaultPlan.Quick, Measured.Good with { Creto = Measured.Creto with { KnownAfter = null } }).Faults());

    [Fact]
    public void Columns_are_aligned_and_notes_follow()
    {
        var table = new ResultTable(
            "A title.",
            ["A note."],
            [new ResultRow("Short", ResultCell.Count(12_345), ResultCell.Never, ResultCell.Megabytes(1_500_000))]);

        Assert.Equal(
            """
            A title.

            Measure  Bare Akka.Remote  Refusing circuit  CretoAkka  To reach  Reached
            Short    12,345            never             1.50 MB

            A note.

            """.ReplaceLineEndings("\n"),
            TableText.Of(table));
    }

    [Fact]
    public void Csv_has_numbers_and_quotes_what_needs_it()
    {
        var row = new ResultRow("a, \"b\"", ResultCell.Count(12_345), ResultCell.Never, ResultCell.Share(0.5, "415/s"))
        {
            Bound = ">= 95%",
            Checks = [new ResultCheck(false, "no.")],
        };

        Assert.Equal(
            "measure,bare,naive,creto,bound,reached\n\"a, \"\"b\"\"\",12345,,0.5,>= 95%,NO\n",
            TableCsv.Of(new ResultTable("", [], [row])));
    }
}
