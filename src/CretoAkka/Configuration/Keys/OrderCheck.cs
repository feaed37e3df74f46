using System.Collections.Immutable;

namespace CretoAkka.Configuration.Keys;

/// <summary>Applies the rules between keys.</summary>
/// <param name="place">The full name of a key of a peer (null: of all), and where its value was written.</param>
/// <param name="problems">Takes the rules that are broken.</param>
internal sealed class OrderCheck(
    Func<SettingKey, PeerId?, (string Key, ConfigurationOrigin Origin)> place, ProblemList problems)
{
    /// <summary>
    /// Applies <paramref name="rules"/> to what holds for all, and to each peer where it differs from that.
    /// </summary>
    public void Apply(
        ImmutableArray<SettingOrder> rules, CretoDraft all, IEnumerable<KeyValuePair<PeerId, PeerDraft>> peers)
    {
        foreach (var rule in rules)
            if (rule.IsBroken(all, all.Default))
                Report(rule, all, all.Default, peer: null);
        foreach (var (peer, draft) in peers)
            foreach (var rule in rules)
                if (rule.IsBroken(all, draft) && !rule.IsAlike(all, draft, all.Default))
                    Report(rule, all, draft, peer);
    }

    // The blame is on what somebody wrote, not on a default that it clashes with.
    private void Report(SettingOrder rule, CretoDraft all, PeerDraft draft, PeerId? peer)
    {
        var (lowKey, lowOrigin) = place(rule.Low, peer);
        var (highKey, highOrigin) = place(rule.High, peer);
        var (low, high) = (Write(rule.Low, all, draft), Write(rule.High, all, draft));
        if (IsDefault(lowOrigin) && !IsDefault(highOrigin))
            Blame(highOrigin, highKey, high, $"at least {low}, which is {lowKey} ({lowOrigin})");
        else
            Blame(lowOrigin, lowKey, low, $"at most {high}, which is {highKey} ({highOrigin})");
    }

    private void Blame(ConfigurationOrigin origin, string key, string value, string expected) =>
        problems.Add(ConfigurationProblem.OfValue(origin, key, value, expected));

    private static bool IsDefault(ConfigurationOrigin origin) => origin.Source == CretoConfiguration.ReferenceName;

    private static string Write(SettingKey key, CretoDraft all, PeerDraft draft) =>
        key is SettingKey<PeerDraft> own ? own.Write(draft) : ((SettingKey<CretoDraft>)key).Write(all);
}
