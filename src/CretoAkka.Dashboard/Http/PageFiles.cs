using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace CretoAkka.Dashboard.Http;

/// <summary>A file of the page. Immutable.</summary>
/// <param name="Name">Its path below the page.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Tag">Tells its content from another's.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record PageFile(string Name, string Type, string Tag, ReadOnlyMemory<byte> Bytes);

/// <summary>The page's files, out of this assembly.</summary>
internal static class PageFiles
{
    private const string Prefix = "page/";
    private const string IndexName = "index.html";

    /// <summary>The page itself, with <c>{page}</c> and <c>{api}</c> where its paths are to stand.</summary>
    public static string Index { get; } = Encoding.UTF8.GetString(Read(Prefix + IndexName));

    /// <summary>All others.</summary>
    public static ImmutableArray<PageFile> All { get; } =
    [
        .. typeof(PageFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name != Prefix + IndexName)
            .Select(name => Make(name[Prefix.Length..].Replace('\\', '/'), Read(name))),
    ];

    private static PageFile Make(string name, byte[] bytes) => new(
        name, TypeOf(Path.GetExtension(name)), $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"", bytes);

    private static string TypeOf(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
