using CretoAkka.Configuration;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Commands;

/// <summary>
/// <c>config check</c> and <c>config show</c>: the section <c>creto</c> by the library, the demo's own by the demo.
/// </summary>
internal sealed class ConfigCommands : IConfigCommands
{
    /// <inheritdoc/>
    public int Check(FileInfo file, TextWriter output, TextWriter error)
    {
        var problems = CretoConfiguration.Reference.Check(file.ToString());
        if (!problems.IsEmpty)
        {
            error.Write(ConfigurationReport.Check(file.ToString(), problems));
            return ExitStatus.Misuse;
        }
        if (DemoConfiguration.ProblemOf(file) is { } problem)
        {
            error.WriteLine(problem);
            error.WriteLine($"{file}: 1 problem.");
            return ExitStatus.Misuse;
        }
        Warn(file, error);
        output.Write(ConfigurationReport.Check(file.ToString(), problems));
        return 0;
    }

    // Right for an application of one's own, but perhaps not what was meant, or nothing for --config. A file that names
    // its node is for that node alone, and not for the demo, which has four.
    private static void Warn(FileInfo file, TextWriter error)
    {
        var configuration = CretoConfiguration.Reference.WithFile(file.ToString());
        ConfigurationWarnings.Write(configuration, error);
        if (configuration.ToSettings().Node.Length == 0 && DemoConfiguration.ProblemInDemo(file) is { } refusal)
            error.WriteLine($"warning: the demo refuses this file: {refusal}");
    }

    /// <inheritdoc/>
    public int Show(FileInfo? file, TextWriter output, TextWriter error)
    {
        try
        {
            var configuration = CretoConfiguration.Reference;
            if (file is not null)
                configuration = configuration.WithFile(file.ToString());
            configuration.ToSettings();
            output.Write(ConfigurationReport.Show(configuration.Effective()));
            return 0;
        }
        catch (CretoConfigurationException e)
        {
            error.WriteLine($"error: {e.Message}");
            return ExitStatus.Misuse;
        }
    }
}
