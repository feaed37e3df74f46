using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CretoAkka.Node.Operators;

/// <summary>A table that is drawn again in place.</summary>
internal sealed class TableWatch(IAnsiConsole terminal) : IWatchView
{
    private NodeReading _last = new();
    private int _lines;

    public void Show(NodeReading node, string json)
    {
        _last = node;
        Draw(new Text(CircuitText.Head(node)));
    }

    public void Lost(string why) => Draw(new Markup($"[red]{Markup.Escape(CircuitText.Printable(why))}[/]"));

    internal static Table TableOf(NodeReading node)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in CircuitText.Columns)
            table.AddColumn(column);
        foreach (var circuit in node.Circuits)
            table.AddRow(CircuitText.Row(circuit).Select((cell, i) => (IRenderable)(i == 1
                ? new Markup($"[{ColourOf(circuit)}]{Markup.Escape(cell)}[/]")
                : new Text(cell))));
        return table;
    }

    private void Draw(IRenderable head)
    {
        var segments = new Rows(head, TableOf(_last)).GetSegments(terminal).ToArray();
        if (_lines > 0)
            terminal.Write(new ControlCode(string.Create(CultureInfo.InvariantCulture, $"\u001b[{_lines}F\u001b[J")));
        terminal.Write(new Rows(head, TableOf(_last)));
        _lines = Segment.SplitLines(segments).Count;
    }

    private static string ColourOf(CircuitReading circuit) => circuit switch
    {
        { State: "Open" } => "red",
        { State: "Closed", Suspected: false } => "green",
        _ => "yellow",
    };
}
