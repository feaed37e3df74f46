using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

/// <summary>A circuit and its clock, for examples.</summary>
internal sealed class Played(CircuitPolicy? policy = null, ulong seed = 0)
{
    public static readonly TimeSpan Instant = TimeSpan.FromTicks(1);

    public CircuitPolicy Policy { get; set; } = policy ?? CircuitPolicy.Default;

    public Circuit Circuit { get; private set; } = Circuit.Create(policy ?? CircuitPolicy.Default, seed);

    public TimeSpan Now { get; private set; }

    public TimeSpan Timeout => Policy.OpenTimeout;

    /// <summary>How long the next uses may take.</summary>
    public TimeSpan InForce { get; set; } = TimeSpan.FromSeconds(10);

    public CircuitStep Do(CircuitInput input)
    {
        var step = Circuit.Step(input, Now, Policy);
        Circuit = step.Next;
        return step;
    }

    public Played Wait(TimeSpan time)
    {
        Now += time;
        Do(CircuitInput.Tick);
        return this;
    }

    /// <summary>Looks at the circuit a moment before what it waits for, and at that moment.</summary>
    public (Circuit Before, Circuit At) WaitExactly(TimeSpan time)
    {
        var before = Wait(time - Instant).Circuit;
        return (before, Wait(Instant).Circuit);
    }

    public CircuitReply Admit() => Do(CircuitInput.Admit(InForce)).Reply;

    public CircuitReply Succeed() => Do(CircuitInput.Succeed(Circuit.Generation)).Reply;

    public CircuitReply Fail(FailureCause cause = FailureCause.Exception) =>
        Do(CircuitInput.Fail(Circuit.Generation, cause)).Reply;

    public Played Fails(int times)
    {
        for (var i = 0; i < times; i++)
            Fail();
        return this;
    }

    public Played Opened() => Fails(Policy.FailureThreshold);

    public Played HalfOpened()
    {
        Opened();
        return Wait(Timeout);
    }

    /// <summary>A probe passes, and ends in success.</summary>
    public Played Proves(int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            Admit();
            Succeed();
        }
        return this;
    }

    public Played Recovered()
    {
        HalfOpened();
        return Proves(Policy.SuccessThreshold);
    }
}
