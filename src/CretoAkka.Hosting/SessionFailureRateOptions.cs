namespace CretoAkka.Hosting;

/// <summary>The second trip rule, for sessions: section <c>creto.session.failure-rate</c>.</summary>
public sealed class SessionFailureRateOptions
{
    /// <summary>Whether it is in force. Key <c>enabled</c>.</summary>
    public bool? Enabled { get; set; }

    /// <summary>The share of failures that trips. Key <c>rate</c>.</summary>
    public double? Rate { get; set; }

    /// <summary>Fewer outcomes than this never trip. Key <c>min-outcomes</c>.</summary>
    public int? MinOutcomes { get; set; }

    /// <summary>How far back outcomes count. Key <c>window</c>.</summary>
    public TimeSpan? Window { get; set; }
}
