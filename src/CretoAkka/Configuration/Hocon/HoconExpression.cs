using System.Collections.Immutable;

namespace CretoAkka.Configuration.Hocon;

/// <summary>A value as it was written, before substitutions are looked up.</summary>
internal abstract record HoconExpression(ConfigurationOrigin Origin);

/// <summary>A plain or quoted text.</summary>
internal sealed record TextExpression(string Text, ConfigurationOrigin Origin) : HoconExpression(Origin);

/// <summary>A list.</summary>
internal sealed record ArrayExpression(ImmutableArray<HoconExpression> Items, ConfigurationOrigin Origin)
    : HoconExpression(Origin);

/// <summary>
/// <c>${path}</c> or <c>${?path}</c>; in an included text the path is looked for below the place of inclusion first.
/// </summary>
internal sealed record SubstitutionExpression(
    ImmutableArray<string> Base, ImmutableArray<string> Path, bool Optional, ConfigurationOrigin Origin)
    : HoconExpression(Origin)
{
    // Two substitutions written alike in two places are two: a cycle is one that meets itself.
    public bool Equals(SubstitutionExpression? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>Values side by side on one line, each with the blanks before it.</summary>
internal sealed record ConcatenationExpression(
    ImmutableArray<(string Blanks, HoconExpression Value)> Parts, ConfigurationOrigin Origin) : HoconExpression(Origin);

/// <summary>A value that is already known.</summary>
internal sealed record NodeExpression(ConfigurationNode Node) : HoconExpression(Node.Origin);
