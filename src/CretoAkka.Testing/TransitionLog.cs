using System.Collections.Concurrent;
using Akka.Actor;
using CretoAkka.Core.Circuits;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Testing;

/// <summary>What circuits went through, from their events. Used by one thread at a time.</summary>
public sealed class TransitionLog
{
    private readonly ConcurrentQueue<ObservedTransition> _seen = [];
    private readonly Dictionary<PeerId, int> _expected = [];
    private readonly Action _settle;

    internal TransitionLog(ActorSystem system, VirtualTime time, Action settle)
    {
        _settle = settle;
        var recorder = new RecordingRef(system, message =>
        {
            if (ObservedTransition.Of(message, time.Elapsed) is { } transition)
                _seen.Enqueue(transition);
        });
        system.EventStream.Subscribe(recorder, typeof(IEvent));
    }

    /// <summary>All so far, in order.</summary>
    public IReadOnlyList<ObservedTransition> All
    {
        get
        {
            _settle();
            return [.. _seen];
        }
    }

    /// <summary>Those of one peer so far, in order.</summary>
    public IReadOnlyList<ObservedTransition> Of(PeerId peer) => [.. All.Where(t => t.Peer == peer)];

    /// <summary>
    /// Expects that since the last expectation for this peer its circuit went through these states, in this order, and
    /// through no others; none: that it stayed where it was.
    /// </summary>
    /// <returns>The transitions, with when and why.</returns>
    /// <exception cref="CircuitAssertionException">It did not.</exception>
    public IReadOnlyList<ObservedTransition> Expect(PeerId peer, params CircuitState[] states)
    {
        var all = Of(peer);
        IReadOnlyList<ObservedTransition> fresh = [.. all.Skip(_expected.GetValueOrDefault(peer))];
        CircuitAssertionException.ThrowUnless(
            fresh.Select(t => t.To).SequenceEqual(states),
            $"Expected of the circuit of {peer}: {Text(states)}. It went through: {Text(fresh)}.");
        _expected[peer] = all.Count;
        return fresh;
    }

    private static string Text<T>(IReadOnlyCollection<T> items) =>
        items.Count == 0 ? "no change" : string.Join(", ", items);
}
