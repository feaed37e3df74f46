namespace CretoAkka.Metrics;

/// <summary>How a metric behaves.</summary>
public enum MetricKind
{
    /// <summary>It only grows.</summary>
    Counter = 0,

    /// <summary>It goes up and down.</summary>
    Gauge,
}

/// <summary>One series of a metric: what it is called, what it means, and how it is read. Immutable.</summary>
/// <typeparam name="TFacts">What it is read from.</typeparam>
/// <param name="Name">The metric's name. Series of one metric have the same name, kind, unit, help and labels.</param>
/// <param name="Kind">How it behaves.</param>
/// <param name="Unit">What is counted or measured, as UCUM spells it: <c>s</c>, <c>By</c>, <c>{message}</c>.</param>
/// <param name="Help">What it means, in a sentence.</param>
/// <param name="Read">Its value; null where there is none now.</param>
public sealed record CircuitMetric<TFacts>(
    string Name, MetricKind Kind, string Unit, string Help, Func<TFacts, double?> Read)
{
    /// <summary>Labels beside the peer's, in their order; empty: none.</summary>
    public IReadOnlyList<(string Name, string Value)> Labels { get; init; } = [];

    internal IEnumerable<KeyValuePair<string, object?>> Tags() =>
        Labels.Select(label => KeyValuePair.Create(label.Name, (object?)label.Value));

    /// <summary>The value of several peers together: their sum, unless it says otherwise.</summary>
    public Func<double, double, double> Merge { get; init; } = static (a, b) => a + b;
}
