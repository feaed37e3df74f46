using System.Globalization;
using CretoAkka.Core.Queues;
using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Sending;
using CretoAkka.Simulation.Clients;
using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Nodes;

/// <content>What the replica wants is done in its order; what follows a record waits until that is on disk.</content>
internal sealed partial class Node
{
    private static readonly TimeSpan FastestWrite = TimeSpan.FromMicroseconds(200);
    private static readonly TimeSpan SlowestWrite = TimeSpan.FromMilliseconds(3);

    private readonly Queue<ReplicaOutput> _wanted = new();
    private bool _isWriting;

    // What is sent to everybody has one label.
    private SignedMessage? _labelled;
    private MessageLabel _label;
    private long _executed;
    private int _executedOfPlace;

    private bool IsCorrect => !_world.IsLying(Index);

    private void Step(ReplicaInput input)
    {
        var outputs = Replica!.Step(input, Now);
        for (var i = 0; i < outputs.Count; i++)
        {
            var output = outputs[i];
            if (!_isWriting && output is ReplicaOutput.Persist)
                BeginWrite();
            if (_isWriting)
                _wanted.Enqueue(output);
            else
                CarryOut(output);
        }
        var most = Replica.OpenSlots;
        ViolationException.Unless(most <= _world.Window, "I4", $"{Id} has {most} open places");
    }

    // All that is wanted when a write begins shares it.
    private void BeginWrite()
    {
        _isWriting = true;
        var process = Incarnation;
        _world.Agenda.At(_world.Agenda.Now + _dice.Between(FastestWrite, SlowestWrite), () =>
        {
            if (process == Incarnation)
                Run(EndWrite);
        });
    }

    private void EndWrite()
    {
        _isWriting = false;
        for (var left = _wanted.Count; left > 0; left--)
        {
            Tear();
            CarryOut(_wanted.Dequeue());
        }
    }

    private void CarryOut(ReplicaOutput output)
    {
        switch (output)
        {
            case ReplicaOutput.Persist persist:
                _disk.Write(persist.Record);
                break;
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
            case ReplicaOutput.Rejected { Authenticated: true, Verdict: Verdict.Reject, Signer: { } liar } lie:
                Charge(liar, lie);
                break;
            default:
                Note(output);
                break;
        }
    }

    private void Note(ReplicaOutput output)
    {
        switch (output)
        {
            case ReplicaOutput.PlaceExecuted m:
                _world.Log.Tell(Index, -1, m.Sequence, m.Requests);
                if (IsCorrect)
                    _world.Ledger.PlaceExecuted(Id, _executed, m);
                (_executed, _executedOfPlace) = (m.Sequence, 0);
                break;
            case ReplicaOutput.Executed m when IsCorrect:
                _world.Ledger.Executed(Id, _executedOfPlace++, m);
                break;
            case ReplicaOutput.CheckpointStable m:
                Advance(SendingLabels.Slots, m.Sequence);
                Advance(SendingLabels.Checkpoints, m.Sequence - 1);
                if (IsCorrect)
                    _world.Ledger.CheckpointStable(Id, m);
                break;
            case ReplicaOutput.StateInstalled m:
                Say($"{Id} takes over the state after place {m.Sequence}");
                _executed = m.Sequence;
                _world.Ledger.Transfers++;
                break;
            case ReplicaOutput.ViewEntered m:
                Say($"{Id} enters view {m.View}");
                Advance(SendingLabels.Views, m.View - 1);
                _world.Ledger.ViewChanges += IsCorrect ? 1 : 0;
                break;
            case ReplicaOutput.Recovered:
                _world.Log.Say($"{Id} votes again");
                break;
        }
    }

    private void Say(FormattableString line) => _world.Log.Say(line.ToString(CultureInfo.InvariantCulture));

    private void Advance(string lane, long instance)
    {
        foreach (var link in _links)
            link?.AdvanceWatermark(lane, instance);
    }

    private void Send(int peer, SignedMessage message)
    {
        if (_links[peer] is not { } link)
            return;
        if (IsCorrect)
            CheckVote(message.Message);
        if (!ReferenceEquals(message, _labelled))
            (_labelled, _label) = (message, _labels.Of(message.Message));
        link.Send(message, _label, Now);
        _dirty[peer] = true;
    }

    // A vote is on disk before it is sent, and within the window.
    private void CheckVote(ProtocolMessage message)
    {
        if (message.Sender != Id)
            return;
        var isKept = message switch
        {
            Commit m => _disk.Has(RecordKind.Prepared, m.Sequence),
            SlotMessage m => _disk.Has(RecordKind.Accepted, m.Sequence),
            ViewChange => _disk.Has(RecordKind.View, 0),
            _ => true,
        };
        ViolationException.Unless(isKept, "disk", $"{Id} sends a {message.Kind} that is not on its disk");
        if (message is not SlotMessage vote)
            return;
        var last = Replica!.StableCheckpoint + _world.Window;
        ViolationException.Unless(
            vote.Sequence <= last, "I4", $"{Id} votes for place {vote.Sequence}, beyond {last}");
    }

    private void Charge(string liar, ReplicaOutput.Rejected lie)
    {
        var peer = _world.Group.IndexOf(liar);
        ViolationException.Unless(
            peer < 0 || !IsCorrect || _world.IsLying(peer), "D17", $"{Id} charges {liar}, which is correct: {lie}");
        Quorum.Charge(liar);
        if (peer < 0 || _links[peer] is not { } link)
            return;
        link.Gate.Quarantine(Now);
        _dirty[peer] = true;
    }

    // What waited is worth less than one word on where we are: the replica asks for what it lacks.
    private void Recovered(int peer)
    {
        _world.Log.Tell(Index, -2, peer);
        Step(new ReplicaInput.PeerRecovered(_world.Group.Replicas[peer]));
    }
}
