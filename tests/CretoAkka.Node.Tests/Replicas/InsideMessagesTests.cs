using System.Reflection;
using Akka.Actor;
using CretoAkka.Node.Clients;
using CretoAkka.Node.Replicas;

namespace CretoAkka.Node.Tests.Replicas;

/// <summary>A node that is not trusted may make any type of ours, by Akka's catch-all serializer.</summary>
[Trait("Decision", "D18")]
public sealed class InsideMessagesTests
{
    public static TheoryData<Type> Told => [
        .. new[] { typeof(ReplicaProtocol), typeof(GatewayProtocol) }.SelectMany(type => type.GetNestedTypes()),
        .. new[] { typeof(ReplicaActor), typeof(GatewayActor), typeof(NextKinds) }
            .SelectMany(type => type.GetNestedTypes(BindingFlags.NonPublic))
            .Where(type => !type.Name.StartsWith('<') && type.Name != "Outstanding")]; // What an actor keeps.

    [Theory]
    [MemberData(nameof(Told))]
    public void What_an_actor_is_told_from_inside_its_node_is_not_let_in_from_another(Type type) =>
        Assert.True(typeof(IPossiblyHarmful).IsAssignableFrom(type), $"{type} could be told from anywhere.");
}
