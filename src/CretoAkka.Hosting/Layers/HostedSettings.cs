using Akka.Actor.Setup;
using Akka.Hosting;
using CretoAkka.Configuration;
using Microsoft.Extensions.Configuration;

namespace CretoAkka.Hosting.Layers;

/// <summary>
/// What a host says of its circuits, in whatever order it says it: options lie over configuration. Kept among the
/// builder's setups, where the next call finds it.
/// </summary>
internal sealed class HostedSettings(AkkaConfigurationBuilder builder) : Setup
{
    private readonly List<Func<CretoConfiguration, CretoConfiguration>> _sections = [];
    private readonly List<Func<CretoConfiguration, CretoConfiguration>> _options = [];

    /// <summary>Those of a builder; null: nobody has said anything yet.</summary>
    public static HostedSettings? Find(AkkaConfigurationBuilder builder) =>
        builder.Setups.OfType<HostedSettings>().SingleOrDefault();

    /// <summary>Begins to collect.</summary>
    public static HostedSettings AddTo(AkkaConfigurationBuilder builder)
    {
        var settings = new HostedSettings(builder);
        builder.AddSetup(settings);
        return settings;
    }

    public void Add(string root, IConfiguration section) =>
        Add(_sections, below => SectionLayer.Over(below, root, section));

    public void Add(string root, CretoOptions options) =>
        Add(_options, below => OptionsLayer.Over(below, root, options));

    // There is nothing to lay, and no conflict with whole settings in code, before something is said.
    private void Add(
        List<Func<CretoConfiguration, CretoConfiguration>> layers, Func<CretoConfiguration, CretoConfiguration> layer)
    {
        if (_sections.Count + _options.Count == 0)
            builder.AddSetup(ConfigurationLayers.None.With(Over));
        layers.Add(layer);
    }

    private CretoConfiguration Over(CretoConfiguration below) =>
        _sections.Concat(_options).Aggregate(below, static (whole, layer) => layer(whole));
}
