namespace CretoAkka.Configuration.Hocon;

internal sealed partial class HoconReader
{
    private const string IncludeWord = "include";

    // A key may be called include too: what follows decides.
    private bool IsInclude()
    {
        if (!_cursor.LooksAt(IncludeWord) || !TextCursor.IsBlank(_cursor.PeekAt(IncludeWord.Length)))
            return false;
        var next = IncludeWord.Length;
        while (TextCursor.IsBlank(_cursor.PeekAt(next)))
            next++;
        return _cursor.PeekAt(next) is not ('=' or ':' or '{' or '+');
    }

    private ObjectExpression ReadInclude()
    {
        var at = _cursor.Here;
        _cursor.Take(IncludeWord.Length);
        _cursor.TakeBlanks();
        var open = 0;
        foreach (var wrapper in new[] { "required(", "file(" })
        {
            if (!_cursor.LooksAt(wrapper))
                continue;
            _cursor.Take(wrapper.Length);
            _cursor.TakeBlanks();
            open++;
        }
        if (_cursor.Current != '"')
            throw _cursor.Expected("the name of a file in double quotes after include");
        var file = ReadQuoted();
        for (; open > 0; open--)
        {
            _cursor.TakeBlanks();
            if (_cursor.Current != ')')
                throw _cursor.Expected(")");
            _cursor.Take();
        }
        return include(file, [.. _path], at);
    }
}
