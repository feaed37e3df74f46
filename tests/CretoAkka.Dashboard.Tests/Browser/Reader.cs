using System.Text.Json;
using Microsoft.Playwright;

namespace CretoAkka.Dashboard.Tests.Browser;

/// <summary>What Chromium hands a screen reader: the page as a tree of roles and names.</summary>
internal sealed class Reader
{
    private readonly Dictionary<string, Node> _nodes;

    private Reader(IEnumerable<Node> nodes) => _nodes = nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);

    /// <summary>What is not ignored, in the page's order.</summary>
    public IEnumerable<Node> All => Below(_nodes.Values.Single(node => node.Role == "RootWebArea"));

    public static async Task<Reader> OfAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Accessibility.enable");
        var tree = await session.SendAsync("Accessibility.getFullAXTree");
        await session.DetachAsync();
        return new Reader(tree!.Value.GetProperty("nodes").EnumerateArray().Select(Node.Of));
    }

    /// <summary>The nodes of a role.</summary>
    public IEnumerable<Node> Of(string role) => All.Where(node => node.Role == role);

    /// <summary>The nodes of a role below another.</summary>
    public IEnumerable<Node> Of(string role, Node within) => Below(within).Where(node => node.Role == role);

    /// <summary>What is read of a node, text by text.</summary>
    public string Text(Node node) => string.Join('|', Of("StaticText", node).Select(text => text.Name.Trim()));

    private IEnumerable<Node> Below(Node node) => node.Children
        .Where(_nodes.ContainsKey)
        .Select(id => _nodes[id])
        .SelectMany(child => Below(child).Prepend(child))
        .Where(child => !child.Ignored);

    /// <summary>A node.</summary>
    /// <param name="Id">Its own.</param>
    /// <param name="Ignored">Not said.</param>
    /// <param name="Role">What it is.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="Live">How what changes in it is said; null: it is not.</param>
    /// <param name="Level">That of a heading.</param>
    /// <param name="Children">What is in it.</param>
    internal sealed record Node(
        string Id, bool Ignored, string Role, string Name, string? Live, int? Level, IReadOnlyList<string> Children)
    {
        public static Node Of(JsonElement json) => new(
            json.GetProperty("nodeId").GetString()!,
            json.GetProperty("ignored").GetBoolean(),
            Value(json, "role")?.GetString() ?? "",
            Value(json, "name")?.GetString() ?? "",
            Property(json, "live")?.GetString(),
            Property(json, "level")?.GetInt32(),
            [.. json.GetProperty("childIds").EnumerateArray().Select(id => id.GetString()!)]);

        private static JsonElement? Value(JsonElement json, string field) =>
            json.TryGetProperty(field, out var found) && found.TryGetProperty("value", out var value) ? value : null;

        private static JsonElement? Property(JsonElement json, string name) =>
            json.TryGetProperty("properties", out var all)
                ? all.EnumerateArray().Where(one => one.GetProperty("name").GetString() == name)
                    .Select(one => Value(one, "value")).FirstOrDefault()
                : null;
    }
}
