namespace CretoAkka.Node.Tests.Process;

/// <summary>
/// One run of the executable over a file of operations, with a file of settings, in a folder and a home of its own.
/// </summary>
public sealed class InputFileRun : IAsyncLifetime
{
    private const string Settings = """
        creto.circuit-breaker { failure-threshold = 9, timeout = 7s }
        creto.session.keep-alive = 700ms
        """;

    private const string Operations = """
        PUT a 1
        PUT b two words
        POST c 3
        GET a
        GET b
        """;

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("creto-files-");

    /// <summary>Where it was started.</summary>
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("creto-folder-");

    /// <summary>Its user's home.</summary>
    public DirectoryInfo Home { get; } = Directory.CreateTempSubdirectory("creto-home-");

    public int Status { get; private set; }

    public IReadOnlyCollection<string> Output { get; private set; } = [];

    public IReadOnlyCollection<string> Error { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var input = await WriteAsync("operations.txt", Operations);
        var config = await WriteAsync("node.conf", Settings);
        await using var node = NodeProcess.StartIn(
            Folder.FullName, Home.FullName, "--input", input, "--config", config);
        Status = await node.ExitAsync();
        (Output, Error) = (node.Output, node.Error);
    }

    public Task DisposeAsync()
    {
        foreach (var folder in (DirectoryInfo[])[_files, Folder, Home])
            folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_files.FullName, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
