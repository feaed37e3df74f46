using System.Globalization;
using System.Text;

namespace CretoAkka.Configuration.Hocon;

internal sealed partial class HoconReader
{
    private const string ThreeQuotes = "\"\"\"";

    private string ReadQuoted()
    {
        var opening = _cursor.Here;
        if (_cursor.LooksAt(ThreeQuotes))
            return ReadRaw(opening);
        _cursor.Take();
        var read = new StringBuilder();
        while (_cursor.Current != '"')
        {
            if (_cursor.AtEnd || _cursor.Current == '\n')
                throw Refuse(opening, "the quote here is never closed");
            read.Append(_cursor.Current == '\\' ? ReadEscape() : _cursor.Take());
        }
        _cursor.Take();
        return read.ToString();
    }

    // Between three quotes nothing is escaped; of more than three at the end the first belong to the text.
    private string ReadRaw(ConfigurationOrigin opening)
    {
        _cursor.Take(ThreeQuotes.Length);
        var read = new StringBuilder();
        while (!_cursor.LooksAt(ThreeQuotes) || _cursor.LooksAt(ThreeQuotes + "\""))
        {
            if (_cursor.AtEnd)
                throw Refuse(opening, "the three quotes here are never closed");
            read.Append(_cursor.Take());
        }
        _cursor.Take(ThreeQuotes.Length);
        return read.ToString();
    }

    private char ReadEscape()
    {
        var at = _cursor.Here;
        _cursor.Take();
        switch (_cursor.AtEnd ? ' ' : _cursor.Take())
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when ushort.TryParse(
                _cursor.Take(4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                return (char)code;
            default:
                throw Refuse(at, """a \ in quotes needs one of " \ / b f n r t, or u and four hex digits, behind it""");
        }
    }
}
