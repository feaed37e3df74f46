using Akka.Actor;

namespace CretoAkka.Peers;

/// <summary>Which peers are at which node. Not thread-safe.</summary>
internal sealed class AddressBook
{
    private readonly Dictionary<PeerId, Address> _homes = [];
    private readonly Dictionary<Address, HashSet<PeerId>> _tenants = [];

    /// <summary>A peer is at an address now, and no longer where it was.</summary>
    public void Put(PeerId peer, Address address)
    {
        Remove(peer);
        _homes[peer] = address;
        if (!_tenants.TryGetValue(address, out var tenants))
            _tenants[address] = tenants = [];
        tenants.Add(peer);
    }

    /// <summary>A peer is nowhere.</summary>
    public void Remove(PeerId peer)
    {
        if (!_homes.Remove(peer, out var address))
            return;
        var tenants = _tenants[address];
        tenants.Remove(peer);
        if (tenants.Count == 0)
            _tenants.Remove(address);
    }

    /// <summary>Who is at an address.</summary>
    public IReadOnlyCollection<PeerId> At(Address address) =>
        _tenants.TryGetValue(address, out var tenants) ? tenants : [];
}
