using System.Collections.Immutable;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class CodeBuiltSettingsTests
{
    private const string Circuits = "creto.circuit-breaker.";
    private const string Quorum = "creto.quorum.";
    private const string Session = "creto.session.";
    private const string Dashboard = "creto.dashboard.";

    private static readonly TimeSpan ShortWindow = TimeSpan.FromSeconds(0.9);
    private static readonly CretoSettings Reference = CretoSettings.Reference;

    public static readonly TheoryData<string, Func<CretoSettings, CretoSettings>> Wrong = new()
    {
        { "creto.node", s => s with { Node = new string('x', 257) } },
        { "creto.circuit-breaker.max-peers", s => s with { MaxPeers = 0 } },
        { Circuits + "failure-threshold", s => WithCircuit(s, c => c with { FailureThreshold = 0 }) },
        { Circuits + "timeout", s => WithCircuit(s, c => c with { OpenTimeout = -TimeSpan.FromTicks(1) }) },
        { Session + "probe-interval", s => WithCircuit(s, c => c with { OpenTimeout = TimeSpan.FromSeconds(0.9) }) },
        { Circuits + "mode", s => WithCircuit(s, c => c with { Mode = CircuitMode.ForcedOpen }) },
        { Circuits + "backoff.factor", s => WithBackoff(s, new(double.NaN, TimeSpan.FromMinutes(5), 0)) },
        { Circuits + "backoff.jitter", s => WithBackoff(s, new(1, TimeSpan.FromMinutes(5), 1)) },
        { Circuits + "timeout", s => WithBackoff(s, new(2, TimeSpan.FromSeconds(1), 0)) },
        { Circuits + "failure-rate.rate", s => WithRate(s, new(0, 20, 100, null)) },
        { Circuits + "failure-rate.min-outcomes", s => WithRate(s, new(0.5, 20, 10, null)) },
        { Circuits + "request-timeout", s => WithDefault(s, p => p with { RequestTimeout = TimeSpan.MaxValue }) },
        { Circuits + "adaptive-timeout.min-samples", s => WithAdaptive(s, a => a with { MinSamples = 101 }) },
        { Circuits + "adaptive-timeout.percentile", s => WithAdaptive(s, a => a with { Percentile = 101 }) },
        { Circuits + "fallback.max-queue-size", s => s with { Fallback = s.Fallback with { MaxQueueSize = 0 } } },
        { Session + "failure-rate.window", s => WithSession(s, x => x with { FailureRate = new(1, 1, 1, null) }) },
        { Session + "min-timeout", s => WithSession(s, x => x with { MinTimeout = TimeSpan.FromSeconds(31) }) },
        { Quorum + "fault-model", s => WithQuorum(s, q => q with { FaultModel = (FaultModel)7 }) },
        { Quorum + "max-open", s => WithQuorum(s, q => q with { MaxOpen = -1 }) },
        { Quorum + "margin", s => WithQuorum(s, q => q with { Margin = double.NaN }) },
        { Quorum + "local-isolation-window", s => WithQuorum(s, q => q with { LocalIsolationWindow = default }) },
        { Session + "keep-alive", s => WithMember(s, q => q with { LocalIsolationWindow = ShortWindow }) },
        { Quorum + "retain-record", s => WithQuorum(s, q => q with { RetainRecord = TimeSpan.MaxValue }) },
        { Quorum + "max-unknown-peers", s => WithQuorum(s, q => q with { MaxUnknownPeers = -1 }) },
        { Quorum + "epoch", s => WithQuorum(s, q => q with { Epoch = -1 }) },
        { Quorum + "members.node-1", s => WithQuorum(s, q => q with { Members = q.Members.Add("node-1", 0) }) },
        { Quorum + "members.\"a.b\"", s => WithQuorum(s, q => q with { Members = q.Members.Add("a.b", -1) }) },
        { Quorum + "members.\"\"", s => WithQuorum(s, q => q with { Members = q.Members.Add(default, 1) }) },
        { "creto.node", s => WithMember(s with { Node = "node-9" }, q => q) },
        { "creto.metrics.max-peers", s => s with { Metrics = s.Metrics with { MaxPeers = -5 } } },
        { Dashboard + "token", s => WithDashboard(s, d => d with { AllowControl = true }) },
        { Dashboard + "token", s => WithDashboard(s, d => d with { Token = "too short" }) },
        { Dashboard + "nodes", s => WithDashboard(s, d => d with { Nodes = ["http://host:5080/path"] }) },
        { Dashboard + "nodes", s => WithDashboard(s, d => d with { Nodes = default }) },
        { Circuits + "peers.node-2.request-timeout", s => WithPeer(s, p => p with { RequestTimeout = TimeSpan.Zero }) },
        { Circuits + "peers.node-2.address", s => WithPeer(s, p => p with { Address = "nowhere" }) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Settings_built_in_code_obey_the_same_rules(string key, Func<CretoSettings, CretoSettings> change)
    {
        ArgumentNullException.ThrowIfNull(change);

        var problems = Assert.Throws<CretoConfigurationException>(() => change(Reference).Validate()).Problems;

        Assert.Contains(key, problems.Select(p => p.Key));
        Assert.All(problems, p => Assert.StartsWith("the settings: creto.", p.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void The_sentence_is_the_same_as_for_a_file_but_for_the_place() => Assert.Equal(
        "the settings: creto.circuit-breaker.failure-threshold is 0; expected a whole number from 1 to 1000000.",
        Assert.Throws<CretoConfigurationException>(
            () => WithCircuit(Reference, c => c with { FailureThreshold = 0 }).Validate()).Message);

    [Fact]
    public void The_settings_of_one_peer_are_checked_alone_too()
    {
        var wrong = Reference.Default with { RequestTimeout = TimeSpan.Zero };

        Assert.StartsWith(
            "the settings: creto.circuit-breaker.request-timeout is 0s; ",
            Refusal(() => wrong.Validate()), StringComparison.Ordinal);
        Assert.StartsWith(
            "the settings: creto.circuit-breaker.peers.\"a b\".request-timeout is 0s; ",
            Refusal(() => wrong.Validate("a b")), StringComparison.Ordinal);
        Assert.Same(Reference.Default, Reference.Default.Validate());
    }

    [Fact]
    public void A_circuit_without_back_off_is_valid_as_it_is_built() =>
        WithCircuit(Reference, _ => CircuitPolicy.Default).Validate();

    [Fact]
    public void What_is_wrong_for_all_is_said_once_with_any_number_of_peers()
    {
        var wrong = WithDefault(Reference, p => p with { RequestTimeout = TimeSpan.Zero });
        PeerId[] names = ["node-2", "node-3", "node-4"];
        var all = wrong with { Peers = names.ToImmutableDictionary(name => name, _ => wrong.Default) };

        Assert.Single(Assert.Throws<CretoConfigurationException>(all.Validate).Problems);
    }

    private static string Refusal(Action act) => Assert.Throws<CretoConfigurationException>(act).Message;

    private static CretoSettings WithDefault(CretoSettings s, Func<PeerSettings, PeerSettings> change) =>
        s with { Default = change(s.Default) };

    private static CretoSettings WithCircuit(CretoSettings s, Func<CircuitPolicy, CircuitPolicy> change) =>
        WithDefault(s, p => p with { Circuit = change(p.Circuit) });

    private static CretoSettings WithBackoff(CretoSettings s, BackoffPolicy backoff) =>
        WithCircuit(s, c => c with { Backoff = backoff });

    private static CretoSettings WithRate(CretoSettings s, FailureRateRule rule) =>
        WithDefault(s, p => p with { CallFailureRate = rule });

    private static CretoSettings WithAdaptive(
        CretoSettings s, Func<AdaptiveTimeoutPolicy, AdaptiveTimeoutPolicy> change) =>
        WithDefault(s, p => p with { AdaptiveTimeout = change(p.AdaptiveTimeout!) });

    private static CretoSettings WithSession(CretoSettings s, Func<SessionSettings, SessionSettings> change) =>
        s with { Session = change(s.Session) };

    private static CretoSettings WithQuorum(CretoSettings s, Func<QuorumSettings, QuorumSettings> change) =>
        s with { Quorum = change(s.Quorum) };

    private static CretoSettings WithMember(CretoSettings s, Func<QuorumSettings, QuorumSettings> change) =>
        WithQuorum(s, q => change(q with { Members = q.Members.Add("node-1", 1) }));

    private static CretoSettings WithDashboard(
        CretoSettings s, Func<DashboardSettings, DashboardSettings> change) =>
        s with { Dashboard = change(s.Dashboard) };

    private static CretoSettings WithPeer(CretoSettings s, Func<PeerSettings, PeerSettings> change) =>
        s with { Peers = s.Peers.Add("node-2", change(s.Default)) };
}
