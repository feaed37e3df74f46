using Akka.Configuration;

namespace CretoAkka.Node.Running;

/// <summary>The section <c>demo</c>: times of the demonstrator itself. Immutable.</summary>
internal sealed record DemoSettings
{
    /// <summary>Traffic before the first fault. Key <c>demo.tour.before</c>.</summary>
    public required TimeSpan Before { get; init; }

    /// <summary>
    /// How long node-4 hangs at least; longer until every observer has noticed. Key <c>demo.tour.hang-for</c>.
    /// </summary>
    public required TimeSpan HangFor { get; init; }

    /// <summary>
    /// How long node-4 stays dead at least; longer until every observer has noticed. Key <c>demo.tour.down-for</c>.
    /// </summary>
    public required TimeSpan DownFor { get; init; }

    /// <summary>Traffic after each recovery. Key <c>demo.tour.between</c>.</summary>
    public required TimeSpan Between { get; init; }

    /// <summary>How long the tour waits at most for circuits to open or close. Key <c>demo.tour.limit</c>.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>
    /// The length of run that the tour's times are meant for; a shorter run shortens them. Key
    /// <c>demo.tour.length</c>.
    /// </summary>
    public required TimeSpan Length { get; init; }

    /// <summary>Between two operations of the built-in client. Key <c>demo.client.interval</c>.</summary>
    public required TimeSpan ClientInterval { get; init; }

    /// <summary>
    /// After this long without agreement a request goes to all replicas. Key <c>demo.client.retry</c>.
    /// </summary>
    public required TimeSpan ClientRetry { get; init; }

    /// <summary>A request without agreement for this long is given up. Key <c>demo.client.timeout</c>.</summary>
    public required TimeSpan ClientTimeout { get; init; }

    /// <summary>
    /// How long start and end wait at most for replicas and circuits to agree. Key <c>demo.converge</c>.
    /// </summary>
    public required TimeSpan Converge { get; init; }

    /// <summary>Reads the section.</summary>
    /// <exception cref="ConfigurationException">A time is missing, unreadable, or not longer than zero.</exception>
    public static DemoSettings From(Config config) => new()
    {
        Before = Time(config, "demo.tour.before"),
        HangFor = Time(config, "demo.tour.hang-for"),
        DownFor = Time(config, "demo.tour.down-for"),
        Between = Time(config, "demo.tour.between"),
        Limit = Time(config, "demo.tour.limit"),
        Length = Time(config, "demo.tour.length"),
        ClientInterval = Time(config, "demo.client.interval"),
        ClientRetry = Time(config, "demo.client.retry"),
        ClientTimeout = Time(config, "demo.client.timeout"),
        Converge = Time(config, "demo.converge"),
    };

    /// <summary>The same tour in a run of this length: shorter where the run is, never longer.</summary>
    public DemoSettings ScaledTo(TimeSpan? duration)
    {
        var scale = duration is { } length && length < Length ? length / Length : 1;
        return this with
        {
            Before = Before * scale, HangFor = HangFor * scale, DownFor = DownFor * scale, Between = Between * scale,
        };
    }

    private static TimeSpan Time(Config config, string key)
    {
        var text = config.GetString(key);
        if (text is not null && Commands.DurationText.TryParse(text.Trim(), out var time) && time is { } length)
            return length;
        throw new ConfigurationException($"{key} is '{text}'; expected a length of time such as 500ms, 5s or 1m.");
    }
}
