namespace CretoAkka.Node.Commands;

/// <summary>What <c>config check</c> and <c>config show</c> do. Each returns the exit status.</summary>
internal interface IConfigCommands
{
    /// <summary>Says whether <paramref name="file"/> holds right settings.</summary>
    int Check(FileInfo file, TextWriter output, TextWriter error);

    /// <summary>Prints the settings that <paramref name="file"/>, or nothing, leads to.</summary>
    int Show(FileInfo? file, TextWriter output, TextWriter error);
}
