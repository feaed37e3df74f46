using System.Runtime.InteropServices;

namespace CretoAkka.Core.Latency;

/// <summary>One peer's latencies and the timeout that they put in force.</summary>
/// <remarks>
/// Mutable, single-threaded: the owner serializes. Samples move the timeout only at <see cref="Recompute"/>; a
/// deadline that is running is never moved by it.
/// </remarks>
public sealed class PeerTimeout
{
    private AdaptiveTimeoutPolicy _policy;

    // What is in force for want of samples: the base timeout, later what an earlier incarnation left.
    private TimeSpan _inherited;

    /// <summary>A peer that has not answered yet: the base timeout is in force.</summary>
    public PeerTimeout(AdaptiveTimeoutPolicy policy)
    {
        _policy = policy;
        Window = new LatencyWindow(policy.MaxSamples);
        InForce = _inherited = policy.BaseTimeout;
    }

    /// <summary>The samples of the present incarnation. To be read; <see cref="Record"/> adds.</summary>
    public LatencyWindow Window { get; private set; }

    /// <summary>The timeout for what starts now.</summary>
    public TimeSpan InForce { get; private set; }

    /// <summary>
    /// The middle of the timeouts of peers that have samples enough, or of all where fewer than two have. Names that
    /// never answer would move it to their base timeout, and with it what the others may stretch theirs to.
    /// </summary>
    public static TimeSpan MedianOf(IEnumerable<PeerTimeout> peers)
    {
        var (measured, all) = (new List<TimeSpan>(), new List<TimeSpan>());
        foreach (var peer in peers)
        {
            all.Add(peer.InForce);
            if (peer.Window.Count >= peer._policy.MinSamples)
                measured.Add(peer.InForce);
        }
        return AdaptiveTimeout.MedianOf(CollectionsMarshal.AsSpan(measured.Count > 1 ? measured : all));
    }

    /// <summary>Adds the latency of an answer, or the deadline of a call that was cut off; clipped.</summary>
    public void Record(TimeSpan sample) => Window.Record(AdaptiveTimeout.Clip(sample, InForce));

    /// <summary>
    /// The peer's process is a new one: its timeout stays in force until it has enough samples of its own.
    /// </summary>
    public void BeginIncarnation()
    {
        _inherited = InForce;
        Window.Clear();
    }

    /// <summary>
    /// Goes by other numbers from the next <see cref="Recompute"/> on. The samples stay, unless another number of them
    /// counts: then what they put in force stays until there are enough again. A base timeout that was in force for
    /// want of samples gives way to the new one.
    /// </summary>
    public void Follow(AdaptiveTimeoutPolicy policy)
    {
        if (_inherited == _policy.BaseTimeout)
            _inherited = policy.BaseTimeout;
        if (policy.MaxSamples != _policy.MaxSamples)
        {
            _inherited = Window.Count >= _policy.MinSamples ? InForce : _inherited;
            Window = new LatencyWindow(policy.MaxSamples);
        }
        _policy = policy;
    }

    /// <summary>Puts in force what the samples ask for, within what the peers' median allows.</summary>
    /// <param name="medianOfPeers">Of all peers, this one included: <see cref="MedianOf"/>.</param>
    /// <returns>The timeout now in force.</returns>
    public TimeSpan Recompute(TimeSpan medianOfPeers)
    {
        var wanted = Window.Count < _policy.MinSamples ? _inherited : AdaptiveTimeout.Of(Window, _policy);
        return InForce = AdaptiveTimeout.Cap(wanted, _policy, medianOfPeers);
    }
}
