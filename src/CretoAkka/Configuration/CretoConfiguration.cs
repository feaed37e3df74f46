using System.Collections.Immutable;
using System.Reflection;
using Akka.Configuration;
using CretoAkka.Configuration.Hocon;
using CretoAkka.Configuration.Keys;

namespace CretoAkka.Configuration;

/// <summary>
/// Files, texts and values laid over each other, the reference configuration lowest: the later wins, key by key. It
/// knows where each value was written. Immutable; safe from any thread.
/// </summary>
/// <remarks>
/// Substitutions are looked up in the whole, then in the environment, when it is asked for anything. An optional one,
/// <c>${?X}</c>, that is set nowhere leaves the earlier value, also one from a lower layer.
/// </remarks>
public sealed class CretoConfiguration
{
    internal const string ReferenceName = "reference.conf";

    private readonly ImmutableArray<ObjectExpression> _layers;
    private readonly Func<string, string?> _environment;

    private CretoConfiguration(ImmutableArray<ObjectExpression> layers, Func<string, string?> environment) =>
        (_layers, _environment) = (layers, environment);

    /// <summary>The reference configuration: a value for every key.</summary>
    public static CretoConfiguration Reference { get; } =
        new CretoConfiguration([], System.Environment.GetEnvironmentVariable).WithText(ReadReference(), ReferenceName);

    /// <summary>Lays a file over this, and what it includes.</summary>
    /// <exception cref="CretoConfigurationException">The file cannot be read, or not as HOCON.</exception>
    public CretoConfiguration WithFile(string path) => With(HoconFile.Read(path));

    /// <summary>Lays a text over this.</summary>
    /// <param name="hocon">The text. It may include nothing.</param>
    /// <param name="name">What it is called where one of its values is named.</param>
    /// <exception cref="CretoConfigurationException">It is no HOCON.</exception>
    public CretoConfiguration WithText(string hocon, string name) => With(HoconFile.ReadText(hocon, name));

    /// <summary>Lays a configuration that Akka has read over this, with its fallbacks.</summary>
    public CretoConfiguration WithConfig(Config config) => With(AkkaHocon.Import(config, ConfigurationOrigin.Unknown));

    /// <summary>Lays one value over this.</summary>
    /// <param name="key">The full key, as in HOCON: <c>creto.circuit-breaker.peers."a.b".timeout</c>.</param>
    /// <param name="value">The value, without quotes.</param>
    /// <param name="source">What it is called where the value is named.</param>
    /// <exception cref="CretoConfigurationException">The key is none.</exception>
    public CretoConfiguration WithValue(string key, string value, string source = "command line")
    {
        var origin = new ConfigurationOrigin(source);
        var layer = new ObjectExpression(origin);
        layer.Assign(HoconFile.ReadPath(key, source).AsSpan(), new TextExpression(value, origin));
        return With(layer);
    }

    /// <summary>The same, with other environment variables than those of the process.</summary>
    public CretoConfiguration WithEnvironment(Func<string, string?> environment) => new(_layers, environment);

    /// <summary>All of it, Akka's own sections too, for an actor system.</summary>
    /// <exception cref="CretoConfigurationException">A substitution cannot be looked up.</exception>
    public Config ToConfig() => AkkaHocon.Export((ObjectNode)Resolver().Resolve()!);

    /// <summary>The section <c>creto</c>, read and validated.</summary>
    /// <exception cref="CretoConfigurationException">Something is wrong with it; the exception holds everything that
    /// is.</exception>
    public CretoSettings ToSettings() => Read().Settings;

    /// <summary>The section <c>creto</c> with that of an instance laid over it, read and validated.</summary>
    /// <param name="instance">A name in <c>creto.instances</c>; empty: the section itself.</param>
    /// <exception cref="CretoConfigurationException">Something is wrong with any of it.</exception>
    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public CretoSettings ToSettings(string instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var reader = Read();
        if (instance.Length == 0)
            return reader.Settings;
        return reader.Instances.GetValueOrDefault(instance) ?? throw new ArgumentException(
            $"There is no instance {HoconText.Quote(instance)}; expected one of those that creto.instances names:"
            + $" {string.Join(", ", reader.Instances.Keys.Order(StringComparer.Ordinal).DefaultIfEmpty("none"))}.",
            nameof(instance));
    }

    /// <summary>Everything that is wrong with it; empty: nothing is.</summary>
    public ImmutableArray<ConfigurationProblem> Check()
    {
        try
        {
            Resolver().Resolve();
            return ProblemsOf(new InstancesReader(Section()));
        }
        catch (CretoConfigurationException unreadable)
        {
            return unreadable.Problems;
        }
    }

    /// <summary>
    /// Everything that is wrong once a file is laid over this. A text that is no HOCON has one problem: the first.
    /// </summary>
    public ImmutableArray<ConfigurationProblem> Check(string path)
    {
        try
        {
            return WithFile(path).Check();
        }
        catch (CretoConfigurationException unreadable)
        {
            return unreadable.Problems;
        }
    }

    /// <summary>
    /// What is written where nothing reads it, though it looks like a setting: a section of <c>creto</c> outside it.
    /// One for each such section; nothing is refused for it.
    /// </summary>
    /// <exception cref="CretoConfigurationException">A substitution cannot be looked up.</exception>
    public ImmutableArray<ConfigurationProblem> Warnings() =>
        [.. StraySections.Find((ObjectNode)Resolver().Resolve()!)];

    /// <summary>Every key below <c>creto</c> that has a value, sorted by key.</summary>
    /// <exception cref="CretoConfigurationException">A substitution cannot be looked up.</exception>
    public ImmutableArray<EffectiveSetting> Effective() => EffectiveSettings.Of(Section());

    private InstancesReader Read()
    {
        var reader = new InstancesReader(Section());
        var problems = ProblemsOf(reader);
        return problems.IsEmpty ? reader : throw new CretoConfigurationException(problems);
    }

    private ImmutableArray<ConfigurationProblem> ProblemsOf(InstancesReader reader) =>
        [.. MisspeltRoot.Find(Whole()), .. reader.Problems];

    private CretoConfiguration With(ObjectExpression layer) => new(_layers.Add(layer), _environment);

    private ObjectNode Section() => Resolver().Resolve(CretoKeys.Root) switch
    {
        null => ObjectNode.Empty,
        ObjectNode section => section,
        var other => throw new CretoConfigurationException(
            ConfigurationProblem.OfNode(other.Origin, CretoKeys.Root, other, "a section in { }")),
    };

    private HoconResolver Resolver() => new(Whole(), _environment);

    private ObjectExpression Whole()
    {
        var whole = new ObjectExpression(ConfigurationOrigin.Unknown);
        foreach (var layer in _layers)
            whole.Merge(layer);
        return whole;
    }

    private static string ReadReference()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"CretoAkka.{ReferenceName}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
