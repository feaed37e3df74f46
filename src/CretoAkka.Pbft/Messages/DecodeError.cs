namespace CretoAkka.Pbft.Messages;

/// <summary>Why bytes are no message.</summary>
public enum DecodeError
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>More than <see cref="MessageLimits.Frame"/> bytes.</summary>
    TooLarge,

    /// <summary>They end too early.</summary>
    Truncated,

    /// <summary>Something follows the message.</summary>
    TrailingBytes,

    /// <summary>A version that this code does not speak.</summary>
    UnknownVersion,

    /// <summary>A kind that this version does not have.</summary>
    UnknownKind,

    /// <summary>A message of one kind where another belongs.</summary>
    UnexpectedKind,

    /// <summary>A number, length or count outside its bounds.</summary>
    OutOfBounds,

    /// <summary>A name that is not UTF-8.</summary>
    InvalidText,

    /// <summary>Another form of a message that has exactly one.</summary>
    NotCanonical,
}
