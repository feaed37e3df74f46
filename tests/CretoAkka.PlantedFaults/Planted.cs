namespace CretoAkka.PlantedFaults;

/// <summary>Files that were changed for one fault; as they were once disposed.</summary>
internal sealed class Planted : IDisposable
{
    private readonly Dictionary<string, byte[]> _originals = new(StringComparer.Ordinal);

    /// <summary>Changes a file.</summary>
    public void Replace(string path, byte[] content)
    {
        _originals.TryAdd(path, File.ReadAllBytes(path));
        File.WriteAllBytes(path, content);
    }

    public void Dispose()
    {
        foreach (var (path, original) in _originals)
            File.WriteAllBytes(path, original);
    }
}
