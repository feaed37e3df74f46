namespace CretoAkka.Node.Operators;

/// <summary>A line for each change, for files and pipes: at first all circuits, then what changes.</summary>
internal sealed class LinesWatch(TextWriter output, TextWriter error) : IWatchView
{
    private readonly Dictionary<string, string> _last = new(StringComparer.Ordinal);
    private string _head = "";

    public void Show(NodeReading node, string json)
    {
        var head = CircuitText.Head(node);
        if (head != _head)
            output.WriteLine(_head = head);
        foreach (var circuit in node.Circuits)
        {
            var position = CircuitText.Position(circuit);
            if (_last.TryGetValue(circuit.Peer, out var before) && before == position)
                continue;
            _last[circuit.Peer] = position;
            output.WriteLine(CircuitText.Change(node, circuit));
        }
        foreach (var gone in _last.Keys.Except(node.Circuits.Select(c => c.Peer), StringComparer.Ordinal).ToList())
        {
            _last.Remove(gone);
            output.WriteLine($"{CircuitText.Printable(node.Node)}: {CircuitText.Printable(gone)} is no peer any more");
        }
    }

    public void Lost(string why) => error.WriteLine(why);
}
