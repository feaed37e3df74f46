namespace CretoAkka.Core.Queues;

/// <summary>How a message ranks among those for its peer; a lower value goes first.</summary>
public enum MessageClass
{
    /// <summary>The peer and the protocol cannot go on without it: a view change and the like.</summary>
    Critical = -1,

    /// <summary>A vote: what is not labelled otherwise.</summary>
    Normal = 0,

    /// <summary>A part of a transfer. It goes when nothing else waits, one at a time.</summary>
    Bulk = 1,
}

internal static class MessageClasses
{
    extension(MessageClass of)
    {
        /// <summary>Its place among the classes, from 0.</summary>
        public int Index => of is >= MessageClass.Critical and <= MessageClass.Bulk
            ? of - MessageClass.Critical
            : throw new ArgumentOutOfRangeException(nameof(of), of, "not a class of messages");
    }
}
