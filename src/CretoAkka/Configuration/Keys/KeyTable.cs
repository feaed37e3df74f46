using System.Collections.Immutable;
using CretoAkka.Configuration.Values;

namespace CretoAkka.Configuration.Keys;

/// <summary>The keys that a section may hold, and the sections inside it. Immutable.</summary>
internal sealed class KeyTable<TDraft>
{
    private readonly ImmutableDictionary<string, SettingKey<TDraft>> _keys;
    private readonly ImmutableSortedSet<string> _sections;

    public KeyTable(IEnumerable<SettingKey<TDraft>> keys, params IEnumerable<string> otherSections)
    {
        _keys = keys.ToImmutableDictionary(key => key.Path, StringComparer.Ordinal);
        _sections = _keys.Keys.SelectMany(Above).Concat(otherSections).ToImmutableSortedSet(StringComparer.Ordinal);
    }

    public SettingKey<TDraft>? Find(string path) => _keys.GetValueOrDefault(path);

    public bool IsSection(string path) => _sections.Contains(path);

    public string Nearest(string path) => NearestKey.Of(path, _keys.Keys.Concat(_sections));

    private static IEnumerable<string> Above(string path)
    {
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
            yield return path[..dot];
    }
}
