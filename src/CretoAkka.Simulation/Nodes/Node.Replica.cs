using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Simulation.Clients;

namespace CretoAkka.Simulation.Nodes;

/// <content>What the replica wants.</content>
internal sealed partial class Node
{
    private long _executed;

    private void Step(ReplicaInput input)
    {
        foreach (var output in Replica!.Step(input, Now))
        {
            Tear();
            CarryOut(output);
        }
    }

    private void CarryOut(ReplicaOutput output)
    {
        switch (output)
        {
            case ReplicaOutput.Broadcast broadcast:
                for (var peer = 0; peer < _links.Length; peer++)
                    SaysTo(peer, broadcast.Message);
                break;
            case ReplicaOutput.SendTo send:
                SaysTo(_world.Group.IndexOf(send.Replica), send.Message);
                break;
            case ReplicaOutput.ReplyTo reply:
                Tell(Gateway.AddressOf(reply.Client), new Replied(reply.Message));
                break;
            case ReplicaOutput.Rejected { Authenticated: true, Verdict: Verdict.Reject, Signer: { } liar }:
                Charge(liar);
                break;
            case ReplicaOutput.Executed executed:
                Executed(executed);
                break;
        }
    }

    private void Executed(ReplicaOutput.Executed executed)
    {
        _world.Log.Tell(Index, -1, executed.Sequence, executed.Timestamp);
        if (!_world.IsLying(Index))
            _world.Ledger.Executed(Id, _executed, executed);
        _executed = executed.Sequence;
    }

    private void Send(int peer, SignedMessage message)
    {
        if (_links[peer] is not { } link)
            return;
        link.Send(message, _labels.Of(message.Message), Now);
        _dirty[peer] = true;
    }

    private void Charge(string liar)
    {
        Quorum.Charge(liar);
        var peer = _world.Group.IndexOf(liar);
        if (_links[peer] is not { } link)
            return;
        link.Gate.Quarantine(Now);
        _dirty[peer] = true;
    }

    // What waits is worth less than one word on where we are: the replica gives that at its next tick.
    private void Recovered(int peer) => _world.Log.Tell(Index, -2, peer);
}
