using Akka.Actor;
using CretoAkka.Circuits;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <content>Where an acknowledgement waits for the target's own confirmation.</content>
internal sealed partial class InboundSession
{
    /// <summary>The target is done with a message.</summary>
    public void Confirm(long number, TimeSpan now)
    {
        if (_receiver is null || _unprocessed is null || !_unprocessed.Remove(number))
            return;
        _receiver.Accept(number, now);
        if (_unprocessed.TakeMarker() is > 0 and var marker)
            _receiver.Mark(marker, now);
    }

    // Not accepted before it is confirmed; what came before, and is open or done, is not handed over again.
    private void HandOver(in Payload payload, IActorRef target, TimeSpan now)
    {
        if (!_receiver!.IsNew(payload.Number) || !_unprocessed!.Add(payload.Number))
            return;
        if (node.Codec.Read(payload) is { } message)
        {
            target.Tell(new CircuitProtocol.Delivery(peer, message, payload.Number), self);
            return;
        }
        Confirm(payload.Number, now);
        _receiver.Undeliverable(payload.Number);
    }
}
