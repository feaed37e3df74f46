using System.Globalization;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>
/// The bounds and intervals of one replica. Immutable; <see cref="Replica"/> refuses values out of range.
/// </summary>
public sealed record ReplicaSettings
{
    /// <summary>The defaults: a view timer of 1 s, of which STATUS takes half.</summary>
    public static readonly ReplicaSettings Default = new();

    /// <summary>Whether it votes.</summary>
    public ReplicaMode Mode { get; init; } = ReplicaMode.Voting;

    /// <summary>
    /// L: places after the last executed one that are open. From 1 to <see cref="MessageLimits.StatusSlots"/>.
    /// </summary>
    public int Window { get; init; } = 128;

    /// <summary>How often a STATUS goes out. Above zero.</summary>
    public TimeSpan StatusInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Requests that wait at the primary while the window is full. At least 1.</summary>
    public int MaxPendingRequests { get; init; } = 1024;

    /// <summary>Places asked for by one FETCH. From 1 to <see cref="Window"/>.</summary>
    public int FetchBatch { get; init; } = 32;

    /// <summary>Messages in the answer to one STATUS or FETCH. At least 1.</summary>
    public int MaxAnswer { get; init; } = 64;

    /// <summary>Bytes in the answer to one STATUS or FETCH; the first message goes out whatever its size.</summary>
    public int MaxAnswerBytes { get; init; } = MessageLimits.Frame;

    /// <summary>Answers to one peer between two STATUS of our own, so that asking is not worth an attack.</summary>
    public int MaxAnswersPerInterval { get; init; } = 64;

    internal void Validate()
    {
        Check(Window, 1, MessageLimits.StatusSlots, nameof(Window));
        Check(FetchBatch, 1, Window, nameof(FetchBatch));
        Check(MaxPendingRequests, 1, int.MaxValue, nameof(MaxPendingRequests));
        Check(MaxAnswer, 1, int.MaxValue, nameof(MaxAnswer));
        Check(MaxAnswerBytes, 1, int.MaxValue, nameof(MaxAnswerBytes));
        Check(MaxAnswersPerInterval, 1, int.MaxValue, nameof(MaxAnswersPerInterval));
        Check(StatusInterval, TimeSpan.FromTicks(1), TimeSpan.MaxValue, nameof(StatusInterval));
    }

    private static void Check<T>(T value, T min, T max, string name) where T : IComparable<T>, IFormattable
    {
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{name} = {value} must be from {min} to {max}"), name);
    }
}
