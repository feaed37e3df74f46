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
    /// L: places after the last stable checkpoint that are open. From 2 to <see cref="MessageLimits.StatusSlots"/>; the
    /// same at every replica. A large group has fewer, see <see cref="Watermarks"/>.
    /// </summary>
    public int Window { get; init; } = 128;

    /// <summary>
    /// K: every how many places a checkpoint is taken. At least 1, the same at every replica; half of the window if
    /// that is less.
    /// </summary>
    public int CheckpointInterval { get; init; } = 64;

    /// <summary>
    /// T: how long a backup waits for a request to be executed before it gives the primary up. Doubled at each further
    /// view. Above zero.
    /// </summary>
    public TimeSpan ViewTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Requests in a PRE-PREPARE. From 1 to <see cref="MessageLimits.BatchRequests"/>; 1 is unbatched.
    /// </summary>
    public int MaxBatch { get; init; } = 64;

    /// <summary>Proposals of the primary that are not executed; requests beyond wait and share a batch. At least 1.
    /// </summary>
    public int MaxInFlight { get; init; } = 16;

    /// <summary>
    /// Different at each start of a replica that may be recovering: a random number or a count of starts. Above 0. It
    /// tells answers to this life from those to an earlier one.
    /// </summary>
    public long Incarnation { get; init; } = 1;

    /// <summary>How often a STATUS goes out: half of T is meant. Above zero.</summary>
    public TimeSpan StatusInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Requests that a replica knows of and that are not executed, one of each client. At least 1.
    /// </summary>
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
        Check(Window, 2, MessageLimits.StatusSlots, nameof(Window));
        Check(CheckpointInterval, 1, int.MaxValue, nameof(CheckpointInterval));
        Check(ViewTimeout, TimeSpan.FromTicks(1), TimeSpan.MaxValue, nameof(ViewTimeout));
        Check(MaxBatch, 1, MessageLimits.BatchRequests, nameof(MaxBatch));
        Check(MaxInFlight, 1, int.MaxValue, nameof(MaxInFlight));
        Check(Incarnation, 1, long.MaxValue, nameof(Incarnation));
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
