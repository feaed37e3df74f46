namespace CretoAkka.Testing;

/// <summary>One direction between two nodes of a <see cref="VirtualNetwork"/>.</summary>
public sealed class VirtualWire
{
    internal VirtualWire()
    {
        Delay = _ => Latency;
        Loses = _ => IsCut;
    }

    /// <summary>How long a message takes. At first 5 ms.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Whether all that is sent is lost.</summary>
    public bool IsCut { get; set; }

    /// <summary>Whether messages wait on the way, and arrive once they do not.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>How long which message takes.</summary>
    internal Func<object, TimeSpan> Delay { get; set; }

    /// <summary>Which messages never arrive.</summary>
    internal Func<object, bool> Loses { get; set; }

    /// <summary>What arrives of a message: itself, more than once perhaps, or something else.</summary>
    internal Func<object, IEnumerable<object>> Carries { get; set; } = static message => [message];

    /// <summary>Whether to send is an error at the sender's.</summary>
    internal bool Throws { get; set; }

    /// <summary>Whether to resolve the address anew is an error at the sender's.</summary>
    internal bool ResolveThrows { get; set; }
}
