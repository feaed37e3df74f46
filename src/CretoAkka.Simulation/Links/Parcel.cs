using CretoAkka.Core.Queues;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Simulation.Links;

/// <summary>One message for one peer, and what became of it: the books are kept apart from the queue's own.</summary>
internal sealed class Parcel(SignedMessage message, long number)
{
    /// <summary>The message: it proves itself by its bytes, so that what is shared is not decoded again.</summary>
    public SignedMessage Message => message;

    /// <summary>Its place among all that were given to this link.</summary>
    public long Number => number;

    /// <summary>Whether it waits in the place of an older version, and so before others that came earlier.</summary>
    public bool TookPlace { get; set; }

    /// <summary>How often its receiver's target has it.</summary>
    public int HandedOver { get; set; }

    /// <summary>The last session that it was handed over in: in another one it may come again.</summary>
    public ulong HandedIn { get; set; }

    /// <summary>How it ended; null: it has not.</summary>
    public PendingOutcome? Outcome { get; set; }
}
