using CretoAkka.Core.Circuits;

namespace CretoAkka.Testing.Tests;

public sealed class ScriptedPeerTests : CircuitsTest
{
    private readonly ScriptedPeer _peer;

    public ScriptedPeerTests() => _peer = new ScriptedPeer(Virtual.Time);

    [Fact]
    public async Task It_answers_until_it_is_told_otherwise()
    {
        Assert.Equal(7, await Call());
        Assert.Equal((1, 1L), (_peer.Calls, Circuits.GetStats(Node2).Successes));
    }

    [Fact]
    public async Task It_fails_as_often_as_it_was_told_and_then_answers_again()
    {
        _peer.Fail(new IOException("cue"), times: 2);
        Assert.Equal("cue", (await Assert.ThrowsAsync<IOException>(Call)).Message);
        await Assert.ThrowsAsync<IOException>(Call);
        Assert.Equal(7, await Call());
        Assert.Equal(2, Circuits.GetStats(Node2).Failures);
        Assert.Throws<ArgumentOutOfRangeException>(() => _peer.Fail(new IOException(), times: 0));
    }

    [Fact]
    public async Task It_fails_until_its_circuit_is_open_and_is_called_no_more()
    {
        _peer.Fail(new IOException());
        for (var i = 0; i < CircuitPolicy.Default.FailureThreshold; i++)
            await Assert.ThrowsAsync<IOException>(Call);

        await Assert.ThrowsAsync<CircuitOpenException>(Call);

        Assert.Equal(CircuitPolicy.Default.FailureThreshold, _peer.Calls);
        Virtual.Transitions.Expect(Node2, CircuitState.Open);
    }

    [Fact]
    public async Task One_that_hangs_costs_the_calls_deadline_in_virtual_time()
    {
        _peer.Hang(times: 1);
        var call = Call();
        Virtual.Pass(Circuits.GetTimeout(Node2) - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);

        Virtual.Pass(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<CircuitTimeoutException>(() => call);
        Assert.Equal(7, await Call());
    }

    [Fact]
    public async Task One_that_hangs_for_good_does_so_until_it_is_told_to_answer()
    {
        _peer.Hang();
        var calls = new[] { Call(), Call() };
        Virtual.Pass(2 * Circuits.GetTimeout(Node2));
        foreach (var call in calls)
            await Assert.ThrowsAsync<CircuitTimeoutException>(() => call);
        _peer.Answer();
        Assert.Equal(7, await Call());
    }

    [Fact]
    public async Task One_that_is_slow_answers_after_its_time()
    {
        _peer.Answer(after: TimeSpan.FromSeconds(2));
        var call = Call();
        Virtual.Pass(TimeSpan.FromMilliseconds(1999));
        Assert.False(call.IsCompleted);

        Virtual.Pass(TimeSpan.FromMilliseconds(1));

        Assert.Equal(7, await call);
    }

    private Task<int> Call() => Circuits.ExecuteAsync(Node2, ct => _peer.CallAsync(7, ct)).AsTask();
}
