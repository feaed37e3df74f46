using CretoAkka.Configuration;

namespace CretoAkka.Node.Commands;

/// <summary>Checks and shows the settings that a file leads to, laid over the library's own.</summary>
internal sealed class ConfigCommands : IConfigCommands
{
    /// <inheritdoc/>
    public int Check(FileInfo file, TextWriter output, TextWriter error)
    {
        var problems = CretoConfiguration.Reference.Check(file.FullName);
        (problems.IsEmpty ? output : error).WriteLine(ConfigurationReport.Check(file.ToString(), problems));
        return problems.IsEmpty ? 0 : NodeCommands.Misuse;
    }

    /// <inheritdoc/>
    public int Show(FileInfo? file, TextWriter output, TextWriter error)
    {
        try
        {
            var configuration = CretoConfiguration.Reference;
            if (file is not null)
                configuration = configuration.WithFile(file.FullName);
            output.WriteLine(ConfigurationReport.Show(configuration.Effective()));
            return 0;
        }
        catch (CretoConfigurationException e)
        {
            error.WriteLine($"error: {e.Message}");
            return NodeCommands.Misuse;
        }
    }
}
