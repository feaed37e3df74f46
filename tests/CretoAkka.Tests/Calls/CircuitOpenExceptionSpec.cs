using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Calls;

public class CircuitOpenExceptionSpec : CircuitTestKit
{
    [Fact]
    public async Task It_says_which_peer_in_which_state_why_and_for_how_long()
    {
        Fail("node-2", 3);

        var refused = await Assert.ThrowsAsync<CircuitOpenException>(
            async () => await Circuits.ExecuteAsync("node-2", _ => ValueTask.FromResult(1)));

        Assert.Equal("node-2", refused.Peer.Value);
        Assert.Equal(
            (CircuitState.Open, TransitionCause.ConsecutiveFailures, TestSettings.OpenTimeout),
            (refused.State, refused.Cause, refused.RetryAfter));
        Assert.Equal((refused.State, refused.Cause), (refused.Rejection.State, refused.Rejection.Cause));
    }
}
