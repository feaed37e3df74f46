using System.Reflection;
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
        var configuration = CretoConfiguration.Reference.WithText(ReadDemo(), Name);
        if (file is not null)
            configuration = configuration.WithFile(file.ToString());
        configuration.ToSettings();
        return configuration;
    }

    /// <summary>What is wrong must be wrong in the file, if there is one: the demo's own settings are right.</summary>
    public static string Source(FileInfo? file) => file?.ToString() ?? Name;

    private static string ReadDemo()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"CretoAkka.Node.{Name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
