namespace CretoAkka.Configuration.Values;

/// <summary>One of a few words; a value that several words mean is written as the first of them.</summary>
internal sealed class Choice<T>(params (string Word, T Value)[] choices) : ValueKind<T> where T : struct
{
    public override string Expected =>
        $"{string.Join(", ", choices[..^1].Select(c => c.Word))} or {choices[^1].Word}";

    public override bool TryRead(string text, out T value, out string? meant)
    {
        var index = Array.FindIndex(choices, c => c.Word == text);
        value = index < 0 ? default : choices[index].Value;
        meant = index < 0 ? NearestKey.Close(text, choices.Select(c => c.Word)) : null;
        return index >= 0;
    }

    public override bool Allows(T value) => choices.Any(c => c.Value.Equals(value));

    public override string Write(T value) =>
        choices.Where(c => c.Value.Equals(value)).Select(c => c.Word).FirstOrDefault() ?? value.ToString()!;
}

internal static class Choices
{
    public static readonly Choice<bool> Switch =
        new(("on", true), ("off", false), ("true", true), ("false", false), ("yes", true), ("no", false));
}
