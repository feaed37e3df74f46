using System.Collections.Concurrent;
using CretoAkka.Dashboard.Json;
using CretoAkka.Quorums;

namespace CretoAkka.Dashboard.Feeds;

/// <summary>The latest things that happened, numbered from 1. Thread-safe.</summary>
internal sealed class Timeline(TimeProvider time)
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 256;

    private readonly Lock _lock = new();
    private readonly Queue<EntryJson> _entries = new(Capacity);
    private readonly ConcurrentDictionary<PeerId, EvidenceKind> _evidence = new();
    private long _last;

    /// <summary>Called after each new one, on whatever thread; it must not wait.</summary>
    public Action? OnAdded { get; set; }

    /// <summary>The number of the newest; 0: nothing has happened.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>What time it is, for people.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What a peer was last proven to have done, as far as it was seen.</summary>
    public EvidenceKind? EvidenceAgainst(PeerId peer) =>
        _evidence.TryGetValue(peer, out var kind) ? kind : null;

    /// <summary>Something happened in the circuits or the quorum.</summary>
    public void Take(object happened)
    {
        if (happened is QuorumProtocol.EvidenceReported evidence)
            _evidence[evidence.Peer] = evidence.Kind;
        if (Entries.Of(happened) is { } entry)
            Add(entry);
    }

    /// <summary>Adds an entry; its number and time are given here.</summary>
    public void Add(EntryJson entry)
    {
        lock (_lock)
        {
            if (IsRefusedAgain(entry))
                return;
            if (_entries.Count == Capacity)
                _entries.Dequeue();
            _entries.Enqueue(entry with { Number = _last + 1, Time = Now });
            Interlocked.Increment(ref _last);
        }
        OnAdded?.Invoke();
    }

    /// <summary>The entries after one number up to another, oldest first, as far as they are kept.</summary>
    public EntryJson[] Between(long after, long upTo)
    {
        lock (_lock)
            return [.. _entries.Where(entry => entry.Number > after && entry.Number <= upTo)];
    }

    // A circuit that may not open asks again at each further failure, which would fill the timeline.
    private bool IsRefusedAgain(EntryJson entry) =>
        entry.Kind == EntryKind.Refused
        && _entries.LastOrDefault(before => before.Peer == entry.Peer) is { Kind: EntryKind.Refused } last
        && last.Cause == entry.Cause;
}
