using System.Globalization;
using System.Text;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Input;

/// <summary>
/// Reads one line of <c>--input</c>: <c>PUT key value</c>, where the value is the rest of the line, or <c>GET
/// key</c>.
/// </summary>
internal static class OperationLine
{
    /// <summary>
    /// The operation of a line; null with an <paramref name="error"/> where it is wrong, null without one where it is
    /// blank or a comment (#).
    /// </summary>
    public static Operation? Parse(string line, out string? error)
    {
        error = null;
        line = line.TrimEnd('\r').TrimStart();
        if (line.Trim().Length == 0 || line[0] == '#')
            return null;
        var verb = Word(line, out var rest);
        var key = Word(rest.TrimStart(), out var value);
        error = Fault(verb, key, value);
        return error is not null ? null : new Operation(key, verb == "PUT" ? value : null);
    }

    private static string? Fault(string verb, string key, string value) => verb switch
    {
        not ("PUT" or "GET") => $"expected PUT key value or GET key, not '{Shorten(verb)}'.",
        _ when key.Length == 0 => $"{verb} without a key.",
        _ when Bytes(key) > KeyValueLimits.Key => TooLong("key", KeyValueLimits.Key, Bytes(key)),
        "PUT" when value.Length == 0 => "PUT without a value.",
        "PUT" when Bytes(value) > KeyValueLimits.Value => TooLong("value", KeyValueLimits.Value, Bytes(value)),
        "GET" when value.Trim().Length > 0 => $"GET takes one key, and '{Shorten(value)}' follows it.",
        _ => null,
    };

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    private static string TooLong(string what, int most, int bytes) => string.Create(
        CultureInfo.InvariantCulture, $"a {what} has at most {most} bytes of UTF-8, and this one has {bytes}.");

    /// <summary>
    /// The first word; what follows starts after one separator, so that a value keeps its own white space.
    /// </summary>
    private static string Word(string text, out string rest)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\t');
        rest = end < 0 ? "" : text[(end + 1)..];
        return end < 0 ? text : text[..end];
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "...");
}
