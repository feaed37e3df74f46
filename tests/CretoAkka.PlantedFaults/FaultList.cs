namespace CretoAkka.PlantedFaults;

/// <summary>
/// Reads the list of faults: blocks of <c>key: value</c>, parted by empty lines; # begins a comment line.
/// </summary>
internal static class FaultList
{
    private static readonly string[] Keys = ["decision", "fault", "file", "original", "replacement", "tests"];

    public static IReadOnlyList<Fault> Read(string path)
    {
        var faults = new List<Fault>();
        var block = new Dictionary<string, string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(path).Append(""))
        {
            number++;
            if (line.StartsWith('#'))
                continue;
            if (line.Length > 0)
                AddLine(block, line, number);
            else if (block.Count > 0)
            {
                faults.Add(ToFault(block, number));
                block.Clear();
            }
        }
        return faults;
    }

    private static void AddLine(Dictionary<string, string> block, string line, int number)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0 || !Keys.Contains(line[..colon], StringComparer.Ordinal))
            throw new PlantedFaultsException($"faults.txt, line {number}: expected one of {string.Join(", ", Keys)}.");
        if (!block.TryAdd(line[..colon], line[(colon + 2)..]))
            throw new PlantedFaultsException($"faults.txt, line {number}: {line[..colon]} is given twice.");
    }

    private static Fault ToFault(Dictionary<string, string> block, int number)
    {
        var missing = Array.Find(Keys, key => !block.ContainsKey(key));
        if (missing is not null)
            throw new PlantedFaultsException($"faults.txt: the block before line {number} has no {missing}.");
        return new Fault(
            block["decision"], block["fault"], block["file"], block["original"], block["replacement"], block["tests"]);
    }
}
