using System.Buffers;
using System.Collections.Immutable;

namespace CretoAkka.Configuration.Hocon;

internal sealed partial class HoconReader
{
    private static readonly SearchValues<char> Reserved = SearchValues.Create("$\"{}[]:=,+#`^?!@*&\\");

    private HoconExpression ReadValue()
    {
        _cursor.SkipToItem();
        var start = _cursor.Here;
        var parts = ImmutableArray.CreateBuilder<(string Blanks, HoconExpression Value)>(1);
        while (true)
        {
            var blanks = _cursor.TakeBlanks();
            if (_cursor.AtEnd || _cursor.AtComment || _cursor.Current is '\n' or ',' or '}' or ']')
                break;
            if (parts.Count > 0 && !Joins(parts[^1].Value, _cursor.Current))
                throw _cursor.Expected("the end of the line or a comma");
            parts.Add((blanks, ReadPart()));
        }
        return parts.Count switch
        {
            0 => throw _cursor.Expected($"a value for {HoconText.Key(_path)}"),
            1 => parts[0].Value,
            _ => new ConcatenationExpression(parts.ToImmutable(), start),
        };
    }

    // What a substitution stands for is not known yet.
    private static bool Joins(HoconExpression left, char right) => left switch
    {
        ObjectExpression => right is '{' or '$',
        ArrayExpression => right is '[' or '$',
        TextExpression => right is not ('{' or '['),
        _ => true,
    };

    private HoconExpression ReadPart()
    {
        if (++_values > MostValues)
            throw _cursor.Expected($"at most {MostValues} values in one text");
        var start = _cursor.Here;
        return _cursor.Current switch
        {
            '{' => ReadObject(),
            '[' => ReadArray(),
            '$' => ReadSubstitution(),
            '"' => new TextExpression(ReadQuoted(), start),
            _ => new TextExpression(ReadUnquoted(), start),
        };
    }

    private ArrayExpression ReadArray()
    {
        var opening = _cursor.Here;
        Descend(1);
        _cursor.Take();
        var items = ImmutableArray.CreateBuilder<HoconExpression>();
        _cursor.SkipToItem();
        while (!_cursor.AtEnd && _cursor.Current is not (']' or '}'))
        {
            items.Add(ReadValue());
            SkipSeparator("the end of the line, a comma or ]");
        }
        if (_cursor.AtEnd)
            throw Refuse(opening, "the [ here is never closed");
        if (_cursor.Current != ']')
            throw _cursor.Expected("a value or ]");
        _cursor.Take();
        _depth--;
        return new ArrayExpression(items.ToImmutable(), opening);
    }

    private SubstitutionExpression ReadSubstitution()
    {
        var opening = _cursor.Here;
        if (!_cursor.LooksAt("${"))
            throw _cursor.Expected("${path}, or the text in double quotes");
        _cursor.Take(2);
        var optional = _cursor.Current == '?';
        if (optional)
            _cursor.Take();
        _cursor.TakeBlanks();
        var path = ReadPath();
        _cursor.TakeBlanks();
        if (_cursor.AtEnd)
            throw Refuse(opening, "the ${ here is never closed");
        if (_cursor.Current != '}')
            throw _cursor.Expected("}");
        _cursor.Take();
        return new SubstitutionExpression(under, path, optional, opening);
    }

    private string ReadUnquoted()
    {
        var read = _cursor.TakeWhile(IsTextCharacter);
        return read.Length > 0 ? read : throw _cursor.Expected("a value, or the text in double quotes");
    }

    // The characters that HOCON keeps for itself, and what nobody can see.
    private static bool IsTextCharacter(char c) =>
        !char.IsControl(c) && !char.IsWhiteSpace(c) && c != TextCursor.End && !Reserved.Contains(c);
}
