namespace CretoAkka.Configuration.Hocon;

/// <summary>
/// An object as it was written: of each key all that was assigned to it, oldest first, since the newest may turn out
/// to be unset. Mutable while texts are read into it.
/// </summary>
internal sealed record ObjectExpression(ConfigurationOrigin Origin) : HoconExpression(Origin)
{
    public Dictionary<string, List<HoconExpression>> Fields { get; } = [];

    /// <summary>Assigns <paramref name="value"/>; objects assigned one after the other become one.</summary>
    public void Assign(ReadOnlySpan<string> path, HoconExpression value)
    {
        if (path.Length > 1)
            Child(path[0], value.Origin).Assign(path[1..], value);
        else if (value is ObjectExpression section)
            Child(path[0], value.Origin).Merge(section);
        else
            Assigned(path[0]).Add(value);
    }

    /// <summary>Assigns all that <paramref name="newer"/> holds, which stays as it is.</summary>
    public void Merge(ObjectExpression newer)
    {
        foreach (var (key, values) in newer.Fields)
            foreach (var value in values)
                Assign([key], value);
    }

    private ObjectExpression Child(string key, ConfigurationOrigin origin)
    {
        var assigned = Assigned(key);
        if (assigned.Count > 0 && assigned[^1] is ObjectExpression existing)
            return existing;
        var child = new ObjectExpression(origin);
        assigned.Add(child);
        return child;
    }

    private List<HoconExpression> Assigned(string key)
    {
        if (!Fields.TryGetValue(key, out var assigned))
            Fields[key] = assigned = [];
        return assigned;
    }
}
