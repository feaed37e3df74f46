using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Links;

/// <content>Room in the window: what is held back for more of it.</content>
public sealed partial class OutboundLink<TItem, TPermit>
{
    // A small frame costs about as much as a full one, and is acknowledged alone, which makes room for another small
    // one. So none begins that the window would cut short, unless half of it is free (as of TCP: RFC 1122, 4.2.3.4):
    // until then an acknowledgement is to come. But a bulk message that was lost is not: it makes no room before it is
    // sent again. What is critical does not wait, and a bulk message is a frame of its own.
    private bool IsHeldBack(Pending<TItem> head)
    {
        if (_state != CircuitState.Closed || head.Label.Class != MessageClass.Normal || _lostBulk is not null)
            return false;
        var waiting = _queue.Stats(MessageClass.Normal);
        return IsShort(_sender!.RoomMessages, waiting.Waiting, Numbers.FrameMessages, Numbers.WindowMessages)
            || IsShort(_sender.RoomBytes, waiting.WaitingBytes, Numbers.FrameBytes, Numbers.WindowBytes);
    }

    private static bool IsShort(int room, long waiting, int frame, int window) =>
        room < waiting && room < Math.Min(frame, window / 2);

    // In a small window a lost bulk message may itself be what leaves no room for the others.
    private bool IsWaitedForBy(Pending<TItem>? head) =>
        head is not null && (_sender!.OutstandingMessages > 1 || _sender.HasRoom(head.Bytes));
}
