using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

public class CircuitAllocationTests
{
    public static TheoryData<string> Idle => ["success", "neutral", "admission", "tick", "stale", "reported success"];

    [Theory]
    [MemberData(nameof(Idle))]
    public void What_changes_nothing_in_closed_allocates_nothing(string what)
    {
        var play = new Played();
        play.Do(CircuitInput.Renew());

        AssertAllocatesNothing(play, what switch
        {
            "success" => CircuitInput.Succeed(1),
            "neutral" => CircuitInput.Ignore(1),
            "admission" => CircuitInput.Admit(TimeSpan.FromSeconds(1)),
            "stale" => CircuitInput.Fail(0),
            "reported success" => CircuitInput.ReportSuccess(),
            _ => CircuitInput.Tick,
        });
    }

    [Fact]
    public void A_rejection_allocates_nothing() =>
        AssertAllocatesNothing(new Played().Opened(), CircuitInput.Admit(TimeSpan.FromSeconds(1)));

    private static void AssertAllocatesNothing(Played play, CircuitInput input)
    {
        var circuit = play.Circuit;
        circuit.Step(input, play.Now, play.Policy); // makes the code ready to run

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            circuit = circuit.Step(input, play.Now, play.Policy).Next;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Same(play.Circuit, circuit);
    }
}
