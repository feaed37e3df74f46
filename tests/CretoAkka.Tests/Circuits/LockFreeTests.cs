using CretoAkka.Calls;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Circuits;

/// <summary>A use of a closed circuit that succeeds waits for nobody and tells nobody.</summary>
public class LockFreeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Timeout = TestSettings.RequestTimeout;

    [Fact]
    public void A_use_that_succeeds_does_not_wait_for_who_holds_the_gate()
    {
        var gate = Held(CircuitInput.ForceClose(), out var free);
        Assert.True(gate.TryAdmit(gate.Now, Timeout, out var admission));
        Assert.Equal(CompletionReply.Recorded, gate.Complete(admission, Outcome.Success, default, gate.Now + Timeout));
        free();
        Assert.Equal(1, gate.Stats().Successes);
    }

    [Fact]
    public void A_refusal_does_not_wait_for_who_holds_the_gate()
    {
        var gate = Held(CircuitInput.ForceOpen(), out var free);
        var refusing = gate.Admit(gate.Now, Timeout, out _);
        Assert.Equal(
            (CircuitState.Open, CircuitMode.ForcedOpen), (refusing!.State, gate.Rejection(refusing, gate.Now).Mode));
        free();
        Assert.Equal(1, gate.Stats().Rejected);
    }

    [Fact]
    public void A_use_that_succeeds_tells_its_actor_nothing()
    {
        var told = 0;
        var gate = new CircuitGate("node-2", TestSettings.Peer, new NodeClock(new ManualTime()), _ => told++);
        for (var i = 0; i < 100; i++)
        {
            Assert.True(gate.TryAdmit(gate.Now, Timeout, out var admission));
            gate.Complete(admission, Outcome.Success, default, gate.Now + Timeout);
        }
        Assert.Equal((0, 100L), (told, gate.Stats().Successes));
        gate.Apply(CircuitInput.ForceOpen());
        Assert.NotEqual(0, told);
    }

    // What a gate tells, it tells under its lock: here it is held until the test lets it go.
    private static CircuitGate Held(CircuitInput by, out Action free)
    {
        var held = new ManualResetEventSlim();
        var letGo = new ManualResetEventSlim();
        var gate = new CircuitGate("node-2", TestSettings.Peer, new NodeClock(new ManualTime()), _ =>
        {
            held.Set();
            Assert.True(letGo.Wait(Patience));
        });
        var holder = new Thread(() => gate.Apply(by));
        holder.Start();
        Assert.True(held.Wait(Patience));
        free = () =>
        {
            Assert.True(holder.IsAlive);
            letGo.Set();
            Assert.True(holder.Join(Patience));
        };
        return gate;
    }
}
