using Akka.Actor;
using CretoAkka.Node.Replicas;

namespace CretoAkka.Node.Tests.Replicas;

/// <summary>A node that is not trusted may make any type of ours, by Akka's catch-all serializer.</summary>
[Trait("Decision", "D18")]
public sealed class InsideMessagesTests
{
    [Fact]
    public void What_a_replica_is_told_from_inside_is_not_let_in_from_another_node()
    {
        var told = typeof(ReplicaProtocol).GetNestedTypes()
            .Where(type => type != typeof(ReplicaProtocol.ReplicaStatus)) // An answer.
            .Concat(typeof(ReplicaActor).GetNestedTypes(System.Reflection.BindingFlags.NonPublic)
                .Where(type => !type.Name.StartsWith('<')))
            .ToArray();

        Assert.Contains(typeof(ReplicaProtocol.Submit), told);
        Assert.All(told, type => Assert.True(typeof(IPossiblyHarmful).IsAssignableFrom(type), type.Name));
    }
}
