namespace CretoAkka.Hosting;

/// <summary>The live page: section <c>creto.dashboard</c>.</summary>
public sealed class DashboardOptions
{
    /// <summary>Whether circuits may be forced, reset and released by HTTP. Key <c>allow-control</c>.</summary>
    public bool? AllowControl { get; set; }

    /// <summary>The bearer token that this takes. Key <c>token</c>.</summary>
    public string? Token { get; set; }

    /// <summary>Where the nodes that one page shows serve HTTP; empty: as below. Key <c>nodes</c>.</summary>
    public IList<string> Nodes { get; } = [];
}
