using CretoAkka.Configuration;

namespace CretoAkka.Node.Running;

/// <summary>Says what a file writes in vain.</summary>
internal static class ConfigurationWarnings
{
    /// <summary>One line each.</summary>
    public static void Write(CretoConfiguration configuration, TextWriter error)
    {
        foreach (var warning in configuration.Warnings())
            error.WriteLine($"warning: {warning.Sentence}");
    }
}
