using CretoAkka.Core.Circuits;
using CretoAkka.Core.Links;
using CretoAkka.Core.Queues;
using CretoAkka.Pbft.Messages;
using CretoAkka.Simulation.Checks;
using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Links;

/// <summary>
/// The sending side towards one peer: the same <see cref="OutboundLink{TItem, TPermit}"/>, queue and pace that an actor
/// drives, driven by virtual time, with books kept beside it.
/// </summary>
internal sealed partial class Link
{
    private readonly ILinkHost _host;
    private readonly int _peer;
    private readonly OutboundQueue<Parcel> _queue;
    private readonly DrainPace _pace;
    private readonly OutboundLink<Parcel, Permit> _link;
    private readonly string _name;
    private readonly int _window;
    private long _number;

    /// <summary>Makes the link of one node to a peer.</summary>
    public Link(ILinkHost host, int peer, string name, LinkSettings settings, Gate gate)
    {
        (_host, _peer, _name, _window) = (host, peer, name, settings.Session.WindowMessages);
        Gate = gate;
        Books = new(name, settings.Queue);
        _queue = new(settings.Queue);
        _pace = new(settings.DrainRate);
        _link = new(
            gate, this, _queue, _pace, new(settings.Session, settings.Queue.Normal, settings.ProbeInterval));
    }

    /// <summary>The peer's circuit.</summary>
    public Gate Gate { get; }

    /// <summary>Who watches that messages are kept.</summary>
    public MessageBooks Books { get; }

    /// <summary>How often the circuit closed because the peer had proven itself.</summary>
    public long Recoveries { get; private set; }

    /// <summary>Takes a message; <see cref="Advance"/> sends it.</summary>
    public void Send(SignedMessage message, in MessageLabel label, TimeSpan now)
    {
        var parcel = new Parcel(message, ++_number);
        var result = _queue.Enqueue(parcel, message.Encoded.Length, label, now);
        if (!result.IsTooLarge)
            Books.Accepted(parcel, result);
    }

    /// <summary>The protocol has left behind a lane's instances up to one.</summary>
    public void AdvanceWatermark(string lane, long instance) => Books.Ended(_queue.AdvanceWatermark(lane, instance));

    /// <summary>Ends every message that has not ended.</summary>
    public void End(PendingOutcome outcome)
    {
        Books.Ended(_queue.EndAll(outcome));
        Books.CheckAllEnded();
    }

    /// <summary>The peer itself said something.</summary>
    public void Hear(TimeSpan now) => _link.Hear(now);

    /// <summary>Does what is due, after following the circuit.</summary>
    /// <returns>Whether the peer has recovered just now.</returns>
    public bool Advance(TimeSpan now)
    {
        _link.Elapse(now);
        Gate.Elapse(now);
        var recovered = Follow(now);
        _link.Advance(now);
        recovered |= Follow(now);
        return recovered;
    }

    /// <summary>What should be so after everything that is due was done.</summary>
    public void Check(TimeSpan now)
    {
        Books.Check(_queue);
        ViolationException.Unless(
            _link.Outstanding <= _window, "I4", $"{_link.Outstanding} messages of {_name} are unacknowledged");
        Gate.Books.Check(now);
    }

    /// <summary>When <see cref="Advance"/> is to be called next; null: not before something happens.</summary>
    public TimeSpan? NextDue(TimeSpan now) => _link.NextDue(now, Gate.Circuit.Deadline);

    /// <summary>Takes an answer in. Whatever does not know the nonce of this session is ignored.</summary>
    public void Take(LinkMessage answer, TimeSpan now)
    {
        _link.VoidAfterPause(now);
        switch (answer)
        {
            case LinkMessage.Welcome m when m.Nonce == _link.Nonce:
                _link.Welcome(m.Ping, m.Incarnation, fits: true, now);
                break;
            case LinkMessage.Acknowledged m when _link.IsEstablished:
                _link.Take(m.Acknowledgement, isProven: false, now);
                break;
            case LinkMessage.Stranger m when m.Nonce == _link.Nonce && _link.IsEstablished:
                _link.BeginForgotten(m.Incarnation, now);
                break;
        }
    }

    private bool Follow(TimeSpan now)
    {
        var recovered = false;
        while (Gate.Entered.TryDequeue(out var state))
        {
            var isRecovery = state == CircuitState.Closed && Gate.Circuit.Cause != TransitionCause.Evicted;
            if (state == CircuitState.Closed)
                _pace.Begin(_queue.Count, now);
            if (isRecovery)
                Recoveries++;
            recovered |= isRecovery;
            _link.Entered(state, now);
        }
        return recovered;
    }
}
