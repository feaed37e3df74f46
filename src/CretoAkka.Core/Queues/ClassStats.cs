namespace CretoAkka.Core.Queues;

/// <summary>How the messages of one class stand.</summary>
/// <param name="Waiting">Messages that wait.</param>
/// <param name="WaitingBytes">Bytes that wait.</param>
/// <param name="InFlight">Messages taken out to be sent, that have not ended.</param>
/// <param name="IsBusy">Whether its sender should slow down.</param>
/// <param name="Ledger">What became of every message so far.</param>
public readonly record struct ClassStats(
    int Waiting, long WaitingBytes, int InFlight, bool IsBusy, PendingLedger Ledger);
