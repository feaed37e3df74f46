using Akka.Actor;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Traffic;

namespace CretoAkka.Node.Experiments.Workers;

/// <summary>Takes votes and remembers when; sends pings back.</summary>
internal sealed class SinkActor : ReceiveActor
{
    /// <summary>Its name, below /user.</summary>
    public const string Name = "sink";

    /// <summary>Makes one.</summary>
    public SinkActor(ArrivalLog log) => Receive<Vote>(vote =>
    {
        if (vote.Key == Vote.PingKey)
            Sender.Tell(vote);
        else
            log.Add(new Arrival(vote.Key, vote.Version, vote.Stamp, MachineClock.Now));
    });

    /// <summary>How to make one.</summary>
    public static Props Props(ArrivalLog log) => Akka.Actor.Props.Create(() => new SinkActor(log));
}
