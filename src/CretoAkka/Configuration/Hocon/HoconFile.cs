using System.Collections.Immutable;
using System.Text;

namespace CretoAkka.Configuration.Hocon;

/// <summary>Reads files, and what they include: relative to themselves, no file inside itself.</summary>
internal sealed class HoconFile
{
    private const int MostBytes = 16 * 1024 * 1024;
    private const int DeepestInclusion = 16;
    private const int MostFiles = 1_000;

    // Bytes that are no text are an error, not question marks.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int _files;

    private HoconFile()
    {
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="CretoConfigurationException">It cannot be read, or not as HOCON.</exception>
    public static ObjectExpression Read(string path) =>
        new HoconFile().Read(path, [], [], new ConfigurationOrigin(path));

    /// <summary>Reads a text that is in no file, and so may include none.</summary>
    public static ObjectExpression ReadText(string text, string name)
    {
        if (text.Length > MostBytes)
            throw Refuse(new ConfigurationOrigin(name, 1, 1), $"a configuration has at most {MostBytes} characters");
        return new HoconReader(text, name, [], RefuseToInclude).ReadText();
    }

    /// <summary>Reads a key that stands alone.</summary>
    public static ImmutableArray<string> ReadPath(string key, string name) =>
        new HoconReader(key, name, [], RefuseToInclude).ReadOnlyPath();

    private ObjectExpression Read(
        string path, ImmutableArray<string> under, ImmutableStack<string> including, ConfigurationOrigin at)
    {
        var full = FullPath(path, at);
        if (including.Contains(full))
            throw Refuse(at, $"{HoconText.Quote(path)} includes itself");
        if (including.Count() >= DeepestInclusion)
            throw Refuse(at, $"at most {DeepestInclusion} files may include each other in a row");
        if (++_files > MostFiles)
            throw Refuse(at, $"at most {MostFiles} files may be included in all");

        var inside = including.Push(full);
        ObjectExpression Include(string file, ImmutableArray<string> below, ConfigurationOrigin place) =>
            Read(Path.Combine(Path.GetDirectoryName(path) ?? "", file), below, inside, place);
        return new HoconReader(ReadText(full, path, at), path, under, Include).ReadText();
    }

    private static ObjectExpression RefuseToInclude(
        string file, ImmutableArray<string> under, ConfigurationOrigin at) =>
        throw Refuse(at, $"only a file can include a file, here {HoconText.Quote(file)}");

    private static string ReadText(string full, string path, ConfigurationOrigin at)
    {
        try
        {
            // A device or a pipe may have no end; only what is wanted is read of it.
            using var stream = File.OpenRead(full);
            var bytes = new byte[Math.Min(stream.CanSeek ? stream.Length : MostBytes, MostBytes) + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MostBytes)
                throw Refuse(at, $"{HoconText.Quote(path)} is longer than {MostBytes} bytes");
            return Utf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Refuse(at, $"{HoconText.Quote(path)} is not UTF-8 text");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refuse(at, $"there is no file {HoconText.Quote(path)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Refuse(at, $"the file {HoconText.Quote(path)} cannot be read ({e.GetType().Name})");
        }
    }

    private static string FullPath(string path, ConfigurationOrigin at)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception e) when (e is ArgumentException or PathTooLongException or NotSupportedException)
        {
            throw Refuse(at, $"{HoconText.Quote(path)} is not the name of a file");
        }
    }

    private static CretoConfigurationException Refuse(ConfigurationOrigin at, string why) =>
        new(ConfigurationProblem.OfText(at, why, found: null));
}
