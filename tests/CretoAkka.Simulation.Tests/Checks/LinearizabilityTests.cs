using CretoAkka.Simulation.Checks;

namespace CretoAkka.Simulation.Tests.Checks;

public sealed class LinearizabilityTests
{
    [Fact]
    public void A_read_sees_the_last_write_that_ended_before_it() =>
        Assert.True(Linearizability.Holds([Write("a", 0, 1), Write("b", 2, 3), Read("b", 4, 5)]));

    [Fact]
    public void A_read_of_what_was_overwritten_before_it_began_is_none() =>
        Assert.False(Linearizability.Holds([Write("a", 0, 1), Write("b", 2, 3), Read("a", 4, 5)]));

    [Fact]
    public void A_read_of_nothing_after_a_write_is_none() =>
        Assert.False(Linearizability.Holds([Write("a", 0, 1), Read(null, 2, 3)]));

    [Fact]
    public void Writes_at_the_same_time_may_take_effect_in_any_order() =>
        Assert.True(Linearizability.Holds([Write("a", 0, 9), Write("b", 1, 8), Read("a", 10, 11)]));

    [Fact]
    public void Two_reads_one_after_the_other_do_not_go_back() => Assert.False(Linearizability.Holds(
        [Write("a", 0, 1), Write("b", 2, 20), Read("b", 3, 4), Read("a", 5, 6)]));

    [Fact]
    public void A_write_that_never_ended_may_have_taken_effect_late_or_never()
    {
        Assert.True(Linearizability.Holds([Write("a", 0, 1), Lost("b", 2), Read("a", 3, 4), Read("b", 50, 51)]));
        Assert.True(Linearizability.Holds([Write("a", 0, 1), Lost("b", 2), Read("a", 3, 4), Read("a", 50, 51)]));
    }

    [Fact]
    public void A_write_that_never_ended_does_not_take_effect_before_it_began() =>
        Assert.False(Linearizability.Holds([Write("a", 0, 1), Read("b", 2, 3), Lost("b", 5)]));

    [Fact]
    public void What_took_effect_stays_so_though_it_never_ended() => Assert.False(Linearizability.Holds(
        [Write("a", 0, 1), Lost("b", 2), Read("b", 3, 4), Read("a", 5, 6)]));

    // One long operation spans all the others: the set of what has taken effect is then far from a row.
    [Fact]
    public void An_operation_that_lasts_for_hundreds_of_others_is_no_obstacle()
    {
        var all = Enumerable.Range(1, 400).SelectMany(i => new[]
        {
            Write($"{i}", i * 10, (i * 10) + 3), Read($"{i}", (i * 10) + 4, (i * 10) + 6),
        });
        Assert.True(Linearizability.Holds([Write("long", 0, 9000), .. all, Read("long", 9001, 9002)]));
    }

    private static Operation Write(string value, int from, int to) => new("k", true, value, At(from), At(to));

    private static Operation Read(string? value, int from, int to) => new("k", false, value, At(from), At(to));

    private static Operation Lost(string value, int from) => new("k", true, value, At(from), null);

    private static TimeSpan At(int seconds) => TimeSpan.FromSeconds(seconds);
}
