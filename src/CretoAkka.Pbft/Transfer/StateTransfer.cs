using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Transfer;

/// <summary>
/// Takes over the state of a stable checkpoint, a few parts at a time. One source is asked until it brings nothing for
/// a whole interval; then the next is.
/// </summary>
internal sealed class StateTransfer(int replicas, int self)
{
    // As many as fit one answer.
    private const int AtOnce = MessageLimits.Frame / (MessageLimits.Chunk + 256);

    private readonly HashSet<Digest> _asked = [];
    private StateAssembly? _assembly;
    private int _source = -1;
    private bool _brought;

    /// <summary>What is taken over; null if nothing is.</summary>
    public StableProof? Target { get; private set; }

    /// <summary>Begins, or goes on with a later checkpoint: the sources may have dropped the earlier one.</summary>
    public void Begin(StableProof target)
    {
        if (Target?.Sequence >= target.Sequence)
            return;
        Target = target;
        _assembly = new(target.State);
        _asked.Clear();
        if (_source < 0)
            NextSource();
    }

    public void End()
    {
        (Target, _assembly) = (null, null);
        _asked.Clear();
    }

    /// <summary>A status interval has passed: what did not come is asked of somebody else.</summary>
    public void Tick()
    {
        if (!_brought)
            NextSource();
        _brought = false;
        _asked.Clear();
    }

    /// <summary>Whom to ask for what, if it is time to ask.</summary>
    public (int Source, ValueList<Digest> Parts)? Next()
    {
        if (_assembly is null || _asked.Count > 0)
            return null;
        Digest[] parts = [.. _assembly.Missing(AtOnce)];
        if (parts.Length == 0)
            return null;
        _asked.UnionWith(parts);
        return (_source, [.. parts]);
    }

    /// <summary>Takes a part; false if it is none that is missing.</summary>
    public bool TryAdd(Bytes part)
    {
        if (_assembly?.TryAdd(part) != true)
            return false;
        _asked.Remove(Digest.Of(part.Span));
        _brought = true;
        return true;
    }

    /// <summary>The whole state, once it is here.</summary>
    public Bytes? Result => _assembly is { IsComplete: true } ? _assembly.Content() : null;

    private void NextSource()
    {
        _source = (_source + 1) % replicas;
        if (_source == self)
            _source = (_source + 1) % replicas;
    }
}
