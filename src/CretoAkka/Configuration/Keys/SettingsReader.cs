using System.Collections.Immutable;
using CretoAkka.Configuration.Hocon;

namespace CretoAkka.Configuration.Keys;

/// <summary>Reads the section <c>creto</c>, or what an instance makes of it. One reader reads once.</summary>
/// <param name="section">The section.</param>
/// <param name="root">The full key of what it is called where something is wrong with it.</param>
internal sealed class SettingsReader(ObjectNode section, string root = CretoKeys.Root)
{
    private const string PeersPath = $"{CretoKeys.Circuits}.{CretoKeys.Peers}";

    /// <summary>Every key that the section may hold.</summary>
    public static readonly KeyTable<CretoDraft> AllKeys =
        new(CretoKeys.All, PeersPath, MembersReader.Path, InstancesReader.Section);

    private static readonly KeyTable<PeerDraft> OwnKeys = new(PeerKeys.Own);

    private readonly ProblemList _problems = new();

    /// <summary>The settings; what is wrong with them, if anything, is in <see cref="Problems"/>.</summary>
    public CretoSettings Read()
    {
        var all = new SectionReader<CretoDraft>(AllKeys, $"{root}.", _problems)
            .Read(section, CretoDraft.Blank);
        all = all with { Quorum = all.Quorum with { Members = MembersReader.Read(section, root, _problems) } };
        var peers = ReadPeers(all.Default);
        // A value that could not be read left its place empty, and rules between keys would find fault with that.
        if (_problems.ToImmutable().IsEmpty)
        {
            var check = new OrderCheck(PlaceOf, _problems);
            check.Apply(SettingOrder.OfPeer, all, peers);
            check.Apply(SettingOrder.OfAll, all, peers);
            CheckNumberOfPeers(all, peers.Count);
            CheckAddresses(peers);
            CheckNode(all);
            CheckToken(all);
        }
        return SettingsBuilder.Build(all, peers);
    }

    /// <summary>What is wrong, in the order in which it is written.</summary>
    public ImmutableArray<ConfigurationProblem> Problems => _problems.ToImmutable();

    private ImmutableDictionary<PeerId, PeerDraft> ReadPeers(PeerDraft @default)
    {
        var read = ImmutableDictionary.CreateBuilder<PeerId, PeerDraft>();
        switch (section.Find([CretoKeys.Circuits, CretoKeys.Peers]))
        {
            case null:
                break;
            case ObjectNode peers:
                foreach (var (name, node) in peers.Fields)
                    ReadPeer(name, node, @default, read);
                break;
            case var other:
                Refuse(other, PeersPath, "a section with a section for each peer");
                break;
        }
        return read.ToImmutable();
    }

    private void ReadPeer(
        string name, ConfigurationNode node, PeerDraft @default, ImmutableDictionary<PeerId, PeerDraft>.Builder into)
    {
        var path = $"{PeersPath}.{HoconText.Segment(name)}";
        if (!SettingsBuilder.IsName(name))
            Refuse(node, path, SettingsBuilder.ExpectedName);
        else if (node is ObjectNode own)
            into[new PeerId(name)] = new SectionReader<PeerDraft>(OwnKeys, $"{root}.{path}.", _problems)
                .Read(own, @default);
        else
            Refuse(node, path, "a section in { }");
    }

    private void CheckNumberOfPeers(CretoDraft all, int peers)
    {
        if (peers > all.MaxPeers)
            Refuse(CretoKeys.MaxPeers, all, SettingsBuilder.ExpectedPeers(peers));
    }

    private void CheckAddresses(ImmutableDictionary<PeerId, PeerDraft> peers)
    {
        foreach (var (peer, draft, expected) in AddressCheck.Shared(peers))
        {
            var (key, origin) = PlaceOf(PeerKeys.Address, peer);
            _problems.Add(ConfigurationProblem.OfValue(origin, key, PeerKeys.Address.Write(draft), expected));
        }
    }

    private void CheckNode(CretoDraft all)
    {
        if (SettingsBuilder.IsStranger(all))
            Refuse(CretoKeys.Node, all, SettingsBuilder.ExpectedMember);
    }

    private void CheckToken(CretoDraft all)
    {
        if (SettingsBuilder.IsUnguarded(all))
            Refuse(DashboardKeys.Token, all, SettingsBuilder.ExpectedToken);
    }

    private void Refuse(SettingKey<CretoDraft> key, CretoDraft all, string expected)
    {
        var (path, origin) = PlaceOf(key, peer: null);
        _problems.Add(ConfigurationProblem.OfValue(origin, path, key.Write(all), expected));
    }

    private void Refuse(ConfigurationNode node, string path, string expected) =>
        _problems.Add(ConfigurationProblem.OfNode(node.Origin, $"{root}.{path}", node, expected));

    // A peer that does not override a key has it from all.
    private (string Key, ConfigurationOrigin Origin) PlaceOf(SettingKey key, PeerId? peer)
    {
        if (key is not SettingKey<PeerDraft>)
            return ($"{root}.{key.Path}", OriginOf(key.Path.Split('.')));
        var path = key.Path.Split('.');
        if (peer is { } id && section.Find([CretoKeys.Circuits, CretoKeys.Peers, id.Value, .. path]) is { } own)
            return ($"{root}.{PeersPath}.{HoconText.Segment(id.Value)}.{key.Path}", own.Origin);
        return ($"{root}.{CretoKeys.Circuits}.{key.Path}", OriginOf([CretoKeys.Circuits, .. path]));
    }

    private ConfigurationOrigin OriginOf(string[] path) => section.Find(path)?.Origin ?? ConfigurationOrigin.Unknown;
}
