namespace CretoAkka.Configuration.Values;

/// <summary>A value, or the word that stands for none.</summary>
internal sealed class Optional<T>(string none, ValueKind<T> kind) : ValueKind<T?> where T : struct
{
    public override string Expected => $"{none} or {kind.Expected}";

    public override bool TryRead(string text, out T? value, out string? meant)
    {
        (value, meant) = (null, null);
        if (text == none)
            return true;
        if (kind.TryRead(text, out var some, out meant))
        {
            value = some;
            return true;
        }
        meant ??= NearestKey.Close(text, [none]);
        return false;
    }

    public override bool Allows(T? value) => value is not { } some || kind.Allows(some);

    public override string Write(T? value) => value is { } some ? kind.Write(some) : none;
}
