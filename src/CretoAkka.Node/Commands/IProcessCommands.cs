namespace CretoAkka.Node.Commands;

/// <summary>What is done with replicas in processes of their own. Each returns the exit status.</summary>
internal interface IProcessCommands
{
    /// <summary>Makes keys.</summary>
    int MakeKeys(DirectoryInfo directory, int replicas, TextWriter output, TextWriter error);

    /// <summary>Writes settings and keys of a group.</summary>
    int InitCluster(InitOptions options, TextWriter output, TextWriter error);

    /// <summary>Is a replica.</summary>
    Task<int> RunReplicaAsync(FileInfo config, TextWriter output, TextWriter error, CancellationToken cancellation);

    /// <summary>Is the users of a group.</summary>
    Task<int> LoadAsync(LoadOptions options, TextWriter output, TextWriter error, CancellationToken cancellation);
}
