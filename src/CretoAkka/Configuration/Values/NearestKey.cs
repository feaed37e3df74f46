namespace CretoAkka.Configuration.Values;

/// <summary>Finds what was probably meant.</summary>
internal static class NearestKey
{
    private const int LongestCompared = 200;

    // A key that is right but for its section is likelier than one that looks a little alike.
    private const int OtherSection = 3;

    /// <summary>The known key nearest to <paramref name="wrong"/>; both are dotted paths.</summary>
    public static string Of(string wrong, IEnumerable<string> known)
    {
        var lastWrong = Last(wrong);
        return known
            .OrderBy(key => Math.Min(Distance(wrong, key), Distance(lastWrong, Last(key)) + OtherSection))
            .ThenBy(key => Distance(wrong, key))
            .ThenBy(key => key, StringComparer.Ordinal)
            .First();
    }

    /// <summary>The known word nearest to <paramref name="wrong"/>, or null where none is near.</summary>
    public static string? Close(string wrong, IEnumerable<string> known)
    {
        var nearest = known.MinBy(word => Distance(wrong, word))!;
        return Distance(wrong, nearest) <= Math.Max(1, nearest.Length / 2) ? nearest : null;
    }

    /// <summary>How many characters must be put in, taken out or replaced (Levenshtein).</summary>
    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a[..Math.Min(a.Length, LongestCompared)];
        b = b[..Math.Min(b.Length, LongestCompared)];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(previous[j], current[j - 1]));
            }
            (previous, current) = (current, previous);
        }
        return previous[b.Length];
    }

    private static string Last(string key) => key[(key.LastIndexOf('.') + 1)..];
}
