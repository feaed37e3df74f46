namespace CretoAkka.Configuration.Values;

/// <summary>A text that proves something, or nothing: it is read, and never written.</summary>
internal sealed class Secret(int least, int most) : ValueKind<string>
{
    /// <summary>What stands in its place. Too short to be taken for one.</summary>
    public const string Mask = "***";

    public override string Expected => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"nothing, or a text of {least} to {most} visible ASCII characters without blanks");

    public override bool IsSecret => true;

    public override bool TryRead(string text, out string value, out string? meant)
    {
        (value, meant) = (text, null);
        return true;
    }

    // What can stand in a header of HTTP, and be compared byte by byte.
    public override bool Allows(string value) =>
        value is { Length: 0 }
        || (value?.Length >= least && value.Length <= most && value.All(c => c is > ' ' and < '\x7f'));

    public override string Write(string value) => string.IsNullOrEmpty(value) ? "" : Mask;
}
