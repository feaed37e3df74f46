namespace CretoAkka.Node.Input;

/// <summary>One operation on the replicated store.</summary>
/// <param name="Key">The key: no white space in it.</param>
/// <param name="Value">The value to put; null: a read.</param>
internal readonly record struct Operation(string Key, string? Value)
{
    /// <summary>Whether nothing changes.</summary>
    public bool IsRead => Value is null;
}
