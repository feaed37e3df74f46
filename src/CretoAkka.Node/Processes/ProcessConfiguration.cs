using System.Globalization;
using System.Reflection;
using Akka.Configuration;
using CretoAkka.Configuration;

namespace CretoAkka.Node.Processes;

/// <summary>
/// The settings of a replica in a process of its own: the reference configuration, <c>replica.conf</c> over it, the
/// replica's file over both.
/// </summary>
internal static class ProcessConfiguration
{
    /// <summary>The name of every actor system: a cluster wants one.</summary>
    public const string SystemName = "creto";

    private const string Name = "replica.conf";

    /// <summary>Reads them.</summary>
    /// <exception cref="CretoConfigurationException">The file cannot be read, or something is wrong in it.</exception>
    public static CretoConfiguration Load(FileInfo file)
    {
        var configuration = CretoConfiguration.Reference.WithText(ReadBase(), Name).WithFile(file.ToString());
        configuration.ToSettings();
        return configuration;
    }

    /// <summary>What Akka.Cluster needs, where it is a sensor; otherwise nothing.</summary>
    /// <remarks>
    /// Nobody is downed: who is silent stays a member, for who takes part is not the cluster's to say.
    /// </remarks>
    public static Config ClusterOf(ProcessSettings settings) => settings.UsesCluster
        ? ConfigurationFactory.ParseString(string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            akka {
              actor.provider = cluster
              cluster {
                seed-nodes = [{{string.Join(
                    ", ", settings.Members.Values.Select(at => $"\"akka.tcp://{SystemName}@{at}\""))}}]
                run-coordinated-shutdown-when-down = off
                downing-provider-class = ""
              }
              remote.trusted-selection-paths = [
                "/user/replica", "/system/cluster/core/daemon", "/system/cluster/heartbeatReceiver",
                "/system/cluster/core/daemon/firstSeedNodeProcess", "/system/cluster/core/daemon/joinSeedNodeProcess"]
            }
            """))
        : Config.Empty;

    private static string ReadBase()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"CretoAkka.Node.{Name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
