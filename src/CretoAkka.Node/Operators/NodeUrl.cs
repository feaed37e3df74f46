namespace CretoAkka.Node.Operators;

/// <summary>Where a node serves HTTP, and the token for acts if the link brought one.</summary>
/// <param name="Root">Its address without a path.</param>
/// <param name="Token">From the link that the demo prints; null: it brought none.</param>
internal sealed record NodeUrl(Uri Root, string? Token)
{
    private const string Scheme = "http://";
    private const string TokenMark = "#token=";

    /// <summary>The circuits, once.</summary>
    public Uri Circuits => new(Root, "/api/circuits");

    /// <summary>The circuits, again and again.</summary>
    public Uri Stream => new(Root, "/api/circuits/stream");

    /// <summary>Reads an address with or without <c>http://</c>, or a link to the node's page.</summary>
    public static NodeUrl? TryParse(string text)
    {
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : Scheme + text;
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")
            || url.UserInfo.Length > 0)
            return null;
        var token = url.Fragment.StartsWith(TokenMark, StringComparison.Ordinal)
            ? Uri.UnescapeDataString(url.Fragment[TokenMark.Length..])
            : null;
        return new NodeUrl(new Uri(url.GetLeftPart(UriPartial.Authority)), token is "" ? null : token);
    }

    /// <summary>Where an act on a peer is asked for.</summary>
    public Uri Act(string peer, string act) => new(Root, $"/api/circuits/{Uri.EscapeDataString(peer)}/{act}");

    /// <inheritdoc/>
    public override string ToString() => Root.GetLeftPart(UriPartial.Authority);
}
