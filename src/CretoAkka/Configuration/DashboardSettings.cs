using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CretoAkka.Configuration;

/// <summary>The live page. Section <c>creto.dashboard</c>. Immutable.</summary>
public sealed record DashboardSettings
{
    /// <summary>Nobody may do anything by the page, and it shows one node.</summary>
    public static readonly DashboardSettings ReadOnly = new() { AllowControl = false, Token = "", Nodes = [] };

    /// <summary>
    /// Whether whoever has <see cref="Token"/> may force, reset and release circuits by HTTP. Key <c>allow-control</c>.
    /// </summary>
    public required bool AllowControl { get; init; }

    /// <summary>
    /// What proves that somebody may: visible ASCII characters, 16 to 256, or none where nobody may. Key <c>token</c>.
    /// Never shown: not by reports, nor by <c>ToString</c>.
    /// </summary>
    public required string Token { get; init; }

    /// <summary>
    /// The nodes that one page shows, this one among them: where each serves HTTP, <c>http://host:port</c>, at most 64.
    /// Key <c>nodes</c>.
    /// </summary>
    public required ImmutableArray<string> Nodes { get; init; }

    /// <summary>Whether all values are equal, each node's address too.</summary>
    public bool Equals(DashboardSettings? other) =>
        other is not null
        && AllowControl == other.AllowControl
        && Token == other.Token
        && Nodes.AsSpan().SequenceEqual(other.Nodes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(AllowControl, Token, Nodes.IsDefault ? 0 : Nodes.Length);

    // Whoever prints settings must not print a secret.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"AllowControl = {AllowControl}, Nodes = [{string.Join(", ", Nodes.IsDefault ? [] : Nodes)}]");
        return true;
    }
}
