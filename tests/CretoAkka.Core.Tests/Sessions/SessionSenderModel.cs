using CretoAkka.Core.Sessions;
using CsCheck;

namespace CretoAkka.Core.Tests.Sessions;

/// <summary>
/// The dumb twin writes a diary of everything that was sent, line by line, and reads it from the start at every
/// acknowledgement.
/// </summary>
[Trait("Decision", "D18")]
public class SessionSenderModel
{
    private static readonly TimeSpan T = TimeSpan.FromMilliseconds(30);

    private static readonly SessionPolicy Policy =
        SessionPolicy.Default with { WindowMessages = 12, WindowBytes = 60, MaxMissingRanges = 3 };

    private static readonly Gen<(int Kind, int A, int B, int Wait)[]> Histories =
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 63], Gen.Int[0, 63], Gen.Int[0, 12]).Array[0, 150];

    // A message was sent (its number) or a marker was (minus its number).
    private readonly List<long> _diary = [];
    private readonly SortedDictionary<long, (int Bytes, int Retries, bool Lost)> _outstanding = [];
    private readonly SortedDictionary<long, (TimeSpan Deadline, bool Expired, int Missing)> _markers = [];
    private readonly SessionSender<long> _sender = new(Policy, 1);
    private TimeSpan _now;
    private long _sent, _marked;

    [Fact]
    public void The_sender_agrees_with_its_dumb_twin() => Histories.Sample(history =>
    {
        var twin = new SessionSenderModel();
        foreach (var (kind, a, b, wait) in history)
        {
            twin._now += TimeSpan.FromMilliseconds(wait);
            twin.Do(kind, a, b);
            twin.AssertSame();
        }
    }, iter: 5_000);

    private void Do(int kind, int a, int b)
    {
        switch (kind)
        {
            case < 9: Send(a % 21); break;
            case < 12: Mark(); break;
            case < 13: AssertExpired(_sender.Expire(_now)); break;
            case < 17: Take(a, b); break;
            case < 19: Resend(a); break;
            default: GiveUp(a); break;
        }
    }

    private void Send(int bytes)
    {
        var room = _outstanding.Count < 12 && _sent + 1 < Lowest() + 24
            && (_outstanding.Count == 0 || _outstanding.Values.Sum(o => o.Bytes) + bytes <= 60);
        Assert.Equal(room, _sender.HasRoom(bytes));
        if (!room)
            return;
        Assert.Equal(++_sent, _sender.Add(_sent, bytes));
        _outstanding.Add(_sent, (bytes, 0, false));
        _diary.Add(_sent);
    }

    private void Mark()
    {
        Assert.Equal(++_marked, _sender.Mark(_now, T));
        _markers.Add(_marked, (_now + T, false, 0));
        _diary.Add(-_marked);
    }

    // Bits say which of the numbers before the highest are missing; bit runs are the ranges, the first three count.
    private void Take(int bits, int back)
    {
        var (highest, marker) = (Math.Max(_sent - back % 8, 0), Math.Max(_marked - back / 8 % 4, 0));
        var missing = new List<NumberRange>();
        for (var n = Math.Max(highest - 5, 1); n <= highest && missing.Count <= 3; n++)
        {
            if ((bits >> (int)(highest - n) & 1) == 0)
                continue;
            if (missing is [.., var last] && last.Last == n - 1)
                missing[^1] = last with { Last = n };
            else
                missing.Add(new NumberRange(n, n));
        }
        var told = missing.Take(3).ToList();
        Compare(highest, marker, told, _sender.Take(new Acknowledgement(1, 1, marker, highest, [.. told], []), _now));
    }

    private void Compare(long highest, long marker, List<NumberRange> missing, AckResult<long> result)
    {
        AssertExpired(result.Expired);
        var cut = missing.Count == 3;
        bool IsMissing(long n) => missing.Exists(r => r.First <= n && n <= r.Last);

        var delivered = _outstanding.Keys.Where(n => n <= highest && !IsMissing(n)).ToList();
        Assert.Equal(delivered, result.Delivered);
        delivered.ForEach(n => _outstanding.Remove(n));

        var lost = _outstanding
            .Where(o => !o.Value.Lost && (IsMissing(o.Key) || (o.Key > highest && !cut)))
            .Where(o => MarkerAfter(o.Key) <= marker)
            .Select(o => o.Key).ToList();
        Assert.Equal(lost.Select(n => new LostMessage<long>(n, n, _outstanding[n].Retries)), result.Lost);
        lost.ForEach(Lose);

        // Exactly 10% is the boundary; three ranges cut it short, and then what it shows is judged.
        var shown = missing.Sum(r => r.Count) * 10 > highest - missing.FirstOrDefault().First + 1;
        var settled = _markers.Where(m => m.Key <= marker).ToList();
        Assert.Equal(settled.Select(m => (m.Key, m.Value.Expired ? MarkerOutcome.Late
            : (cut ? shown : m.Value.Missing * 10 > SendsBefore(m.Key)) ? MarkerOutcome.Loss : MarkerOutcome.Success)),
            result.Settled.Select(s => (s.Number, s.Outcome)));
        settled.ForEach(m => _markers.Remove(m.Key));
    }

    private void Lose(long number)
    {
        _outstanding[number] = _outstanding[number] with { Lost = true };
        var marker = MarkerAfter(number);
        if (_markers.TryGetValue(marker, out var known))
            _markers[marker] = known with { Missing = known.Missing + 1 };
    }

    private void Resend(int pick)
    {
        var number = Math.Max(_sent - pick % 16, 0);
        var due = _outstanding.TryGetValue(number, out var message) && message.Lost;
        Assert.Equal(due, _sender.Resend(number));
        if (!due)
            return;
        _outstanding[number] = message with { Retries = message.Retries + 1, Lost = false };
        _diary.Add(number);
    }

    private void GiveUp(int pick) =>
        Assert.Equal(_outstanding.Remove(_sent - pick % 16), _sender.GiveUp(_sent - pick % 16));

    private void AssertExpired(IReadOnlyList<ExpiredMarker> expired)
    {
        var due = _markers.Where(m => !m.Value.Expired && m.Value.Deadline <= _now).Select(m => m.Key).ToList();
        Assert.Equal(due, expired.Select(e => e.Number));
        due.ForEach(m => _markers[m] = _markers[m] with { Expired = true });
    }

    private long MarkerAfter(long number)
    {
        var next = _diary.Skip(_diary.LastIndexOf(number)).FirstOrDefault(line => line < 0);
        return next == 0 ? long.MaxValue : -next;
    }

    private int SendsBefore(long marker)
    {
        var at = _diary.IndexOf(-marker);
        return at - 1 - (at == 0 ? -1 : _diary.FindLastIndex(at - 1, line => line < 0));
    }

    private long Lowest() => _outstanding.Count == 0 ? _sent + 1 : _outstanding.Keys.First();

    private void AssertSame()
    {
        var waiting = _markers.Values.Where(m => !m.Expired).Select(m => (TimeSpan?)m.Deadline).ToList();
        Assert.Equal((waiting.Count, waiting.Min()), (_sender.Markers, _sender.NextDeadline));
        Assert.Equal(
            (_outstanding.Count, _outstanding.Values.Sum(o => o.Bytes), Lowest(), _sent),
            (_sender.OutstandingMessages, _sender.OutstandingBytes, _sender.Lowest, _sender.Highest));
    }
}
