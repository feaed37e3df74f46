namespace CretoAkka.Node.Operators;

/// <summary>Where a node serves HTTP, and the token for acts if the link brought one.</summary>
/// <param name="Root">Its address without a path.</param>
/// <param name="Token">From the link that the demo prints; null: it brought none.</param>
internal sealed record NodeUrl(Uri Root, string? Token)
{
    private const string Scheme = "http://";
    private const string TokenMark = "#token=";
    private const string InstanceMark = "instance=";

    /// <summary>Which circuits, of those that have a name; null: those that the page shows unasked.</summary>
    public string? Instance { get; init; }

    /// <summary>The circuits, once.</summary>
    public Uri Circuits => Of("/api/circuits");

    /// <summary>The circuits, again and again.</summary>
    public Uri Stream => Of("/api/circuits/stream");

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
        return new NodeUrl(new Uri(url.GetLeftPart(UriPartial.Authority)), token is "" ? null : token)
        {
            Instance = url.Query.TrimStart('?').Split('&')
                .Where(part => part.StartsWith(InstanceMark, StringComparison.Ordinal))
                .Select(part => Uri.UnescapeDataString(part[InstanceMark.Length..])).FirstOrDefault(),
        };
    }

    /// <summary>Where an act on a peer is asked for.</summary>
    public Uri Act(string peer, string act) => Of($"/api/circuits/{Uri.EscapeDataString(peer)}/{act}");

    /// <inheritdoc/>
    public override string ToString() => Root.GetLeftPart(UriPartial.Authority);

    private Uri Of(string path) =>
        new(Root, Instance is null ? path : $"{path}?{InstanceMark}{Uri.EscapeDataString(Instance)}");
}
