using CretoAkka.Configuration.Hocon;

namespace CretoAkka.Configuration.Keys;

/// <summary>Finds peers at one address: one actor would count for both, and take what is the other's.</summary>
internal static class AddressCheck
{
    /// <summary>Each peer that has an address after another, by name, and what would have been right.</summary>
    public static IEnumerable<(PeerId Peer, PeerDraft Draft, string Expected)> Shared(
        IEnumerable<KeyValuePair<PeerId, PeerDraft>> peers) =>
        from same in peers
            .Where(peer => peer.Value.Settings.Address is not null)
            .OrderBy(peer => peer.Key.Value, StringComparer.Ordinal)
            .GroupBy(peer => peer.Value.Settings.Address)
        from late in same.Skip(1)
        select (late.Key, late.Value, ExpectedBeside(same.First().Key));

    private static string ExpectedBeside(PeerId other) =>
        $"an address of its own: {HoconText.Value(other.Value)} has this one";
}
