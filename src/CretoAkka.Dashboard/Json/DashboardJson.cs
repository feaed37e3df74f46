using System.Text.Json.Serialization;

namespace CretoAkka.Dashboard.Json;

/// <summary>What a listener is told first, as JSON.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Instance">Tells this timeline from that of the process before.</param>
/// <param name="Interval">Between two frames, in seconds.</param>
/// <param name="Nodes">Where the nodes serve HTTP that one page shows.</param>
/// <param name="Control">Whether acts are allowed, with the token.</param>
/// <param name="Panel">The host's own acts; null: none.</param>
internal sealed record HelloJson(
    string Node, string Instance, double Interval, string[] Nodes, bool Control, PanelJson? Panel);

/// <summary>The host's own acts, as JSON.</summary>
internal sealed record PanelJson(string Title, ActJson[] Acts);

/// <summary>One of them.</summary>
internal sealed record ActJson(string Target, string Name);

/// <summary>What an act asks for besides, as JSON.</summary>
/// <param name="Seconds">How long it holds; null: until it is reset.</param>
/// <param name="OverrideBudget">Whether the peer is cut off even if the protocol does not tolerate one more.</param>
internal sealed record ActBodyJson(double? Seconds = null, bool OverrideBudget = false);

/// <summary>What became of an act, as JSON.</summary>
internal sealed record ActReplyJson(string Target, string Act, string Reply, string Message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(NodeJson))]
[JsonSerializable(typeof(HelloJson))]
[JsonSerializable(typeof(EntryJson[]))]
[JsonSerializable(typeof(ActBodyJson))]
[JsonSerializable(typeof(ActReplyJson))]
internal sealed partial class DashboardJson : JsonSerializerContext;
