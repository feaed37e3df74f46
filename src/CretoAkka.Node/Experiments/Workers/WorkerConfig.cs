using System.Globalization;
using Akka.Configuration;
using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Node.Experiments.Ways;
using CretoAkka.Node.Replicas;

namespace CretoAkka.Node.Experiments.Workers;

/// <summary>The settings of a process of an experiment: the library's own defaults, and how it is reached.</summary>
internal static class WorkerConfig
{
    /// <summary>Makes them.</summary>
    public static Config Of(WorkerSpec spec)
    {
        var config = ConfigurationFactory.ParseString(string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            akka {
              loggers = []
              loglevel = OFF
              stdout-loglevel = OFF
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
              actor {
                provider = remote
                serializers {
                  vote = "{{Name(typeof(VoteSerializer))}}"
                  pbft = "{{Name(typeof(ProtocolFrameSerializer))}}"
                }
                serialization-bindings {
                  "{{Name(typeof(Vote))}}" = vote
                  "{{Name(typeof(ProtocolFrame))}}" = pbft
                  "{{Name(typeof(RequestCall))}}" = pbft
                  "{{Name(typeof(RequestTaken))}}" = pbft
                }
              }
              remote {
                retry-gate-closed-for = 1s
                log-remote-lifecycle-events = off
                dot-netty.tcp {
                  hostname = "127.0.0.1"
                  port = {{spec.Port}}
                  {{PublicPort(spec)}}
                  batching.enabled = off
                  client-socket-worker-pool { pool-size-min = 1, pool-size-max = 2 }
                  server-socket-worker-pool { pool-size-min = 1, pool-size-max = 2 }
                }
              }
            }
            """));
        return spec.Way == Way.Naive
            ? ConfigurationFactory.ParseString(NaiveWay.Settings).WithFallback(config)
            : config;
    }

    private static string PublicPort(WorkerSpec spec) => spec.PublicPort is { } port
        ? string.Create(CultureInfo.InvariantCulture, $"public-hostname = \"127.0.0.1\", public-port = {port}")
        : "";

    private static string Name(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
