namespace CretoAkka.Simulation.Faults;

/// <summary>Something that goes wrong for a while.</summary>
/// <param name="At">When it begins.</param>
/// <param name="Duration">How long it lasts; null: to the end.</param>
/// <param name="Kind">What.</param>
/// <param name="Nodes">
/// Whom it is about, from 0: one; two, the direction from the first to the second and, but for a cut, back; or the
/// members of one side of a partition. None: every pair of nodes.
/// </param>
/// <param name="Amount">Percent or milliseconds, where the kind has an amount.</param>
internal sealed record FaultEvent(
    TimeSpan At, TimeSpan? Duration, FaultKind Kind, IReadOnlyList<int> Nodes, int Amount = 0)
{
    /// <summary>When it is over; null: never.</summary>
    public TimeSpan? End => At + Duration;

    /// <inheritdoc/>
    public override string ToString() => ScheduleText.Of(this);
}
