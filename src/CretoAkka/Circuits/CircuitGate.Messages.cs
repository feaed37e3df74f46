using CretoAkka.Core.Queues;

namespace CretoAkka.Circuits;

/// <content>What became of messages, for whoever asks.</content>
internal sealed partial class CircuitGate
{
    private volatile MessageStats _link = MessageStats.Nothing;

    // By class; none before the first. Written by the circuit's actor alone.
    private long[]? _passed;

    /// <summary>
    /// What waits for the peer and what became of every message, as its actor last said; what passed straight through
    /// is counted by itself, and adds to it.
    /// </summary>
    public MessageStats Link
    {
        get => Volatile.Read(ref _passed) is { } passed ? _link.WithPassed(passed) : _link;
        set => _link = value;
    }

    /// <summary>A message went straight to its target. By the circuit's actor.</summary>
    public void Passed(MessageClass of)
    {
        var passed = _passed ?? new long[MessageStats.Classes];
        Volatile.Write(ref passed[of - MessageClass.Critical], passed[of - MessageClass.Critical] + 1);
        Volatile.Write(ref _passed, passed);
    }
}
