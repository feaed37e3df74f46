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
        using var held = new ManualResetEventSlim();
        using var free = new ManualResetEventSlim();
        var gate = new CircuitGate("node-2", TestSettings.Peer, new NodeClock(new ManualTime()), _ =>
        {
            held.Set();
            Assert.True(free.Wait(Patience));
        });

        // What a gate tells, it tells under its lock, and the force leaves the circuit closed.
        var holder = new Thread(() => gate.Apply(CircuitInput.ForceClose(TimeSpan.FromDays(1))));
        holder.Start();
        Assert.True(held.Wait(Patience));

        Assert.True(gate.TryAdmit(gate.Now, Timeout, out var admission));
        Assert.Equal(CompletionReply.Recorded, gate.Complete(admission, Outcome.Success, default, gate.Now + Timeout));
        Assert.True(holder.IsAlive);

        free.Set();
        Assert.True(holder.Join(Patience));
        Assert.Equal(1, gate.Stats().Successes);
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
}
