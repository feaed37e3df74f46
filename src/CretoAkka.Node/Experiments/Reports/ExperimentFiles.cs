namespace CretoAkka.Node.Experiments.Reports;

/// <summary>The files of an experiment.</summary>
internal static class ExperimentFiles
{
    /// <summary>Writes <c>name.csv</c>, and a <c>name-plot.svg</c> for each plot, over what is there.</summary>
    /// <exception cref="IOException">The directory cannot be written to.</exception>
    public static void Write(DirectoryInfo directory, string name, Outcome outcome)
    {
        try
        {
            directory.Create();
            File.WriteAllText(Path.Combine(directory.FullName, $"{name}.csv"), TableCsv.Of(outcome.Table));
            foreach (var plot in outcome.Plots)
                File.WriteAllText(Path.Combine(directory.FullName, $"{name}-{plot.Name}.svg"), plot.ToSvg());
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
