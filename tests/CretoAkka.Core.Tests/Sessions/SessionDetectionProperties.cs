using CretoAkka.Core.Sessions;
using CsCheck;

namespace CretoAkka.Core.Tests.Sessions;

[Trait("Decision", "D18")]
public class SessionDetectionProperties
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // The failure threshold, the timeout, how often a message leaves, and when it happens, in milliseconds.
    private static readonly Gen<(int Threshold, int Timeout, int Interval, int At)> Sessions =
        Gen.Select(Gen.Int[1, 10], Gen.Int[500, 3000], Gen.Int[1, 300], Gen.Int[3000, 8000]);

    [Fact]
    public void A_busy_session_knows_within_twice_the_timeout_that_its_peer_hangs() =>
        Sessions.Sample((threshold, timeout, interval, at) =>
        {
            var world = World(threshold, timeout);
            world.SendEvery(Ms(Math.Min(interval, timeout / threshold)), until: Ms(60_000));
            world.At(Ms(at), world.Hang);
            world.RunUntil(Ms(at + 3 * timeout));
            Assert.NotNull(world.TrippedAt);
            Assert.InRange(world.TrippedAt.Value, Ms(at), Ms(at) + 2 * world.Timeout);
        }, iter: 200);

    [Fact]
    public void Wake_ups_that_are_late_do_not_add_up_even_where_the_last_marker_was_answered_just_before_the_hang() =>
        Gen.Select(Gen.Int[1, 10], Gen.Int[500, 3000], Gen.Int[0, 50], Gen.Int[0, 60]).Sample(
            (threshold, timeout, lateness, phase) =>
            {
                var world = World(threshold, timeout);
                // By less than markers are apart: who is later than that leaves some out.
                world.Lateness = Ms(Math.Min(lateness, 4 * timeout / (5 * threshold) - 1));
                world.RunUntil(Ms(3000));
                while (world.Sender.Markers == 0)
                    world.RunUntil(world.Now + Ms(1));
                // Nothing is sent but markers: only their own wake-ups move the sender.
                world.RunUntil(world.Now + Ms(2 + phase));
                var hungAt = world.Now;
                world.Hang();
                world.Sender.Add(1, 10);
                world.RunUntil(hungAt + 3 * world.Timeout);
                Assert.NotNull(world.TrippedAt);
                Assert.InRange(world.TrippedAt.Value, hungAt, hungAt + 2 * world.Timeout);
            }, iter: 300);

    [Fact]
    public void An_idle_session_knows_a_second_later() =>
        Sessions.Sample((threshold, timeout, _, at) =>
        {
            var world = World(threshold, timeout);
            world.At(Ms(at), world.Hang);
            world.RunUntil(Ms(at + 3 * timeout + 1000));
            Assert.NotNull(world.TrippedAt);
            Assert.InRange(world.TrippedAt.Value, Ms(at), Ms(at) + 2 * world.Timeout + Second);
        }, iter: 200);

    [Fact]
    public void A_pause_shorter_than_the_timeout_fails_no_marker() =>
        Sessions.Sample((threshold, timeout, interval, at) =>
        {
            // The round trip of two milliseconds is time that the answer takes, too.
            foreach (var pause in new[] { timeout - 3, timeout / 2 })
            {
                var world = World(threshold, timeout);
                world.SendEvery(Ms(interval), until: Ms(60_000));
                world.At(Ms(at), world.Hang);
                world.At(Ms(at + pause), world.Resume);
                world.RunUntil(Ms(at + 4 * timeout));
                Assert.Equal(0, world.Failures);
            }
        }, iter: 100);

    [Fact]
    public void Messages_sent_while_nothing_is_acknowledged_are_a_failure_within_twice_the_timeout() =>
        Sessions.Sample((threshold, timeout, interval, at) =>
        {
            var world = World(threshold, timeout);
            world.SendEvery(Ms(interval), until: Ms(60_000));
            world.At(Ms(at), () => world.AcksAreCut = true);
            world.RunUntil(Ms(at + 3 * timeout + 1000));
            Assert.NotNull(world.TrippedAt);
            Assert.InRange(world.TrippedAt.Value, Ms(at), Ms(at) + 2 * world.Timeout + Second);
        }, iter: 100);

    [Fact]
    public void Pings_answered_while_the_messages_are_dropped_do_not_save_the_peer() =>
        Sessions.Sample((threshold, timeout, interval, at) =>
        {
            var world = World(threshold, timeout);
            world.SendEvery(Ms(Math.Min(interval, timeout / threshold / 2)), until: Ms(60_000));
            world.At(Ms(at), () => world.LossOfMessagesAlone = 1);
            world.RunUntil(Ms(at + 3 * timeout));
            Assert.NotNull(world.TrippedAt);
            Assert.InRange(world.TrippedAt.Value, Ms(at), Ms(at) + 2 * world.Timeout);
        }, iter: 100);

    [Fact]
    public void A_link_that_drops_every_twentieth_message_never_trips() =>
        Gen.Int[0, 1_000_000].Sample(seed =>
        {
            var world = World(threshold: 5, timeout: 500, seed);
            world.LossOfMessagesAlone = 0.05;
            world.SendEvery(Ms(1), until: Ms(5000));
            world.RunUntil(Ms(8000));
            Assert.Null(world.TrippedAt);
            Assert.Equal(0, world.Sender.OutstandingMessages);
        }, iter: 50);

    private static SessionWorld World(int threshold, int timeout, int seed = 1) =>
        new(SessionPolicy.Default with { MarkersPerTimeout = threshold }, Ms(timeout), seed);

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
