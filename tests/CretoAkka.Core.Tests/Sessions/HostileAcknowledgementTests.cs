using System.Collections.Immutable;
using CretoAkka.Core.Sessions;
using CsCheck;

namespace CretoAkka.Core.Tests.Sessions;

[Trait("Decision", "D18")]
public class HostileAcknowledgementTests
{
    private const ulong Nonce = 7;
    private static readonly TimeSpan Now = TimeSpan.FromMilliseconds(5);
    private static readonly Acknowledgement Honest = new(Nonce, 1, 1, 5, [], []);

    private static readonly Gen<long> Wild =
        Gen.OneOf(Gen.Long[-3, 15], Gen.Long, Gen.Const(long.MinValue), Gen.Const(long.MaxValue));

    private static readonly Gen<NumberRange[]> WildRanges =
        Gen.Select(Wild, Wild).Select((a, b) => new NumberRange(a, b)).Array[0, 20];

    [Fact]
    public void A_wrong_nonce_is_ignored() => AssertRefused(AckVerdict.WrongNonce, Honest with { Nonce = 8 });

    [Fact]
    public void A_number_never_sent_is_beyond() => AssertRefused(AckVerdict.BeyondSent, Honest with { Highest = 11 });

    [Fact]
    public void A_marker_never_sent_is_beyond() => AssertRefused(AckVerdict.BeyondSent, Honest with { Marker = 2 });

    [Fact]
    public void Another_incarnation_is_told_from_the_first_one_known()
    {
        var sender = Sender();
        Assert.Null(sender.Incarnation);
        Assert.Equal(AckVerdict.Accepted, sender.Take(Honest, Now).Verdict);
        Assert.Equal(1, sender.Incarnation);
        Assert.Equal(AckVerdict.OtherIncarnation, sender.Take(Honest with { Incarnation = 2 }, Now).Verdict);
        Assert.Equal(AckVerdict.Accepted, sender.Take(Honest, Now).Verdict);
    }

    [Fact]
    public void Another_incarnation_than_the_handshake_told_is_not_taken() =>
        Assert.Equal(
            AckVerdict.OtherIncarnation,
            new SessionSender<int>(SessionPolicy.Default, Nonce, incarnation: 4).Take(Honest, Now).Verdict);

    public static TheoryData<string, Acknowledgement> Contradictions() => new()
    {
        { "a negative highest", Honest with { Highest = -1 } },
        { "a negative marker", Honest with { Marker = -1 } },
        { "a negative number", Honest with { Missing = [new(-1, 2)] } },
        { "number zero", Honest with { Missing = [new(0, 2)] } },
        { "a range backwards", Honest with { Missing = [new(3, 2)] } },
        { "ranges that overlap", Honest with { Missing = [new(1, 3), new(3, 4)] } },
        { "ranges out of order", Honest with { Missing = [new(3, 3), new(1, 1)] } },
        { "a range above the highest", Honest with { Missing = [new(4, 6)] } },
        { "a huge range", Honest with { Missing = [new(1, long.MaxValue)] } },
        { "no target above the highest", Honest with { Undeliverable = [new(6, 6)] } },
        { "too many ranges", Honest with { Missing = Ranges(17) } },
        { "too many without a target", Honest with { Undeliverable = Ranges(17) } },
        { "a million ranges", Honest with { Missing = Ranges(1_000_000) } },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void An_acknowledgement_that_contradicts_itself_is_malformed(string what, Acknowledgement acknowledgement)
    {
        Assert.NotEmpty(what);
        AssertRefused(AckVerdict.Malformed, acknowledgement);
    }

    [Fact]
    public void Lists_that_were_never_set_are_empty() =>
        Assert.Equal(5, Sender().Take(new Acknowledgement { Nonce = Nonce, Highest = 5 }, Now).Delivered.Count);

    [Fact]
    public void Nothing_from_the_wire_throws_or_settles_a_message_twice() =>
        Gen.Select(Wild, Wild, WildRanges, WildRanges, Gen.Bool).Array[1, 8].Sample(acknowledgements =>
        {
            var sender = Sender();
            var settled = new List<int>();
            foreach (var (marker, highest, missing, undeliverable, orderly) in acknowledgements)
            {
                var result = sender.Take(
                    new Acknowledgement(
                        Nonce, 1, marker, highest, Tidy(missing, orderly), Tidy(undeliverable, orderly)),
                    Now);
                settled.AddRange(result.Delivered);
                settled.AddRange(result.Undeliverable);
            }
            Assert.Equal(settled.Distinct(), settled);
            Assert.Equal(10, settled.Count + sender.OutstandingMessages);
            Assert.Equal(10 - settled.Count, sender.OutstandingBytes);
        });

    // Half of them are made to hold together, so that what lies behind the first check is reached as well.
    private static ImmutableArray<NumberRange> Tidy(NumberRange[] ranges, bool orderly) => orderly
        ? [.. ranges.Where(r => r.First is > 0 and < 5 && r.Last >= r.First).Take(1)]
        : [.. ranges];

    private static ImmutableArray<NumberRange> Ranges(int count) =>
        [.. Enumerable.Range(1, count).Select(i => new NumberRange(i, i))];

    private static SessionSender<int> Sender()
    {
        var sender = new SessionSender<int>(SessionPolicy.Default, Nonce);
        for (var i = 0; i < 10; i++)
            sender.Add(i, 1);
        sender.Mark(TimeSpan.Zero, TimeSpan.FromSeconds(1));
        return sender;
    }

    private static void AssertRefused(AckVerdict verdict, Acknowledgement acknowledgement)
    {
        var sender = Sender();
        var result = sender.Take(acknowledgement, Now);
        Assert.Equal(verdict, result.Verdict);
        Assert.Equal((0, 0, 0), (result.Delivered.Count, result.Lost.Count, result.Settled.Count));
        Assert.Equal((10, 1), (sender.OutstandingMessages, sender.Markers));
    }
}
