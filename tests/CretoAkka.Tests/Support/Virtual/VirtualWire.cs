namespace CretoAkka.Tests.Support.Virtual;

/// <summary>One direction between two nodes.</summary>
internal sealed class VirtualWire
{
    /// <summary>How long a message takes.</summary>
    public Func<object, TimeSpan> Delay { get; set; } = static _ => TimeSpan.FromMilliseconds(5);

    /// <summary>Which messages never arrive.</summary>
    public Func<object, bool> Loses { get; set; } = static _ => false;

    /// <summary>What arrives of a message: itself, more than once perhaps, or something else.</summary>
    public Func<object, IEnumerable<object>> Carries { get; set; } = static message => [message];

    /// <summary>Whether messages wait on the way.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Whether to send is an error at the sender's.</summary>
    public bool Throws { get; set; }

    /// <summary>Whether to resolve the address anew is an error at the sender's.</summary>
    public bool ResolveThrows { get; set; }
}
