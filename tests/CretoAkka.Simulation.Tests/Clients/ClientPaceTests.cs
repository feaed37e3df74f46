using CretoAkka.Simulation.Clients;
using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Tests.Clients;

public sealed class ClientPaceTests
{
    private static readonly TimeSpan Think = ClientSettings.Default.Think;

    [Fact]
    public void Who_rests_asks_soon_after_a_busy_time_has_begun()
    {
        var settings = ClientSettings.Default with { Rest = TimeSpan.FromHours(1), Busy = [new(At(100), At(101))] };

        for (var seed = 1UL; seed <= 100; seed++)
        {
            var asks = new ClientPace(settings, new Dice(seed)).NextAsk(At(1));
            Assert.InRange(asks, At(1), At(100) + (Think * 2));
        }
    }

    [Fact]
    public void Who_is_busy_asks_soon()
    {
        var settings = ClientSettings.Default with { Rest = TimeSpan.FromHours(1), Busy = [new(At(100), At(109))] };

        Assert.InRange(new ClientPace(settings, new Dice(1)).NextAsk(At(104)), At(104), At(104) + (Think * 2));
    }

    [Fact]
    public void Who_rests_after_the_last_busy_time_takes_as_long_as_it_likes()
    {
        var settings = ClientSettings.Default with { Rest = TimeSpan.FromHours(1), Busy = [new(At(100), At(109))] };
        var pace = new ClientPace(settings, new Dice(1));

        Assert.All(Enumerable.Range(0, 100), _ => Assert.InRange(pace.NextAsk(At(109)), At(109), At(109 + 7200)));
        Assert.Contains(Enumerable.Range(0, 100), _ => pace.NextAsk(At(109)) > At(109) + (Think * 2));
    }

    [Fact]
    public void Busy_times_that_touch_are_one() => Assert.Equal(
        [new(At(1), At(5)), new(At(6), At(7))],
        Stretch.Join([new(At(6), At(7)), new(At(1), At(4)), new(At(2), At(3)), new(At(4), At(5))]));

    private static TimeSpan At(int seconds) => TimeSpan.FromSeconds(seconds);
}
