using CretoAkka.Calls;

namespace CretoAkka;

/// <content>Uses in two steps: a permit, and its outcome.</content>
public sealed partial class PeerCircuits
{
    /// <summary>Asks for the right to use a peer once, for a use that is not an asynchronous operation.</summary>
    /// <param name="peer">Which peer.</param>
    /// <param name="permit">The right; complete it before its deadline, the timeout in force.</param>
    /// <returns>False where the circuit refuses.</returns>
    public bool TryAcquire(PeerId peer, out Permit permit)
    {
        var gate = Gate(peer);
        var (now, timeout) = (_clock.Now, gate.Latency.Timeout);
        if (!gate.TryAdmit(now, timeout, out var admission))
        {
            permit = default;
            return false;
        }
        var slot = PlainSlot.Rent(_slots);
        permit = new Permit(slot, slot.Start(gate, admission, now, timeout));
        return true;
    }

    /// <summary>Says how a use ended. The first completion of a permit counts.</summary>
    public CompletionReply Complete(Permit permit, Outcome outcome)
    {
        if (permit.Slot is not PlainSlot slot || !slot.BelongsTo(_slots))
            return CompletionReply.UnknownPermit;
        return slot.TryEnd(permit.Version) ? slot.Finish(outcome) : CompletionReply.Stale;
    }
}
