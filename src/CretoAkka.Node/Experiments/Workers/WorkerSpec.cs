using System.Collections.Immutable;
using System.Text.Json;

namespace CretoAkka.Node.Experiments.Workers;

/// <summary>What one process of an experiment is to be; it comes on its command line.</summary>
internal sealed record WorkerSpec
{
    /// <summary>The node and its actor system.</summary>
    public required string Name { get; init; }

    /// <summary>How it sends; null: it only receives.</summary>
    public Way? Way { get; init; }

    /// <summary>Where Akka.Remote listens on 127.0.0.1; 0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>Where others reach it; null: where it listens.</summary>
    public int? PublicPort { get; init; }

    /// <summary>Whom it sends to.</summary>
    public ImmutableArray<PeerAddress> Peers { get; init; } = [];

    /// <summary>The replicas of a group that it belongs to, in order; empty: it is no replica.</summary>
    public ImmutableArray<string> Group { get; init; } = [];

    /// <summary>What the keys of that group are made of.</summary>
    public string Secret { get; init; } = "";

    /// <summary>As text.</summary>
    public string ToText() => JsonSerializer.Serialize(this);

    /// <summary>From text.</summary>
    /// <exception cref="ExperimentException">It is none.</exception>
    public static WorkerSpec Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<WorkerSpec>(text) ?? throw new ExperimentException("No worker is null.");
        }
        catch (JsonException e)
        {
            throw new ExperimentException($"No process of an experiment: {e.Message}");
        }
    }
}

/// <summary>A node that messages are sent to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Port">Where it is reached on 127.0.0.1.</param>
internal sealed record PeerAddress(string Name, int Port)
{
    /// <summary>The name of a replica's actor, below /user.</summary>
    public const string ReplicaName = "replica";

    /// <summary>The actor that takes the messages.</summary>
    public string Path => PathOf(SinkActor.Name);

    /// <summary>The replica, where there is one.</summary>
    public string ReplicaPath => PathOf(ReplicaName);

    private string PathOf(string actor) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"akka.tcp://{Name}@127.0.0.1:{Port}/user/{actor}");
}
