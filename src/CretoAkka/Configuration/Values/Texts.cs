using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Akka.Actor;

namespace CretoAkka.Configuration.Values;

/// <summary>Any text up to a length.</summary>
internal sealed class ShortText(int most) : ValueKind<string>
{
    public override string Expected =>
        string.Create(CultureInfo.InvariantCulture, $"a text of at most {most} characters");

    public override bool TryRead(string text, [MaybeNullWhen(false)] out string value, out string? meant)
    {
        (value, meant) = (text, null);
        return true;
    }

    public override bool Allows(string value) => value is not null && value.Length <= most;

    public override string Write(string value) => value ?? "";
}

/// <summary>The full path of an actor, or nothing.</summary>
internal sealed class ActorAddress : ValueKind<string?>
{
    private const int Longest = 1024;

    public override string Expected => "the full path of an actor, like akka.tcp://system@host:2551/user/replica";

    public override bool TryRead(string text, out string? value, out string? meant)
    {
        (value, meant) = (text, null);
        return true;
    }

    public override bool Allows(string? value) =>
        value is null
        || (value.Length <= Longest
            && ActorPath.TryParse(value, out var path)
            && path.Elements.Count > 0
            && path.Elements[0] is "user" or "system"
            && (path.Address.HasLocalScope || path.Address.Port > 0));

    public override string Write(string? value) => value ?? "";
}
