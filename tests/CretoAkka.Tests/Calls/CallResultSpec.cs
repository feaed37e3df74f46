using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Calls;

/// <summary>Other ways to call, and to be answered.</summary>
public class CallResultSpec : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    public async Task Outcomes_can_be_had_without_exceptions()
    {
        Assert.Equal((true, 5), Shown(await Circuits.TryExecuteAsync(Node2, _ => ValueTask.FromResult(5))));
        var failed = await Circuits.TryExecuteAsync(Node2, ValueTask<int> (_) => throw new FormatException("x"));
        Assert.IsType<FormatException>(failed.Error);
        Fail(Node2, 3);
        var refused = await Circuits.TryExecuteAsync(Node2, _ => ValueTask.FromResult(5));
        Assert.Equal((false, CircuitState.Open), (refused.Succeeded, refused.Rejection?.State));

        static (bool, int) Shown(CallResult<int> result) => (result.Succeeded, result.Value);
    }

    [Fact]
    public async Task A_refusal_can_be_answered_by_a_fallback()
    {
        Fail(Node2, 3);
        var asked = new List<CircuitRejection>();
        var number = new CallOptions<int>
        {
            FallbackResult = (r, _) => { asked.Add(r); return ValueTask.FromResult(-1); },
        };
        var nothing = new CallOptions { Fallback = (r, _) => { asked.Add(r); return ValueTask.CompletedTask; } };
        Assert.Equal(-1, await Circuits.ExecuteAsync(Node2, _ => ValueTask.FromResult(5), default, number));
        await Circuits.ExecuteAsync(Node2, _ => ValueTask.CompletedTask, default, nothing);
        Assert.Equal([CircuitState.Open, CircuitState.Open], asked.Select(r => r.State));
    }

    [Fact]
    public async Task A_handle_is_the_same_circuit()
    {
        var circuit = Circuits.For(Node2);
        Assert.Equal(3, await circuit.ExecuteAsync(_ => ValueTask.FromResult(3)));
        Fail(Node2, 3);
        Assert.Equal((CircuitState.Open, 1L), (circuit.State, circuit.Stats.Successes));
    }
}
