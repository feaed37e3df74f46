namespace CretoAkka.Configuration.Hocon;

/// <summary>
/// A place in a text, and what is there. Carriage returns are blanks, so that both line endings are one.
/// </summary>
internal sealed class TextCursor(string text, string source)
{
    private int _index = text.StartsWith('\uFEFF') ? 1 : 0;
    private int _line = 1;
    private int _lineStart = text.StartsWith('\uFEFF') ? 1 : 0;

    /// <summary>The end of the text, as a character that no text holds.</summary>
    public const char End = '\uFFFF';

    public ConfigurationOrigin Here => new(source, _line, _index - _lineStart + 1);

    public bool AtEnd => _index >= text.Length;

    public char Current => AtEnd ? End : text[_index];

    public bool AtComment => Current == '#' || LooksAt("//");

    public bool LooksAt(string expected) =>
        string.CompareOrdinal(text, _index, expected, 0, expected.Length) == 0;

    public char PeekAt(int offset) => _index + offset < text.Length ? text[_index + offset] : End;

    public static bool IsBlank(char c) => c != '\n' && char.IsWhiteSpace(c);

    public char Take()
    {
        var taken = text[_index++];
        if (taken == '\n')
            (_line, _lineStart) = (_line + 1, _index);
        return taken;
    }

    /// <summary>Takes <paramref name="count"/> characters, or as many as there are.</summary>
    public string Take(int count)
    {
        var start = _index;
        while (count-- > 0 && !AtEnd)
            Take();
        return text[start.._index];
    }

    public string TakeWhile(Func<char, bool> wanted)
    {
        var start = _index;
        while (!AtEnd && wanted(text[_index]) && !AtComment)
            Take();
        return text[start.._index];
    }

    /// <summary>Takes blanks on this line.</summary>
    public string TakeBlanks() => TakeWhile(IsBlank);

    /// <summary>Takes everything between two items but commas: blanks, line ends and comments.</summary>
    public void SkipToItem()
    {
        while (!AtEnd)
        {
            if (char.IsWhiteSpace(Current))
                Take();
            else if (AtComment)
                SkipLine();
            else
                return;
        }
    }

    /// <summary>What is here, for a sentence.</summary>
    public string Found()
    {
        if (AtEnd)
            return "the end of the text";
        return Current == '\n' ? "the end of the line" : HoconText.Quote(Current.ToString());
    }

    public CretoConfigurationException Expected(string what) =>
        new(ConfigurationProblem.OfText(Here, what, Found()));

    private void SkipLine()
    {
        while (!AtEnd && Current != '\n')
            Take();
    }
}
