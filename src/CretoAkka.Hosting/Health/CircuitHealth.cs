using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static System.FormattableString;

namespace CretoAkka.Hosting.Health;

/// <summary>What the states of circuits come to.</summary>
internal static class CircuitHealth
{
    public static HealthCheckResult Of(PeerCircuits circuits)
    {
        var (peers, quorum) = (circuits.GetPeers(), circuits.GetQuorum());
        var open = Names(peers, stats => stats.State != CircuitState.Closed);
        var suspected = Names(peers, stats => stats is { State: CircuitState.Closed, IsSuspected: true });
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["peers"] = peers.ToDictionary(p => p.Peer.Value, p => Word(p.Stats), StringComparer.Ordinal),
        };
        var trouble = Trouble(open, suspected);
        if (quorum.Membership is not { } members)
            return trouble.Length == 0 ? Healthy("No peer is cut off.", data) : Degraded(trouble, data);

        var (cut, reached) = (WeightOf(members, open), members.Rule.Total - WeightOf(members, [.. open, .. suspected]));
        foreach (var (word, weight) in Numbers(members.Rule, cut, reached))
            data[word] = long.CreateSaturating(weight);
        if (quorum.IsLocalIsolationSuspected)
            return Unhealthy($"This node seems to be cut off itself. {trouble}".TrimEnd(), data);
        if (reached < members.Rule.Quorum)
            return Unhealthy(
                Invariant(
                    $"{trouble} Within reach: {reached} of {members.Rule.Total}; a quorum is {members.Rule.Quorum}."),
                data);
        if (cut > members.Rule.Faulty)
            return Unhealthy(
                Invariant($"{trouble} That is a weight of {cut}; the protocol tolerates {members.Rule.Faulty}."), data);
        return trouble.Length == 0 ? Healthy("No peer is cut off.", data) : Degraded(trouble, data);
    }

    private static PeerId[] Names(IReadOnlyList<PeerReport> peers, Func<CircuitStats, bool> which) =>
        [.. peers.Where(report => which(report.Stats)).Select(report => report.Peer)];

    private static string Word(CircuitStats stats) => stats switch
    {
        { State: CircuitState.Closed, IsSuspected: true } => "Suspected",
        { State: CircuitState.Closed } => "Closed",
        { Mode: CircuitMode.Automatic } => $"{stats.State}: {stats.Cause}",
        _ => $"{stats.State}: {stats.Mode}",
    };

    private static string Trouble(PeerId[] open, PeerId[] suspected) => string.Join(' ', new[]
    {
        open.Length > 0 ? $"Cut off: {string.Join(", ", open)}." : "",
        suspected.Length > 0 ? $"Suspected: {string.Join(", ", suspected)}." : "",
    }.Where(sentence => sentence.Length > 0));

    private static Int128 WeightOf(Membership members, PeerId[] peers) => peers
        .Where(peer => peer.Value != members.Self)
        .Aggregate(Int128.Zero, (sum, peer) => sum + members.WeightOf(peer.Value));

    private static (string Word, Int128 Weight)[] Numbers(QuorumRule rule, Int128 cut, Int128 reached) =>
        [("cut-off", cut), ("tolerated", rule.Faulty), ("within-reach", reached), ("quorum", rule.Quorum)];

    private static HealthCheckResult Healthy(string sentence, Dictionary<string, object> data) =>
        HealthCheckResult.Healthy(sentence, data);

    private static HealthCheckResult Degraded(string sentence, Dictionary<string, object> data) =>
        HealthCheckResult.Degraded(sentence, data: data);

    private static HealthCheckResult Unhealthy(string sentence, Dictionary<string, object> data) =>
        HealthCheckResult.Unhealthy(sentence, data: data);
}
