namespace CretoAkka.Core.Queues;

/// <summary>The keys of one class of which something waits or is in flight.</summary>
internal sealed class KeyTable<TItem>(StepCount steps)
{
    private readonly Dictionary<string, KeyVersions<TItem>> _keys = new(StringComparer.Ordinal);

    public int Count => _keys.Count;

    public bool Pass(in MessageLabel label)
    {
        steps.Value++;
        return label.Key is { } key && _keys.TryGetValue(key, out var versions) && versions.Pass(label.Version);
    }

    public KeyVersions<TItem> Of(string key)
    {
        steps.Value++;
        if (!_keys.TryGetValue(key, out var versions))
            _keys.Add(key, versions = new KeyVersions<TItem>(key));
        return versions;
    }

    /// <summary>Forgets a key of which nothing is pending any more.</summary>
    public void Release(KeyVersions<TItem> versions)
    {
        if (!versions.IsPending)
            _keys.Remove(versions.Key);
    }
}
