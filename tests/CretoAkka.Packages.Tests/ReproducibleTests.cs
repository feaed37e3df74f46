using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;

namespace CretoAkka.Packages.Tests;

/// <summary>A small library under the build files of src, in a repository of its own that has a remote.</summary>
public sealed class ReproducibleTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private const string Remote = "https://github.com/example/creto.git";
    private const string Sources = $"https://raw.githubusercontent.com/example/creto/{Commit}/";

    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creto-same-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Packages_are_the_same_bytes_wherever_they_are_made_and_link_the_sources_of_their_commit()
    {
        var (first, second) = (await PackAsync("here"), await PackAsync("somewhere-else"));

        foreach (var file in new[] { "library.nupkg", "library.snupkg" })
            Assert.Equal(
                await File.ReadAllBytesAsync(Path.Combine(first, file)),
                await File.ReadAllBytesAsync(Path.Combine(second, file)));
        var told = Read(Path.Combine(first, "library.nupkg"), "library.nuspec", stream =>
            new StreamReader(stream).ReadToEnd());
        Assert.Contains($"url=\"{Remote}\"", told, StringComparison.Ordinal);
        Assert.Contains($"commit=\"{Commit}\"", told, StringComparison.Ordinal);
        Assert.Contains(
            Sources, Read(Path.Combine(first, "library.snupkg"), "lib/net10.0/library.pdb", Link), StringComparison.Ordinal);
    }

    private async Task<string> PackAsync(string name)
    {
        var root = _folder.CreateSubdirectory(name).FullName;
        foreach (var file in new[] { "src/Directory.Build.props", "src/Directory.Packages.props", "docs/package.md", ".editorconfig" })
            Write(root, file, WorkingCopy.Read(file));
        Write(root, "src/library/library.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><Description>A library.</Description></PropertyGroup></Project>
            """);
        Write(root, "src/library/One.cs", "namespace Library;\n\n/// <summary>One.</summary>\npublic static class One;\n");
        Write(root, "src/library/PublicAPI.Shipped.txt", "#nullable enable\nLibrary.One\n");
        Write(root, "src/library/PublicAPI.Unshipped.txt", "#nullable enable\n");
        // What of a repository the build looks at.
        Write(root, ".git/HEAD", "ref: refs/heads/main\n");
        Write(root, ".git/refs/heads/main", Commit + "\n");
        Write(root, ".git/config", $"[core]\n\trepositoryformatversion = 0\n[remote \"origin\"]\n\turl = {Remote}\n");
        Directory.CreateDirectory(Path.Combine(root, ".git", "objects"));

        var packages = Path.Combine(root, "packages");
        await Command.DotNetAsync(
            root, "pack", "src/library", "-c", "Release", "-nologo", "-v:q", "-o", packages, "-p:CI=true");
        foreach (var file in Directory.EnumerateFiles(packages))
            File.Move(file, Path.Combine(packages, "library" + Path.GetExtension(file)));
        return packages;
    }

    private static void Write(string root, string file, string text)
    {
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static string Read(string package, string entry, Func<Stream, string> read)
    {
        using var zip = ZipFile.OpenRead(package);
        using var stream = new MemoryStream();
        using (var from = zip.GetEntry(entry)!.Open())
            from.CopyTo(stream);
        stream.Position = 0;
        return read(stream);
    }

    private static string Link(Stream symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(symbols, MetadataStreamOptions.LeaveOpen);
        var pdb = provider.GetMetadataReader();
        var link = pdb.CustomDebugInformation.Select(handle => pdb.GetCustomDebugInformation(handle))
            .Single(information => pdb.GetGuid(information.Kind) == SourceLink);
        return Encoding.UTF8.GetString(pdb.GetBlobBytes(link.Value));
    }
}
