using System.Reflection;
using Akka.Configuration;
using CretoAkka.Configuration;

namespace CretoAkka.Node.Running;

/// <summary>
/// The demo's settings: the reference configuration, <c>demo.conf</c> over it, the user's file over both.
/// </summary>
internal static class DemoConfiguration
{
    private const string Name = "demo.conf";

    /// <summary>Reads them.</summary>
    /// <exception cref="CretoConfigurationException">The user's file cannot be read, or something is wrong in
    /// it.</exception>
    public static CretoConfiguration Load(FileInfo? file)
    {
        var configuration = Over(file);
        configuration.ToSettings();
        return configuration;
    }

    /// <summary>The times of the demo itself, once nothing else stands in the way of a start.</summary>
    /// <exception cref="ConfigurationException">Something does, or a time is wrong; one sentence says what.</exception>
    public static DemoSettings SettingsOf(CretoConfiguration configuration, FileInfo? file)
    {
        DemoNames.Check(configuration);
        return CheckedAnywhere(configuration, file);
    }

    /// <summary>
    /// What is wrong with a file beside its section <c>creto</c>, whoever reads it; null: nothing is.
    /// </summary>
    public static string? ProblemOf(FileInfo file) => SentenceOf(() => CheckedAnywhere(Over(file), file));

    /// <summary>What alone the demo finds wrong with a file; null: nothing.</summary>
    public static string? ProblemInDemo(FileInfo file) => SentenceOf(() => SettingsOf(Load(file), file));

    /// <summary>What is wrong must be wrong in the file, if there is one: the demo's own settings are right.</summary>
    public static string Source(FileInfo? file) => file?.ToString() ?? Name;

    private static DemoSettings CheckedAnywhere(CretoConfiguration configuration, FileInfo? file)
    {
        var config = configuration.ToConfig();
        LogLevels.Check(config, Source(file));
        return DemoSettings.From(config, Source(file));
    }

    private static string? SentenceOf(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (ConfigurationException e)
        {
            return e.Message;
        }
    }

    private static CretoConfiguration Over(FileInfo? file)
    {
        var configuration = CretoConfiguration.Reference.WithText(ReadDemo(), Name);
        return file is null ? configuration : configuration.WithFile(file.ToString());
    }

    private static string ReadDemo()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"CretoAkka.Node.{Name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
