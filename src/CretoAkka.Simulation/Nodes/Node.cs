using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Simulation.Clients;
using CretoAkka.Simulation.Engine;
using CretoAkka.Simulation.Liars;
using CretoAkka.Simulation.Links;
using CretoAkka.Simulation.Networks;

namespace CretoAkka.Simulation.Nodes;

/// <summary>One replica in its process: a link for each peer, a disk; what the replica wants is done.</summary>
internal sealed partial class Node : Process, ILinkHost, IEndpoint
{
    private readonly World _world;
    private readonly Dice _dice;
    private readonly Link?[] _links;
    private readonly Inbound?[] _inbounds;
    private readonly TimeSpan?[] _due;
    private readonly bool[] _dirty;
    private readonly Queue<SignedMessage> _inbox = new();
    private readonly Disk _disk = new();
    private Labels _labels = new();

    /// <summary>Makes the node at an address; it does not run yet.</summary>
    public Node(World world, int index, Dice dice) : base(world.Agenda)
    {
        (_world, Index, _dice) = (world, index, dice);
        Id = world.Group.Replicas[index];
        var size = world.Group.Size;
        (_links, _inbounds) = (new Link?[size], new Inbound?[size]);
        (_due, _dirty) = (new TimeSpan?[size], new bool[size]);
    }

    /// <summary>Its address.</summary>
    public int Index { get; }

    /// <summary>Its name.</summary>
    public string Id { get; }

    /// <summary>Its replica; null: it does not run.</summary>
    public Replica? Replica { get; private set; }

    /// <summary>What its circuits share.</summary>
    public Quorum Quorum { get; private set; } = null!;

    /// <summary>Trips of all circuits of all its processes.</summary>
    public long Trips { get; private set; }

    /// <inheritdoc/>
    public ulong NextNonce() => _dice.Next();

    /// <inheritdoc/>
    public void Tell(int peer, LinkMessage message) => Tell(peer, (object)message);

    /// <inheritdoc/>
    public bool HandOver(int peer, Parcel parcel)
    {
        parcel.HandedOver++;
        _inbox.Enqueue(parcel.Message);
        return true;
    }

    /// <inheritdoc/>
    public void Receive(int from, object message)
    {
        if (_behaviour is not ProbeGamer { IsAnswering: false } || message is LinkMessage.Hello)
            Run(static (process, message, from) => ((Node)process).Take(from, message), message, from);
    }

    private void Take(int from, object message)
    {
        switch (message)
        {
            case LinkMessage.Hello or LinkMessage.Frame:
                _inbounds[from]!.Take((LinkMessage)message, Now);
                _links[from]!.Hear(Now);
                _dirty[from] = true;
                break;
            case LinkMessage answer:
                _links[from]!.Take(answer, Now);
                _dirty[from] = true;
                break;
            case Call call:
                Tell(from, new Called(call.Number));
                _inbox.Enqueue(call.Request);
                break;
            case Submit submit:
                _inbox.Enqueue(submit.Request);
                break;
        }
    }

    private void Tell(int address, object message) => _world.Network.Send(this, Index, address, message);
}
