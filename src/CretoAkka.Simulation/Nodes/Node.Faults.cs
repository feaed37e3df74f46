using CretoAkka.Pbft.Messages;
using CretoAkka.Simulation.Engine;
using CretoAkka.Simulation.Faults;
using CretoAkka.Simulation.Liars;

namespace CretoAkka.Simulation.Nodes;

/// <content>What is done to the node, and what it does to others.</content>
internal sealed partial class Node
{
    private Behaviour? _behaviour;
    private int _tearIn = -1;

    /// <summary>Trips so far, of the circuits of the present process too.</summary>
    public long AllTrips => Trips + (IsUp ? _links.Sum(l => l?.Gate.Trips ?? 0) : 0);

    /// <summary>Another process begins at this address.</summary>
    public void Restart()
    {
        if (!IsUp)
            Start();
    }

    /// <summary>What was on its disk is gone.</summary>
    public void LoseDisk() => _disk.Lose();

    /// <summary>Its process will end in the middle of one of its next steps.</summary>
    public void TearSoon() => _tearIn = _dice.Between(1, 20);

    /// <summary>It is no correct node from now on.</summary>
    public void Misbehave(FaultEvent fault) => _behaviour = fault.Kind switch
    {
        FaultKind.Silent => new Mute(),
        FaultKind.SlowWalk => new Slowcoach(TimeSpan.FromMilliseconds(fault.Amount)),
        FaultKind.Replay => new Parrot(_dice, _links.Length),
        FaultKind.Equivocate => new Equivocator(new FastSigner(Id), _dice),
        FaultKind.Forge => new Forger(_world.Group, new FastSigner(Id), _dice),
        FaultKind.GameProbes => new ProbeGamer(() => _world.Agenda.Now),
        _ => null,
    };

    // Between two things that a replica wants a process can end.
    private void Tear()
    {
        if (_tearIn >= 0 && _tearIn-- == 0)
            throw new TornException();
    }

    private void SaysTo(int peer, SignedMessage message)
    {
        if (_behaviour is null)
        {
            Send(peer, message);
            return;
        }
        foreach (var said in _behaviour.Says(peer, message))
        {
            if (_behaviour.Lateness == TimeSpan.Zero)
                Send(peer, said);
            else
                SendLater(peer, said, _behaviour.Lateness);
        }
    }

    private void SendLater(int peer, SignedMessage message, TimeSpan lateness)
    {
        var process = Incarnation;
        _world.Agenda.At(_world.Agenda.Now + lateness, () =>
        {
            if (process == Incarnation)
                Run(() => Send(peer, message));
        });
    }
}
