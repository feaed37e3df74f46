using Akka.Actor;
using CretoAkka.Circuits;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <content>Where an acknowledgement waits for the target's own confirmation.</content>
internal sealed partial class InboundSession
{
    /// <summary>The target is done with a delivery.</summary>
    public void Confirm(long delivery, TimeSpan now)
    {
        if (_unprocessed?.Remove(delivery) is not var (number, bytes))
            return;
        _receiver!.Accept(number, bytes, now);
        if (_unprocessed.TakeMarker() is > 0 and var marker)
            _receiver.Mark(marker, now);
    }

    // Bulk is acknowledged as it is handed over: if markers waited for it, it would open the circuit for votes. The
    // target sees no difference, and what it confirms is over.
    private CircuitProtocol.Delivery Envelope(object message) => new(peer, message, _unprocessed!.Skip());

    // Not accepted before it is confirmed; what came before, and is open or done, is not handed over again.
    private void HandOver(in Payload payload, IActorRef target, TimeSpan now)
    {
        if (!_receiver!.IsNew(payload.Number) || _unprocessed!.Add(payload.Number, payload.Bytes) is not { } delivery)
            return;
        var message = Read(payload, out var sender);
        if (message is not null && message != Done)
        {
            target.Tell(new CircuitProtocol.Delivery(peer, message, delivery), sender);
            return;
        }
        Confirm(delivery, now);
        if (message is null)
            _receiver.Undeliverable(payload.Number);
    }
}
