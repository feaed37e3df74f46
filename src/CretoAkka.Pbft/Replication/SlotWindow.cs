using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>
/// The places of a replica: those executed, kept for the run as certificates, and those open, at most the window.
/// </summary>
internal sealed class SlotWindow(ReplicaGroup group, int width)
{
    private readonly List<CommittedSlot> _log = [];
    private readonly Dictionary<long, Slot> _open = [];

    /// <summary>Every place up to this one is executed.</summary>
    public long Executed => _log.Count;

    public long Last => Executed + width;

    public int OpenCount => _open.Count;

    public Slot? Find(long sequence) => _open.GetValueOrDefault(sequence);

    public Slot Open(long sequence)
    {
        if (!_open.TryGetValue(sequence, out var slot))
            _open[sequence] = slot = new(sequence, group);
        return slot;
    }

    public CommittedSlot? Logged(long sequence) =>
        sequence >= 1 && sequence <= Executed ? _log[(int)(sequence - 1)] : null;

    /// <summary>The next place in order, if it is committed; it counts as executed from now on.</summary>
    public CommittedSlot? TakeNext()
    {
        if (Find(Executed + 1)?.Certificate is not { } certificate)
            return null;
        _open.Remove(certificate.Sequence);
        _log.Add(certificate);
        return certificate;
    }

    /// <summary>What a STATUS says of the open places.</summary>
    public Bytes Progress()
    {
        Span<byte> progress = stackalloc byte[width];
        var length = 0;
        for (var i = 0; i < width; i++)
        {
            progress[i] = (byte)(Find(Executed + 1 + i)?.Progress ?? SlotProgress.None);
            if (progress[i] != (byte)SlotProgress.None)
                length = i + 1;
        }

        return Bytes.Of(progress[..length]);
    }
}
