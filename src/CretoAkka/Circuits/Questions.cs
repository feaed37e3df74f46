using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Circuits;

/// <summary>The commands that only ask: they are answered from the gate, and change nothing.</summary>
internal static class Questions
{
    /// <summary>Whether a message is one.</summary>
    public static bool Are(object message) => message is GetStats or GetState or GetTimeout or GetLatencyStats;

    /// <summary>The answer.</summary>
    public static IReply Answer(ICommand question, CircuitGate gate) => question switch
    {
        GetState => PositionOf(gate),
        GetLatencyStats => new Latencies(gate.Peer, gate.Latency.Stats),
        GetTimeout => new TimeoutInForce(gate.Peer, gate.Latency.Timeout),
        _ => new Statistics(gate.Peer, gate.Stats()),
    };

    private static Position PositionOf(CircuitGate gate)
    {
        var stats = gate.Stats();
        return new(gate.Peer, stats.State, stats.Mode);
    }
}
