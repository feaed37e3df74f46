using CretoAkka.Configuration;

namespace CretoAkka.Node.Commands;

/// <summary><c>config check</c> and <c>config show</c>, by the library.</summary>
internal sealed class ConfigCommands : IConfigCommands
{
    /// <inheritdoc/>
    public int Check(FileInfo file, TextWriter output, TextWriter error)
    {
        var problems = CretoConfiguration.Reference.Check(file.ToString());
        (problems.IsEmpty ? output : error).Write(ConfigurationReport.Check(file.ToString(), problems));
        return problems.IsEmpty ? 0 : NodeCommands.Misuse;
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
            return NodeCommands.Misuse;
        }
    }
}
