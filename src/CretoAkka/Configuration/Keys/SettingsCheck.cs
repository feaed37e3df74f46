using System.Collections.Immutable;
using CretoAkka.Configuration.Hocon;

namespace CretoAkka.Configuration.Keys;

/// <summary>Checks settings that were built in code by the rules, and in the words, of those that were read.</summary>
internal sealed class SettingsCheck
{
    private const string CircuitKeys = $"{CretoKeys.Root}.{CretoKeys.Circuits}.";

    private readonly ProblemList _problems = new();
    private readonly PeerId? _only;

    private SettingsCheck(PeerId? only) => _only = only;

    public static ImmutableArray<ConfigurationProblem> Of(CretoSettings settings)
    {
        var check = new SettingsCheck(only: null);
        check.Check(settings);
        return check._problems.ToImmutable();
    }

    /// <summary>Checks one peer's settings; without a name they are called what holds for all.</summary>
    public static ImmutableArray<ConfigurationProblem> Of(PeerSettings settings, PeerId? peer)
    {
        var check = new SettingsCheck(peer);
        var draft = PeerDraft.Of(settings);
        check.CheckKeys(PeerKeys.Own, draft, key => check.PlaceOf(key, peer).Key);
        var order = new OrderCheck(check.PlaceOf, check._problems);
        order.Apply(SettingOrder.OfPeer, CretoDraft.Blank with { Default = draft }, []);
        return check._problems.ToImmutable();
    }

    private void Check(CretoSettings settings)
    {
        var all = CretoDraft.Of(settings);
        var peers = settings.Peers.ToImmutableDictionary(p => p.Key, p => PeerDraft.Of(p.Value));
        CheckKeys(CretoKeys.All, all, key => $"{CretoKeys.Root}.{key.Path}");
        foreach (var (peer, draft) in peers)
            CheckPeer(peer, draft, all.Default);
        foreach (var (member, weight) in all.Quorum.Members)
            CheckMember(member, weight);
        var order = new OrderCheck(PlaceOf, _problems);
        order.Apply(SettingOrder.OfPeer, all, peers);
        order.Apply(SettingOrder.OfAll, all, peers);
        foreach (var (peer, draft, expected) in AddressCheck.Shared(peers))
            Refuse(PlaceOf(PeerKeys.Address, peer).Key, PeerKeys.Address.Write(draft), expected);
        if (peers.Count > all.MaxPeers)
            Refuse(CretoKeys.MaxPeers, all, SettingsBuilder.ExpectedPeers(peers.Count));
        if (SettingsBuilder.IsStranger(all))
            Refuse(CretoKeys.Node, all, SettingsBuilder.ExpectedMember);
        if (SettingsBuilder.IsUnguarded(all))
            Refuse(DashboardKeys.Token, all, SettingsBuilder.ExpectedToken);
    }

    // What a peer has from all is found wrong there, once.
    private void CheckPeer(PeerId peer, PeerDraft draft, PeerDraft @default)
    {
        if (!SettingsBuilder.IsName(peer.Value))
            Refuse(PlaceOf(PeerKeys.Timeout, peer).Key, peer.Value, SettingsBuilder.ExpectedName);
        var own = PeerKeys.Own.Where(key => !Equals(key.ValueOf(draft), key.ValueOf(@default)));
        CheckKeys(own, draft, key => PlaceOf(key, peer).Key);
    }

    private void CheckMember(PeerId member, long weight)
    {
        var key = $"{CretoKeys.Root}.{MembersReader.PathOf(member.Value)}";
        if (!SettingsBuilder.IsName(member.Value))
            Refuse(key, member.Value, SettingsBuilder.ExpectedName);
        if (!QuorumKeys.Weight.Allows(weight))
            Refuse(key, QuorumKeys.Weight.Write(weight), QuorumKeys.Weight.Expected);
    }

    private void CheckKeys<TDraft>(IEnumerable<SettingKey<TDraft>> keys, TDraft draft, Func<SettingKey, string> name)
    {
        foreach (var key in keys)
            if (!key.Allows(draft))
                Refuse(name(key), key.Write(draft), key.Expected);
    }

    private void Refuse(SettingKey<CretoDraft> key, CretoDraft all, string expected) =>
        Refuse(PlaceOf(key, peer: null).Key, key.Write(all), expected);

    private void Refuse(string key, string value, string expected) =>
        _problems.Add(ConfigurationProblem.OfValue(ConfigurationOrigin.Code, key, value, expected));

    private (string Key, ConfigurationOrigin Origin) PlaceOf(SettingKey key, PeerId? peer)
    {
        if (key is not SettingKey<PeerDraft>)
            return ($"{CretoKeys.Root}.{key.Path}", ConfigurationOrigin.Code);
        var section = (peer ?? _only) is { } id ? $"{CretoKeys.Peers}.{HoconText.Segment(id.Value)}." : "";
        return ($"{CircuitKeys}{section}{key.Path}", ConfigurationOrigin.Code);
    }
}
