using System.Collections.Immutable;
using CretoAkka.Configuration.Values;

namespace CretoAkka.Configuration.Keys;

/// <summary>The keys that a section may hold, and the sections inside it. Immutable.</summary>
internal sealed class KeyTable<TDraft>
{
    private readonly ImmutableDictionary<string, SettingKey<TDraft>> _keys;
    private readonly ImmutableSortedSet<string> _sections;
    private readonly ImmutableSortedSet<string> _ofNames;

    /// <param name="keys">The keys.</param>
    /// <param name="ofNames">Sections whose keys are names that somebody else reads.</param>
    public KeyTable(IEnumerable<SettingKey<TDraft>> keys, params IEnumerable<string> ofNames)
    {
        _keys = keys.ToImmutableDictionary(key => key.Path, StringComparer.Ordinal);
        _ofNames = ofNames.ToImmutableSortedSet(StringComparer.Ordinal);
        _sections = _keys.Keys.SelectMany(Above).Concat(_ofNames).ToImmutableSortedSet(StringComparer.Ordinal);
    }

    public IEnumerable<string> Names => _ofNames;

    public SettingKey<TDraft>? Find(string path) => _keys.GetValueOrDefault(path);

    public bool IsSection(string path) => _sections.Contains(path);

    public bool IsOfNames(string path) => _ofNames.Contains(path);

    public string Nearest(string path) => NearestKey.Of(path, _keys.Keys.Concat(_sections));

    private static IEnumerable<string> Above(string path)
    {
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
            yield return path[..dot];
    }
}
