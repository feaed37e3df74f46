using CretoAkka.Core.Queues;
using CsCheck;

namespace CretoAkka.Core.Tests.Queues;

/// <summary>The pace against a twin that walks through time in steps of 50 ms and counts down.</summary>
[Trait("Decision", "D14")]
public class TricklePaceProperties
{
    private const int StepMilliseconds = 50;

    private static readonly Gen<(int Wait, int Kind, int Size)[]> Histories =
        Gen.Select(Gen.OneOf(Gen.Int[0, 3], Gen.Int[0, 60]), Gen.Int[0, 5], Gen.Int[0, 20_000]).Array[0, 120];

    private TricklePace _pace = new(TimeSpan.FromSeconds(1));
    private int _now;
    private int _tokens = 4;
    private int _earnedSteps;
    private int _sentAt;
    private bool _isAcknowledged;
    private bool _isHeard;
    private int _interval = 20;
    private int _untilProbe;
    private int _chunks = 1;

    [Fact]
    public void The_pace_agrees_with_its_dumb_twin() => Histories.Sample(history =>
    {
        var model = new TricklePaceProperties();
        foreach (var (wait, kind, size) in history)
        {
            model.Wait(wait);
            model.Do(kind, size);
        }
    }, iter: 5_000);

    private TimeSpan Now => TimeSpan.FromMilliseconds(_now * StepMilliseconds);

    private int Allowance => _tokens > 0 ? TricklePace.FrameBytes
        : !_isAcknowledged && _untilProbe <= 0 ? TricklePace.ProbeBytes : 0;

    // The pace is asked at each step what it may send, and foretold when that is more than nothing.
    private void Wait(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            var foretold = _pace.NextAt(Now);
            var isDue = Allowance > 0;
            Assert.Equal(isDue, foretold == Now);
            Tick();
            Assert.Equal(Allowance, _pace.Allowance(Now));
            if (!isDue)
                Assert.Equal(Allowance > 0, foretold <= Now);
        }
    }

    private void Tick()
    {
        _now++;
        _untilProbe--;
        if (!_isAcknowledged)
            return;
        Earn();
    }

    private void Earn()
    {
        if (_tokens < 4 && ++_earnedSteps == 5)
            (_tokens, _earnedSteps) = (_tokens + 1, 0);
        if (_tokens == 4)
            _earnedSteps = 0;
    }

    private void Do(int kind, int size)
    {
        switch (kind)
        {
            case 0: Acknowledge(_pace.Frame); break;
            case 1: Acknowledge(_pace.Frame - 1); break;
            case 2: Hear(); _pace = _pace.Heard(); break;
            default: Send(size); break;
        }
        Assert.Equal(Allowance, _pace.Allowance(Now));
    }

    private void Acknowledge(long frame)
    {
        Hear();
        if (!_isAcknowledged && frame == _pace.Frame && frame > 0)
        {
            _isAcknowledged = true;
            for (var i = 0; i < Math.Min(5, _now - _sentAt); i++)
                Earn();
        }
        _pace = _pace.Acknowledged(frame, Now);
    }

    // Until the next probe it is as much shorter as the interval is.
    private void Hear()
    {
        _untilProbe -= _chunks * (_interval - 20);
        (_interval, _isHeard) = (20, true);
    }

    private void Send(int size)
    {
        if (Allowance == 0)
            return;
        _pace = _pace.Sent(size, Now);
        _sentAt = _now;
        if (_tokens > 0)
            (_tokens, _chunks) = (_tokens - 1, 1);
        else
        {
            _interval = _isHeard ? 20 : Math.Min(160, _interval * 2);
            _chunks = Math.Max(1, (int)Math.Ceiling(size / 8192.0));
        }
        _untilProbe = _chunks * _interval;
        (_isAcknowledged, _isHeard) = (false, false);
    }
}
