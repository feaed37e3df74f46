using CretoAkka.Circuits;

namespace CretoAkka.Peers;

/// <summary>The records of peers that were removed, for a while and within a bound. Not thread-safe.</summary>
/// <param name="retain">How long each is kept.</param>
/// <param name="most">How many; the oldest make room.</param>
internal sealed class PeerRecords(TimeSpan retain, int most)
{
    private readonly Dictionary<PeerId, Kept> _records = [];
    private readonly Queue<(PeerId Peer, Kept Kept)> _oldest = [];

    /// <summary>How many are kept.</summary>
    public int Count => _records.Count;

    /// <summary>Keeps what is known of a peer that leaves.</summary>
    public void Keep(PeerId peer, CircuitRecord record, TimeSpan now)
    {
        var kept = new Kept(record, now + retain);
        _records[peer] = kept;
        _oldest.Enqueue((peer, kept));
        while (_oldest.TryPeek(out var oldest) && (oldest.Kept.Until <= now || _oldest.Count > most))
        {
            _oldest.Dequeue();
            if (ReferenceEquals(_records.GetValueOrDefault(oldest.Peer), oldest.Kept))
                _records.Remove(oldest.Peer);
        }
    }

    /// <summary>Takes out what is known of a peer that comes back; null: nothing any more.</summary>
    public CircuitRecord? Take(PeerId peer, TimeSpan now) =>
        _records.Remove(peer, out var kept) && now < kept.Until ? kept.Record : null;

    private sealed class Kept(CircuitRecord record, TimeSpan until)
    {
        public CircuitRecord Record => record;

        public TimeSpan Until => until;
    }
}
