namespace CretoAkka.Node.Operators;

/// <summary>Each telling as one line of JSON, for programs.</summary>
internal sealed class JsonWatch(TextWriter output, TextWriter error) : IWatchView
{
    public void Show(NodeReading node, string json) => output.WriteLine(json.ReplaceLineEndings(""));

    public void Lost(string why) => error.WriteLine(why);
}
