using CretoAkka.Core.Links;
using CretoAkka.Core.Sessions;
using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Links;

/// <summary>The receiving side of one peer's session.</summary>
internal sealed class Inbound(ILinkHost host, int peer, SessionPolicy policy)
{
    private const int MostPast = 16;

    private readonly Queue<ulong> _past = new(MostPast);
    private SessionReceiver? _receiver;
    private ulong _nonce;

    /// <summary>When an acknowledgement is to leave; null: none is owed.</summary>
    public TimeSpan? NextDue => _receiver?.AckDueAt;

    /// <summary>Takes in what the peer sent.</summary>
    public void Take(LinkMessage message, TimeSpan now)
    {
        switch (message)
        {
            case LinkMessage.Hello m when !_past.Contains(m.Nonce):
                Welcome(m);
                break;
            case LinkMessage.Frame { Content: var frame }
                when _receiver is not null && frame.Nonce == _nonce && frame.To == host.Incarnation:
                Deliver(frame, now);
                break;
            case LinkMessage.Frame m:
                host.Tell(peer, new LinkMessage.Stranger(m.Content.Nonce, host.Incarnation));
                break;
        }
    }

    /// <summary>Sends the acknowledgement that is owed.</summary>
    public void Advance(TimeSpan now)
    {
        if (_receiver?.AckDueAt <= now)
            host.Tell(peer, new LinkMessage.Acknowledged(_receiver.TakeAck()));
    }

    private void Welcome(LinkMessage.Hello hello)
    {
        if (_receiver is null || hello.Nonce != _nonce)
            Begin(hello.Nonce);
        host.Tell(peer, new LinkMessage.Welcome(hello.Nonce, host.Incarnation, hello.Ping));
    }

    private void Begin(ulong nonce)
    {
        if (_receiver is not null)
        {
            if (_past.Count == MostPast)
                _past.Dequeue();
            _past.Enqueue(_nonce);
        }
        _nonce = nonce;
        _receiver = new SessionReceiver(policy, nonce, host.Incarnation);
    }

    private void Deliver(LinkFrame<Parcel> frame, TimeSpan now)
    {
        _receiver!.Advance(frame.Lowest);
        foreach (var (number, parcel) in frame.Messages)
        {
            if (_receiver.Accept(number, parcel.Message.Encoded.Length, now) != Reception.New)
                continue;
            ViolationException.Unless(
                parcel.HandedIn != _nonce, "D18", $"a message was handed over twice in a session: {parcel.Message}");
            parcel.HandedIn = _nonce;
            if (!host.HandOver(peer, parcel))
                _receiver.Undeliverable(number);
        }
        if (frame.Marker != 0)
            _receiver.Mark(frame.Marker, now);
        if (frame.IsBulk)
            _receiver.DueBy(now);
        Advance(now);
    }
}
