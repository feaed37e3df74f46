using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Links;

/// <content>Room in the window: what is held back for more of it.</content>
public sealed partial class OutboundLink<TItem, TPermit>
{
    // A small frame costs about as much as a full one, and is acknowledged alone, which makes room for another small
    // one. So none begins in the last quarter of the window that this would cut short (as in TCP: RFC 1122, 4.2.3.4):
    // an acknowledgement of the rest makes room. Only a bulk message that was lost makes none before it goes again.
    // What is critical does not wait for that, and a bulk message is a frame of its own.
    private bool IsHeldBack()
    {
        if (Head is not { Label.Class: MessageClass.Normal } || _lostBulk is not null)
            return false;
        var waiting = _queue.Stats(MessageClass.Normal);
        var messages = Math.Min(waiting.Waiting, Numbers.FrameMessages);
        var bytes = Math.Min(waiting.WaitingBytes * messages / waiting.Waiting, Numbers.FrameBytes);
        return IsCutShort(messages, _sender!.RoomMessages, Numbers.WindowMessages)
            || IsCutShort(bytes, _sender.RoomBytes, Numbers.WindowBytes);
    }

    private static bool IsCutShort(long frame, int room, int window) => room < frame && room < window / 4;

    // In a small window a lost bulk message may itself be what leaves no room for the others.
    private bool IsWaitedForBy(Pending<TItem>? head) =>
        head is not null && (_sender!.OutstandingMessages > 1 || _sender.HasRoom(head.Bytes));
}
