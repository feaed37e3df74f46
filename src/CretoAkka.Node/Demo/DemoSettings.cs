using System.Globalization;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using CretoAkka.Configuration;

namespace CretoAkka.Node.Demo;

/// <summary>The numbers of <c>hocon/demo.conf</c>, with which a circuit opens and closes within seconds.</summary>
internal sealed record DemoSettings(CretoSettings Settings)
{
    private const string Resource = "CretoAkka.Node.demo.conf";

    /// <summary>Reads them, and lays a file over them.</summary>
    /// <exception cref="CretoConfigurationException">The file is wrong.</exception>
    public static DemoSettings Load(FileInfo? file)
    {
        using var stream = typeof(DemoSettings).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var configuration = CretoConfiguration.Reference.WithText(reader.ReadToEnd(), "demo.conf");
        return new((file is null ? configuration : configuration.WithFile(file.FullName)).ToSettings());
    }

    /// <summary>What the actor system is made with.</summary>
    public ActorSystemSetup Setup => ActorSystemSetup.Create(
        BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString("akka.loglevel = ERROR")),
        new PeerCircuitsSetup { Settings = Settings });

    /// <summary>The numbers, for the first line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"opens after {Settings.Default.Circuit.FailureThreshold} failures, " +
        $"half-open after {Settings.Default.Circuit.OpenTimeout.TotalSeconds} s, " +
        $"closes after {Settings.Default.Circuit.SuccessThreshold} successes");
}
