using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Circuits;

/// <content>Peers that leave and come back.</content>
internal sealed partial class CircuitGate
{
    /// <summary>The peer is removed: what still ends changes nothing that another gate's actor hears of.</summary>
    /// <returns>What is remembered of it.</returns>
    public CircuitRecord Retire()
    {
        lock (_lock)
        {
            Enter();
            GiveBack();
            _retired = true;
            return new(_circuit, _average);
        }
    }

    /// <summary>The peer was here before: a gate that has seen nothing takes over where its last one stopped.</summary>
    public void Recall(CircuitRecord record)
    {
        lock (_lock)
        {
            var now = Enter();
            _average = record.Average;
            var opens = record.Circuit is { Mode: CircuitMode.Automatic, State: not CircuitState.Closed }
                && _circuit is { Mode: CircuitMode.Automatic, State: CircuitState.Closed };
            var mayOpen = opens && (_budget is null
                || _budget.TryTake(new(Peer.Value, IsolationRank.Open, _average.Value), now) == IsolationRefusal.None);
            Commit(new(_circuit.Recall(record.Circuit, now, _policy, mayOpen), CircuitReply.Recorded), now);
        }
    }
}
