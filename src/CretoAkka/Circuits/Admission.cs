namespace CretoAkka.Circuits;

/// <summary>What the outcome of an admitted use is bound to.</summary>
/// <param name="Generation">The circuit's generation at admission.</param>
/// <param name="Tally">Where a success is counted without a lock; null for a probe.</param>
internal readonly record struct Admission(long Generation, GenerationTally? Tally);
