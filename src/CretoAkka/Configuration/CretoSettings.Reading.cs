using Akka.Configuration;
using CretoAkka.Configuration.Keys;

namespace CretoAkka.Configuration;

public sealed partial record CretoSettings
{
    /// <summary>What <c>reference.conf</c> says. To build settings in code, start here and use <c>with</c>.</summary>
    public static CretoSettings Reference { get; } =
        CretoConfiguration.Reference.WithEnvironment(_ => null).ToSettings();

    /// <summary>
    /// Reads the section <c>creto</c> of an actor system's configuration, over <c>reference.conf</c>.
    /// </summary>
    /// <exception cref="CretoConfigurationException">Something is wrong with it.</exception>
    public static CretoSettings From(Config config) => CretoConfiguration.Reference.WithConfig(config).ToSettings();

    /// <summary>Reads files, each laid over the one before it, the first over <c>reference.conf</c>.</summary>
    /// <exception cref="CretoConfigurationException">A file cannot be read, or something is wrong with what it
    /// says.</exception>
    public static CretoSettings Load(params IEnumerable<string> files) =>
        files.Aggregate(CretoConfiguration.Reference, (layers, file) => layers.WithFile(file)).ToSettings();

    /// <summary>
    /// These settings, if they obey the rules that a file must obey. For settings that were built in code.
    /// </summary>
    /// <exception cref="CretoConfigurationException">They do not; the exception holds everything that is
    /// wrong.</exception>
    public CretoSettings Validate()
    {
        var problems = SettingsCheck.Of(this);
        return problems.IsEmpty ? this : throw new CretoConfigurationException(problems);
    }

    /// <summary>Whether all values are equal, each peer's too.</summary>
    public bool Equals(CretoSettings? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Node == other.Node
            && MaxPeers == other.MaxPeers
            && Default == other.Default
            && Fallback == other.Fallback
            && Session == other.Session
            && Quorum == other.Quorum
            && Metrics == other.Metrics
            && Dashboard == other.Dashboard
            && Peers.Count == other.Peers.Count
            && Peers.All(p => other.Peers.TryGetValue(p.Key, out var settings) && settings == p.Value));

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(
            Node, Default, Fallback, Session, Quorum, Metrics, Dashboard, HashCode.Combine(MaxPeers, Peers.Count));
}
