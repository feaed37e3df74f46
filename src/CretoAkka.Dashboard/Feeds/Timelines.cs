using System.Collections.Concurrent;

namespace CretoAkka.Dashboard.Feeds;

/// <summary>A timeline for each instance of a node's circuits. Thread-safe.</summary>
internal sealed class Timelines(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Timeline> _others = new(StringComparer.Ordinal);
    private volatile string _main = "";

    /// <summary>That of the circuits that are shown where none are asked for by name.</summary>
    public Timeline Main { get; } = new(time);

    /// <summary>Says what those are called.</summary>
    public void CallMain(string instance) => _main = instance;

    /// <summary>Whether those are called so.</summary>
    public bool IsMain(string instance) => instance == _main;

    /// <summary>That of an instance; there are as many as events name, and those are a node's own.</summary>
    public Timeline Of(string instance) =>
        IsMain(instance) ? Main : _others.GetOrAdd(instance, static (_, clock) => new Timeline(clock), time);

    /// <summary>Something happened.</summary>
    public void Take(object happened)
    {
        if (happened is InstanceEvent { Instance: var instance, Event: var inner })
            Of(instance).Take(inner);
        else
            Of("").Take(happened);
    }
}
