using CretoAkka.Calls;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using CsCheck;

namespace CretoAkka.Tests.Circuits;

/// <summary>
/// The gate, which counts successes without a lock, against its twin, which is told every outcome: in one thread it is
/// the same at every step, in several it is the same as the twin in one of the orders that were possible.
/// </summary>
[Trait("Decision", "D2")]
[Trait("Decision", "D7")]
[Trait("Decision", "D10")]
public class GateOrderProperties
{
    private const int Permits = 4;

    private static readonly FailureRateRule Rule = new(0.5, 4, 8, null);

    private static readonly CircuitPolicy Policy = TestSettings.Peer.Circuit;

    // Outcomes far more often than commands: a history that is reset all the time never trips.
    private static readonly Gen<Told> AnyAct = Gen.Select(
        Gen.Frequency(
            (20, Pick(Act.Admit, Act.Succeed, Act.Fail, Act.Admit, Act.Succeed, Act.Fail, Act.Ignore)),
            (4, Pick(Act.ReportSuccess, Act.ReportFailure)),
            (1, Pick(
                Act.Reset, Act.ForceOpen, Act.ForceClose, Act.Observe, Act.Off, Act.Automatic, Act.Quarantine,
                Act.Release, Act.Renew))),
        Gen.Int[0, Permits - 1],
        (act, permit) => new Told(act, permit));

    [Fact]
    public void Without_a_lock_the_gate_equals_telling_every_outcome_through_modes_windows_and_time() =>
        Gen.Select(AnyAct, Gen.Frequency((5, Gen.Const(0)), (1, Gen.Int[1, 3]))).Array[1, 80].Sample(history =>
        {
            var run = new Side();
            foreach (var (told, seconds) in history)
            {
                run.Pass(TimeSpan.FromSeconds(seconds));
                run.Do(told);
            }
            run.AssertSame();
        }, iter: 20_000);

    [Fact]
    public void With_many_threads_the_gate_equals_telling_every_outcome_in_some_order()
    {
        using var threads = new Rounds(3);
        Gen.Select(AnyAct.Array[0, 20], AnyAct.Array[1, 3].Array[3]).Sample((before, parallel) =>
        {
            var run = new Side();
            foreach (var told in before)
                run.Do(told);
            var replies = parallel.Select(acts => new object[acts.Length]).ToArray();
            threads.Run(thread =>
            {
                for (var i = 0; i < parallel[thread].Length; i++)
                    replies[thread][i] = run.Ask(parallel[thread][i] with { Permit = Own(thread, parallel[thread][i]) });
            });
            return run.HasOrder(parallel, replies);
        }, iter: 5_000, threads: 1);
    }

    [Fact]
    public void A_success_beside_a_trip_a_reset_or_a_renewal_is_before_it_or_stale_and_is_counted_once()
    {
        // Many rounds: what is looked for happens within a few dozen nanoseconds, between the look and the seal.
        using var threads = new Rounds(2);
        Told[] successes = [.. Enumerable.Repeat(new Told(Act.Succeed, 0), 6)];
        for (var round = 0; round < 40_000; round++)
        {
            var run = new Side();
            Told[] before = [new(Act.Admit, 0), new(Act.Fail, 0), new(Act.Succeed, 0), new(Act.Fail, 0)];
            foreach (var told in before)
                run.Do(told);
            var first = (round % 3) switch { 0 => Act.Reset, 1 => Act.Renew, _ => Act.Fail };
            Told[][] acts = [[new(first, 0), new(Act.ReportFailure, 0)], successes];
            object[][] replies = [new object[2], new object[successes.Length]];
            var wait = round % 64;
            threads.Run(thread =>
            {
                if (thread == 0)
                    Thread.SpinWait(wait);
                for (var i = 0; i < acts[thread].Length; i++)
                    replies[thread][i] = run.Ask(acts[thread][i]);
            });
            Assert.True(run.HasOrder(acts, replies), Shown(replies));
        }

        static string Shown(object[][] replies) => string.Join("; ", replies.Select(r => string.Join(", ", r)));
    }

    // A permit that is taken here is used by its own thread only: otherwise which one a completion meant would be
    // unknown. Those from before are used by all.
    private static int Own(int thread, Told told) =>
        told.Act == Act.Admit || told.Permit == Permits - 1 ? Permits + thread : told.Permit;

    private static Gen<Act> Pick(params Act[] acts) => Gen.Int[0, acts.Length - 1].Select(i => acts[i]);

    private sealed class Side
    {
        private readonly ManualTime _time = new();
        private readonly CircuitGate _gate;
        private readonly Admission?[] _held = new Admission?[Permits + 3];
        private ToldGate _twin;

        public Side()
        {
            var settings = TestSettings.Peer with { CallFailureRate = Rule };
            _gate = new CircuitGate("node-2", settings, new NodeClock(_time), _ => { });
            _twin = ToldGate.Create(_gate.Circuit);
        }

        private TimeSpan Now => _gate.Now;

        public void Pass(TimeSpan span)
        {
            _time.Advance(span);
            _gate.Apply(CircuitInput.Tick);
            _twin = _twin.Elapse(Now, Policy);
        }

        public void Do(Told told)
        {
            var (next, reply) = _twin.Step(told, Now, Policy, Rule);
            _twin = next;
            Assert.Equal(reply, Ask(told));
        }

        public void AssertSame() => Assert.Equal(_twin.Stats(Now), _gate.Stats());

        public object Ask(Told told)
        {
            var held = _held[told.Permit];
            switch (told.Act)
            {
                case Act.Admit:
                    var admitted = _gate.TryAdmit(Now, TestSettings.RequestTimeout, out var admission);
                    _held[told.Permit] = admitted ? admission : held;
                    return admitted;
                case Act.Succeed: return Complete(held, Outcome.Success);
                case Act.Fail: return Complete(held, Outcome.Failure);
                case Act.Ignore: return Complete(held, Outcome.Neutral);
                case Act.ReportSuccess: return _gate.ReportSuccess();
                case Act.ReportFailure: return _gate.ReportFailure(null);
                case Act.Renew:
                    _gate.Renew();
                    return CircuitReply.Recorded;
                default: return _gate.Apply(ToldGate.Input(told.Act));
            }
        }

        public bool HasOrder(Told[][] acts, object[][] replies)
        {
            var stats = _gate.Stats();
            return Follow(_twin, new int[acts.Length]);

            bool Follow(ToldGate twin, int[] done)
            {
                var left = false;
                for (var thread = 0; thread < acts.Length; thread++)
                {
                    if (done[thread] == acts[thread].Length)
                        continue;
                    left = true;
                    var told = acts[thread][done[thread]];
                    var (next, reply) = twin.Step(
                        told with { Permit = Own(thread, told) }, Now, Policy, Rule);
                    if (!reply.Equals(replies[thread][done[thread]]))
                        continue;
                    done[thread]++;
                    if (Follow(next, done))
                        return true;
                    done[thread]--;
                }
                return !left && twin.Stats(Now) == stats;
            }
        }

        private CompletionReply Complete(Admission? held, Outcome outcome) => held is { } admission
            ? _gate.Complete(admission, outcome, FailureCause.Exception, default)
            : CompletionReply.UnknownPermit;
    }
}
