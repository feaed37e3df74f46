using Akka.Actor;

namespace CretoAkka.Clustering;

/// <summary>Which nodes of the cluster are members, and under which names. Needs no actor.</summary>
/// <param name="self">This node's name among its peers.</param>
/// <param name="home">This node's address.</param>
/// <param name="name">The name of another node; null: it is no peer.</param>
internal sealed class MemberTable(PeerId self, Address home, Func<ClusterNode, PeerId?> name)
{
    private readonly Dictionary<PeerId, ClusterNode> _peers = [];
    private readonly Dictionary<Address, PeerId> _names = [];

    /// <summary>Whether this node is a member itself: before that there is nothing to declare.</summary>
    public bool IsMember { get; private set; }

    /// <summary>All members, this node included.</summary>
    public IEnumerable<PeerId> Members => _peers.Keys.Append(self);

    /// <summary>Who is at an address; null: no member.</summary>
    public PeerId? At(Address address) => _names.TryGetValue(address, out var peer) ? peer : (PeerId?)null;

    /// <summary>A node is up. Of two nodes with one name the later has it: it was started anew elsewhere.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Up(ClusterNode node)
    {
        if (node.Address.Equals(home))
            return Became(true);
        if (name(node) is not { } peer || peer == self || _names.ContainsKey(node.Address))
            return false;
        if (_peers.TryGetValue(peer, out var before))
            _names.Remove(before.Address);
        _peers[peer] = node;
        _names[node.Address] = peer;
        return true;
    }

    /// <summary>A node has left. The name that another has taken from it stays.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Leave(Address address)
    {
        if (address.Equals(home))
            return Became(false);
        return _names.Remove(address, out var peer) && _peers.Remove(peer);
    }

    private bool Became(bool member)
    {
        var before = IsMember;
        IsMember = member;
        return before != member;
    }
}
