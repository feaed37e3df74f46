using System.Collections.Immutable;

namespace CretoAkka.Configuration.Hocon;

/// <summary>
/// Reads a HOCON text, or says in one sentence where it is wrong. Everything it builds is bounded: nesting, the
/// number of values and, by whoever hands it over, the text. One reader reads one text.
/// </summary>
/// <remarks>
/// Akka's own parser never returns from some texts (<c>a = [}</c>), accepts others that are incomplete, and takes
/// <c>${?X}</c> for the text X. Therefore no text of a user's reaches it.
/// </remarks>
internal sealed partial class HoconReader(
    string text, string source, ImmutableArray<string> under, HoconReader.IncludeReader include)
{
    /// <summary>Objects, lists and the segments of paths inside each other at most.</summary>
    public const int DeepestNesting = 64;

    /// <summary>Values in a text at most.</summary>
    public const int MostValues = 100_000;

    private readonly TextCursor _cursor = new(text, source);
    private readonly List<string> _path = [.. under];
    private int _depth;
    private int _values;

    /// <summary>
    /// Reads what <paramref name="file"/> names, seen from the text that includes it at <paramref name="at"/>.
    /// </summary>
    public delegate ObjectExpression IncludeReader(string file, ImmutableArray<string> under, ConfigurationOrigin at);

    /// <summary>Reads the whole text; the braces around it are optional.</summary>
    public ObjectExpression ReadText()
    {
        _cursor.SkipToItem();
        var root = new ObjectExpression(_cursor.Here);
        if (_cursor.Current == '{')
        {
            root = ReadObject();
            _cursor.SkipToItem();
            return _cursor.AtEnd ? root : throw _cursor.Expected("nothing after the closing }");
        }
        ReadFields(root);
        return _cursor.AtEnd ? root : throw _cursor.Expected("a key (there is no { that this would close)");
    }

    /// <summary>Reads a path that stands alone.</summary>
    public ImmutableArray<string> ReadOnlyPath()
    {
        var path = ReadPath();
        return _cursor.AtEnd ? path : throw _cursor.Expected("nothing after the key");
    }

    private ObjectExpression ReadObject()
    {
        var opening = _cursor.Here;
        Descend(1);
        _cursor.Take();
        var read = new ObjectExpression(opening);
        ReadFields(read);
        if (_cursor.AtEnd)
            throw Refuse(opening, "the { here is never closed");
        if (_cursor.Current != '}')
            throw _cursor.Expected("a key or }");
        _cursor.Take();
        _depth--;
        return read;
    }

    // Until a closing bracket or the end, which the caller looks at.
    private void ReadFields(ObjectExpression into)
    {
        _cursor.SkipToItem();
        while (!_cursor.AtEnd && _cursor.Current is not ('}' or ']'))
        {
            if (IsInclude())
                into.Merge(ReadInclude());
            else
                ReadField(into);
            SkipSeparator("the end of the line, a comma or }");
        }
    }

    private void ReadField(ObjectExpression into)
    {
        var path = ReadPath();
        Descend(path.Length);
        _path.AddRange(path);
        _cursor.TakeBlanks();
        if (_cursor.LooksAt("+="))
            throw _cursor.Expected("= (appending by += is not supported: assign the whole list)");
        if (_cursor.Current is '=' or ':')
            _cursor.Take();
        else if (_cursor.Current != '{')
            throw _cursor.Expected($"= or {{ after the key {HoconText.Key(path)}");

        into.Assign(path.AsSpan(), ReadValue());
        _path.RemoveRange(_path.Count - path.Length, path.Length);
        _depth -= path.Length;
    }

    private ImmutableArray<string> ReadPath()
    {
        var segments = ImmutableArray.CreateBuilder<string>();
        while (true)
        {
            segments.Add(_cursor.Current == '"' ? ReadQuoted() : ReadPlainSegment());
            if (segments.Count > DeepestNesting)
                throw TooDeep();
            if (_cursor.Current != '.')
                return segments.ToImmutable();
            _cursor.Take();
        }
    }

    private string ReadPlainSegment()
    {
        var segment = _cursor.TakeWhile(IsKeyCharacter);
        return segment.Length > 0 ? segment : throw _cursor.Expected("a key, in double quotes where it is not plain");
    }

    private void SkipSeparator(string expected)
    {
        _cursor.TakeBlanks();
        var separated = _cursor.AtEnd || _cursor.AtComment || _cursor.Current is '\n' or ',' or '}' or ']';
        if (!separated)
            throw _cursor.Expected(expected);
        _cursor.SkipToItem();
        if (_cursor.Current != ',')
            return;
        _cursor.Take();
        _cursor.SkipToItem();
    }

    private void Descend(int levels)
    {
        _depth += levels;
        if (_depth > DeepestNesting)
            throw TooDeep();
    }

    private CretoConfigurationException TooDeep() => _cursor.Expected($"at most {DeepestNesting} levels of nesting");

    private static CretoConfigurationException Refuse(ConfigurationOrigin at, string why) =>
        new(ConfigurationProblem.OfText(at, why, found: null));

    private static bool IsKeyCharacter(char c) => IsTextCharacter(c) && c != '.';
}
