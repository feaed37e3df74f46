namespace CretoAkka.Node.Operators;

/// <summary>Shows what a node tells of its circuits.</summary>
internal interface IWatchView
{
    /// <summary>It told of them.</summary>
    void Show(NodeReading node, string json);

    /// <summary>It tells no more for now, and why.</summary>
    void Lost(string why);
}
