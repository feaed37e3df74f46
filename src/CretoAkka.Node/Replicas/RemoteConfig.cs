using System.Globalization;
using Akka.Configuration;

namespace CretoAkka.Node.Replicas;

/// <summary>What the node's actor system needs to be reached, and nothing a user would set.</summary>
internal static class RemoteConfig
{
    /// <summary>
    /// Listens at <paramref name="listen"/>; others are told to come to <paramref name="reached"/>.
    /// </summary>
    public static Config Of(NodeAddress listen, NodeAddress reached) => ConfigurationFactory.ParseString(string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        akka {
          actor {
            provider = remote
            serializers { pbft = "{{Name(typeof(ProtocolFrameSerializer))}}" }
            serialization-bindings {
              "{{Name(typeof(ProtocolFrame))}}" = pbft
              "{{Name(typeof(RequestCall))}}" = pbft
              "{{Name(typeof(RequestTaken))}}" = pbft
            }
          }
          remote {
            log-remote-lifecycle-events = off
            # Other nodes get sessions with ours, and give no orders. A peer with session = off is told plainly, at its
            # replica's own path: each frame is signed, and what the replica is told from inside is not let in.
            untrusted-mode = on
            trusted-selection-paths = ["/user/replica"]
            dot-netty.tcp {
              hostname = "{{listen.Host}}"
              port = {{listen.Port}}
              public-hostname = "{{reached.Host}}"
              public-port = {{reached.Port}}
              # Consensus messages are small and wait for each other: 40 ms in a batch would be four times a commit.
              batching.enabled = off
              client-socket-worker-pool { pool-size-min = 1, pool-size-max = 2 }
              server-socket-worker-pool { pool-size-min = 1, pool-size-max = 2 }
            }
          }
        }
        """));

    private static string Name(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
