using System.Collections.Immutable;
using System.Globalization;

namespace CretoAkka.Configuration.Values;

/// <summary>A list of places where nodes serve HTTP; as one text, they stand between commas.</summary>
internal sealed class NodeAddresses(int most) : ValueKind<ImmutableArray<string>>
{
    private const int Longest = 256;

    public override string Expected => string.Create(
        CultureInfo.InvariantCulture, $"a list of at most {most} addresses like http://host:5080, without a path");

    public override bool IsList => true;

    public override bool TryRead(string text, out ImmutableArray<string> value, out string? meant)
    {
        meant = null;
        var inside = text.Trim() is ['[', .. var listed, ']'] ? listed : text;
        value = [.. inside.Split(',').Select(one => one.Trim().TrimEnd('/')).Where(one => one.Length > 0)];
        return true;
    }

    public override bool Allows(ImmutableArray<string> value) =>
        !value.IsDefault && value.Length <= most && value.All(IsAddress);

    public override string Write(ImmutableArray<string> value) =>
        $"[{string.Join(", ", value.IsDefault ? [] : value)}]";

    // Written as a browser writes an origin, so that the two can be compared as texts.
    private static bool IsAddress(string address) =>
        address is { Length: <= Longest }
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority) == address
        && uri.UserInfo.Length == 0;
}
