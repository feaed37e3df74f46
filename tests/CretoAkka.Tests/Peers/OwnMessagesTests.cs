using System.Runtime.CompilerServices;
using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Peers;
using CretoAkka.Quorums;

namespace CretoAkka.Tests.Peers;

/// <summary>What actors of the library tell each other, and what their node tells them.</summary>
[Trait("Decision", "D18")]
public sealed class OwnMessagesTests
{
    // What is no message: data that an actor keeps.
    private static readonly string[] Kept = ["Tracked"];

    public static TheoryData<Type> Types => [.. typeof(PeerCircuits).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && !type.IsDefined(typeof(CompilerGeneratedAttribute), false))
        .Where(type => IsOfAnActor(type) || IsCommand(type) || IsEvent(type))];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_message_of_this_nodes_own_does_not_get_in_from_a_node_that_is_not_trusted(Type type) =>
        Assert.True(typeof(IPossiblyHarmful).IsAssignableFrom(type), $"{type} could be told from anywhere.");

    private static bool IsOfAnActor(Type type) =>
        typeof(ActorBase).IsAssignableFrom(type.DeclaringType) && !Kept.Contains(type.Name, StringComparer.Ordinal);

    private static bool IsCommand(Type type) =>
        typeof(CircuitProtocol.ICommand).IsAssignableFrom(type)
        || typeof(PeerProtocol.IPeerCommand).IsAssignableFrom(type)
        || typeof(IGateNotice).IsAssignableFrom(type)
        || type == typeof(CircuitProtocol.Broadcast)
        || type == typeof(CircuitProtocol.AdvanceWatermark);

    // Who told it to their subscribers, or as a message of a peer, would be believed.
    private static bool IsEvent(Type type) =>
        typeof(CircuitProtocol.IEvent).IsAssignableFrom(type)
        || typeof(QuorumProtocol.IEvent).IsAssignableFrom(type)
        || type == typeof(InstanceEvent)
        || type == typeof(CircuitProtocol.Delivery);
}
