using Akka.Configuration;
using CretoAkka.Node.Sections;

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

    /// <summary>
    /// How long node-4 stays in quarantine at least once it has lied. Key <c>demo.tour.lie-for</c>.
    /// </summary>
    public required TimeSpan LieFor { get; init; }

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
    /// <param name="config">The whole configuration.</param>
    /// <param name="source">What a wrong time is blamed on.</param>
    /// <exception cref="ConfigurationException">A time is missing, unreadable, or not longer than zero; a key is
    /// unknown.</exception>
    public static DemoSettings From(Config config, string source)
    {
        var section = new NodeSection(config, "demo", source);
        var settings = new DemoSettings
        {
            Before = section.Time("demo.tour.before"),
            HangFor = section.Time("demo.tour.hang-for"),
            DownFor = section.Time("demo.tour.down-for"),
            LieFor = section.Time("demo.tour.lie-for"),
            Between = section.Time("demo.tour.between"),
            Limit = section.Time("demo.tour.limit"),
            Length = section.Time("demo.tour.length"),
            ClientInterval = section.Time("demo.client.interval"),
            ClientRetry = section.Time("demo.client.retry"),
            ClientTimeout = section.Time("demo.client.timeout"),
            Converge = section.Time("demo.converge"),
        };
        section.RefuseOtherKeys();
        return settings;
    }

    /// <summary>The same tour in a run of this length: shorter where the run is, never longer.</summary>
    public DemoSettings ScaledTo(TimeSpan? duration)
    {
        var scale = duration is { } length && length < Length ? length / Length : 1;
        return this with
        {
            Before = Before * scale,
            HangFor = HangFor * scale,
            DownFor = DownFor * scale,
            LieFor = LieFor * scale,
            Between = Between * scale,
        };
    }
}
