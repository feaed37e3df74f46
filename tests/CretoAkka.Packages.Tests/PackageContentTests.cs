using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace CretoAkka.Packages.Tests;

/// <summary>What is in each package.</summary>
[Collection("packages")]
public sealed class PackageContentTests(PackageFeed feed)
{
    // The node is the tool; these are no packages of their own.
    private static readonly string[] NotPacked = ["CretoAkka.Pbft", "CretoAkka.Simulation", "Akka.Logger.Serilog"];

    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private static IEnumerable<string> Libraries => WorkingCopy.FilesIn("src", ".csproj")
        .Where(path => path.Count(c => c == '/') == 2)
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Where(name => name != "CretoAkka.Node" && !NotPacked.Contains(name, StringComparer.Ordinal));

    [Fact]
    public void Every_library_is_a_package_and_the_node_is_the_tool()
    {
        Assert.Equal(
            Libraries.Append("creto").Order(StringComparer.Ordinal), feed.Packages.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("CretoAkka.Testing", feed.Packages.Keys);
        Assert.Subset(feed.Packages.Keys.ToHashSet(), feed.Symbols.Keys.ToHashSet());
        Assert.Superset(Libraries.ToHashSet(), feed.Symbols.Keys.ToHashSet());
    }

    [Fact]
    public void A_package_says_what_it_is_and_under_which_licence() => Assert.All(feed.Packages, package =>
    {
        using var zip = ZipFile.OpenRead(package.Value);
        var told = Nuspec(zip);
        Assert.Equal(PackageFeed.Version, told("version"));
        Assert.Equal("Apache-2.0", told("license"));
        Assert.Equal("README.md", told("readme"));
        Assert.NotNull(zip.GetEntry("README.md"));
        Assert.True(told("description").Length > 20, "a description of more than a few words");
        Assert.StartsWith("0.", told("version"), StringComparison.Ordinal);
    });

    [Fact]
    public void A_library_brings_its_documentation_and_depends_on_what_it_is_used_with()
    {
        foreach (var library in Libraries)
        {
            using var zip = ZipFile.OpenRead(feed.Packages[library]);
            Assert.NotNull(zip.GetEntry($"lib/net10.0/{library}.dll"));
            Assert.NotNull(zip.GetEntry($"lib/net10.0/{library}.xml"));
        }
        Assert.Equal(["Akka", "Akka.Remote", "CretoAkka.Core", "Google.Protobuf"], Dependencies("CretoAkka"));
        Assert.Empty(Dependencies("CretoAkka.Core"));
        Assert.Equal(["Akka.TestKit", "CretoAkka"], Dependencies("CretoAkka.Testing"));
    }

    [Fact]
    public void Symbols_bring_the_sources_and_belong_to_the_assembly()
    {
        foreach (var library in Libraries)
        {
            using var assembly = new PEReader(Read(feed.Packages[library], $"lib/net10.0/{library}.dll"));
            var entries = assembly.ReadDebugDirectory();
            Assert.Contains(entries, entry => entry.Type == DebugDirectoryEntryType.Reproducible);

            using var symbols = MetadataReaderProvider.FromPortablePdbStream(
                Read(feed.Symbols[library], $"lib/net10.0/{library}.pdb"));
            var pdb = symbols.GetMetadataReader();
            var written = entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
            Assert.Equal(
                assembly.ReadCodeViewDebugDirectoryData(written).Guid,
                new BlobContentId(pdb.DebugMetadataHeader!.Id).Guid);
            Assert.NotEmpty(pdb.Documents);
            Assert.All(pdb.Documents, document => Assert.True(HasSource(pdb, document), library));
        }
    }

    private static bool HasSource(MetadataReader pdb, DocumentHandle document) =>
        pdb.GetCustomDebugInformation(document)
            .Any(handle => pdb.GetGuid(pdb.GetCustomDebugInformation(handle).Kind) == EmbeddedSource);

    private static MemoryStream Read(string package, string entry)
    {
        using var zip = ZipFile.OpenRead(package);
        using var from = zip.GetEntry(entry)!.Open();
        var stream = new MemoryStream();
        from.CopyTo(stream);
        stream.Position = 0;
        return stream;
    }

    private static Func<string, string> Nuspec(ZipArchive zip)
    {
        var metadata = Metadata(zip);
        return name => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value ?? "";
    }

    private static XElement Metadata(ZipArchive zip)
    {
        using var text = zip.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(text).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private IEnumerable<string> Dependencies(string package)
    {
        using var zip = ZipFile.OpenRead(feed.Packages[package]);
        return
        [
            .. Metadata(zip).Descendants().Where(element => element.Name.LocalName == "dependency")
                .Select(element => element.Attribute("id")!.Value).Order(StringComparer.Ordinal),
        ];
    }
}
