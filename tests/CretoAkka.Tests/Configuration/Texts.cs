using CretoAkka.Configuration;

namespace CretoAkka.Tests.Configuration;

/// <summary>What these tests write over and over.</summary>
internal static class Texts
{
    public const string Name = "node.conf";

    public static CretoConfiguration Over(string hocon, params (string Name, string Value)[] environment) =>
        CretoConfiguration.Reference
            .WithEnvironment(name => environment.FirstOrDefault(v => v.Name == name).Value)
            .WithText(hocon, Name);

    public static CretoSettings Read(string hocon, params (string Name, string Value)[] environment) =>
        Over(hocon, environment).ToSettings();

    /// <summary>The sentences about a text, be it no HOCON or wrong settings.</summary>
    public static IReadOnlyList<string> Sentences(string hocon)
    {
        try
        {
            return [.. Over(hocon).Check().Select(p => p.Sentence)];
        }
        catch (CretoConfigurationException unreadable)
        {
            return [.. unreadable.Problems.Select(p => p.Sentence)];
        }
    }

    public static string Sentence(string hocon) => Assert.Single(Sentences(hocon));

    /// <summary>A file of the folder <c>hocon</c> at the repository's root.</summary>
    public static string Shipped(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CretoAkka.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The root is not above the tests.");
        return Path.Combine(folder.FullName, "hocon", file);
    }
}

/// <summary>A folder of its own for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creto-");

    public string Path => _folder.FullName;

    public string Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string file, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, file);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
