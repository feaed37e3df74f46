using System.Globalization;
using Akka.Configuration;
using CretoAkka.Configuration;

namespace CretoAkka.Node.Running;

/// <summary>
/// The demo names its nodes, and declares them as the members. One file for all of them cannot say who each one is.
/// </summary>
internal static class DemoNames
{
    private const string Node = "creto.node";
    private const string Members = "creto.quorum.members";
    private const string Epoch = "creto.quorum.epoch";

    /// <summary>Refuses names and members that cannot be the demo's.</summary>
    /// <exception cref="ConfigurationException">There are such; one sentence says which.</exception>
    public static void Check(CretoConfiguration configuration)
    {
        var settings = configuration.ToSettings();
        if (settings.Node.Length > 0)
            throw Refusal(configuration, Node, settings.Node, "no name, because the demo names its nodes itself");
        var members = settings.Quorum.Members.Keys.Select(m => m.Value).Order(StringComparer.Ordinal).ToArray();
        if (members.Length == 0)
            return;
        if (Cluster.Names.FirstOrDefault(name => !members.Contains(name, StringComparer.Ordinal)) is { } missing)
            throw Refusal(
                configuration, Members, string.Join(", ", members), $"{missing} too, because it is a node of the demo");
        if (settings.Quorum.Epoch > 0)
            throw Refusal(
                configuration, Epoch, settings.Quorum.Epoch.ToString(CultureInfo.InvariantCulture),
                "0, because the demo declares its members itself, as the epoch 1");
    }

    private static ConfigurationException Refusal(
        CretoConfiguration configuration, string key, string value, string expected)
    {
        var origin = configuration.Effective()
            .First(setting => setting.Key == key || setting.Key.StartsWith($"{key}.", StringComparison.Ordinal))
            .Origin;
        return new ConfigurationException($"{origin}: {key} is '{value}'; expected {expected}.");
    }
}
