using CretoAkka.Core.Sessions;
using CsCheck;

namespace CretoAkka.Core.Tests.Sessions;

[Trait("Decision", "D18")]
public class SessionLinkProperties
{
    private static readonly TimeSpan T = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BadFor = TimeSpan.FromSeconds(3);

    private static readonly SessionPolicy Small =
        SessionPolicy.Default with { WindowMessages = 40, MaxMissingRanges = 4 };

    // A small window runs out and turns over, the usual one does not.
    private static readonly Gen<(int Seed, bool Small, double Loss, double Duplicates, int Delay)> Links =
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Bool, Gen.Double[0, 0.6], Gen.Double[0, 0.5], Gen.Int[1, 80]);

    [Fact]
    public void Whatever_the_link_did_once_it_heals_everything_was_handed_over_exactly_once() =>
        Links.Sample((seed, small, loss, duplicates, delay) =>
        {
            var world = Run(seed, small, loss, duplicates, delay, maxRetries: int.MaxValue);
            Assert.Equal(world.Sender.Highest, world.Handed.Count);
            Assert.Equal(world.Handed.Order(), world.Delivered.Order());
            Assert.Equal(0, world.Sender.OutstandingMessages);
            Assert.Equal(0, world.Sender.OutstandingBytes);
        }, iter: 150);

    [Fact]
    [Trait("Decision", "D15")]
    public void Whatever_is_given_up_each_message_is_handed_over_at_most_once_and_ends_once() =>
        Links.Sample((seed, small, loss, duplicates, delay) =>
        {
            var world = Run(seed, small, loss, duplicates, delay, maxRetries: 1);
            Assert.Equal(world.Handed.Distinct().Count(), world.Handed.Count);
            Assert.Equal(Numbers(world.Sender.Highest), world.Delivered.Concat(world.GivenUp).Order());
            Assert.Subset(world.Handed.ToHashSet(), world.Delivered.ToHashSet());
        }, iter: 150);

    [Fact]
    public void A_link_that_keeps_order_and_loses_nothing_fails_nothing_and_repeats_nothing() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[1, 50]).Sample((interval, delay) =>
        {
            var world = new SessionWorld(SessionPolicy.Default, T, seed: 0)
            {
                MinDelay = TimeSpan.FromMilliseconds(delay),
                MaxDelay = TimeSpan.FromMilliseconds(delay),
            };
            world.SendEvery(TimeSpan.FromMilliseconds(interval), BadFor);
            world.RunUntil(2 * BadFor);
            Assert.Equal(0, world.Failures);
            Assert.Equal(Numbers(world.Sender.Highest), world.Handed);
            Assert.Equal(world.Handed, world.Delivered);
        }, iter: 100);

    private static SessionWorld Run(
        int seed, bool small, double loss, double duplicates, int delay, int maxRetries)
    {
        var world = new SessionWorld(small ? Small : SessionPolicy.Default, T, seed)
        {
            Loss = loss,
            Duplicates = duplicates,
            MaxDelay = TimeSpan.FromMilliseconds(delay),
            MaxRetries = maxRetries,
        };
        world.SendEvery(TimeSpan.FromMilliseconds(5), BadFor);
        world.RunUntil(BadFor);
        (world.Loss, world.Duplicates, world.MaxDelay) = (0, 0, world.MinDelay);
        world.RunUntil(BadFor + TimeSpan.FromSeconds(12));
        return world;
    }

    private static IEnumerable<long> Numbers(long highest) => Enumerable.Range(1, (int)highest).Select(n => (long)n);
}
