using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Circuits;

/// <summary>What is remembered of a peer that was removed.</summary>
/// <param name="Circuit">Its circuit as it was.</param>
/// <param name="Average">How badly it had done.</param>
internal sealed record CircuitRecord(Circuit Circuit, OutcomeAverage Average);
