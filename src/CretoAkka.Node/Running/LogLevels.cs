using Akka.Configuration;
using Akka.Event;

namespace CretoAkka.Node.Running;

/// <summary>The log levels of a file: no actor system starts with a wrong one.</summary>
internal static class LogLevels
{
    private static readonly string[] Keys = ["akka.loglevel", "akka.stdout-loglevel"];

    /// <summary>Refuses what Akka does not know.</summary>
    /// <param name="config">The whole configuration.</param>
    /// <param name="source">What a wrong level is blamed on.</param>
    /// <exception cref="ConfigurationException">A level is wrong; one sentence says which.</exception>
    public static void Check(Config config, string source)
    {
        foreach (var key in Keys)
        {
            if (config.GetString(key) is { } level && !IsKnown(level))
                throw new ConfigurationException(
                    $"{source}: {key} is '{level}'; expected OFF, ERROR, WARNING, INFO or DEBUG.");
        }
    }

    private static bool IsKnown(string level)
    {
        try
        {
            Logging.LogLevelFor(level);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
