using System.Collections.Immutable;
using System.Globalization;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class CodeBuiltSettingsTests
{
    private static readonly CretoSettings Reference = CretoSettings.Reference;

    public static readonly TheoryData<string, Func<CretoSettings, CretoSettings>> Wrong = new()
    {
        { "creto.node", s => s with { Node = new string('x', 257) } },
        { "creto.circuit-breaker.max-peers", s => s with { MaxPeers = 0 } },
        { "creto.circuit-breaker.failure-threshold", s => WithCircuit(s, c => c with { FailureThreshold = 0 }) },
        { "creto.circuit-breaker.timeout", s => WithCircuit(s, c => c with { OpenTimeout = -TimeSpan.FromTicks(1) }) },
        { "creto.circuit-breaker.timeout", s => WithCircuit(s, c => c with { OpenTimeout = TimeSpan.FromMilliseconds(900) }) },
        { "creto.circuit-breaker.mode", s => WithCircuit(s, c => c with { Mode = CircuitMode.ForcedOpen }) },
        { "creto.circuit-breaker.backoff.factor", s => WithCircuit(s, c => c with { Backoff = c.Backoff with { Factor = double.NaN } }) },
        { "creto.circuit-breaker.timeout", s => WithCircuit(s, c => c with { Backoff = new(2, TimeSpan.FromSeconds(1), 0) }) },
        { "creto.circuit-breaker.failure-rate.rate", s => WithDefault(s, p => p with { CallFailureRate = new(0, 20, 100, null) }) },
        { "creto.circuit-breaker.failure-rate.min-outcomes", s => WithDefault(s, p => p with { CallFailureRate = new(0.5, 20, 10, null) }) },
        { "creto.circuit-breaker.request-timeout", s => WithDefault(s, p => p with { RequestTimeout = Timeout.InfiniteTimeSpan }) },
        { "creto.circuit-breaker.adaptive-timeout.min-samples", s => WithDefault(s, p => p with { AdaptiveTimeout = p.AdaptiveTimeout! with { MinSamples = 101 } }) },
        { "creto.circuit-breaker.fallback.max-queue-size", s => s with { Fallback = s.Fallback with { MaxQueueSize = 0 } } },
        { "creto.session.failure-rate.window", s => s with { Session = s.Session with { FailureRate = new(0.5, 20, 100, null) } } },
        { "creto.session.min-timeout", s => s with { Session = s.Session with { MinTimeout = TimeSpan.FromSeconds(31) } } },
        { "creto.metrics.max-peers", s => s with { Metrics = s.Metrics with { MaxPeers = -5 } } },
        { "creto.circuit-breaker.peers.node-2.timeout", s => WithPeer(s, p => p with { Circuit = p.Circuit with { OpenTimeout = TimeSpan.Zero } }) },
        { "creto.circuit-breaker.peers.node-2.address", s => WithPeer(s, p => p with { Address = "nowhere" }) },
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

        Assert.Contains("creto.circuit-breaker.request-timeout is 0s", Refusal(() => wrong.Validate()), StringComparison.Ordinal);
        Assert.Contains(
            "creto.circuit-breaker.peers.\"a b\".request-timeout is 0s", Refusal(() => wrong.Validate("a b")),
            StringComparison.Ordinal);
        Assert.Same(Reference.Default, Reference.Default.Validate());
    }

    [Fact]
    public void A_circuit_without_back_off_is_valid_as_it_is_built() =>
        WithCircuit(Reference, _ => CircuitPolicy.Default).Validate();

    [Fact]
    public void What_is_wrong_for_all_is_said_once_with_any_number_of_peers()
    {
        var wrong = WithDefault(Reference, p => p with { RequestTimeout = TimeSpan.Zero });
        var peers = Enumerable.Range(0, 9).ToImmutableDictionary(i => new PeerId("node-" + i.ToString(CultureInfo.InvariantCulture)), _ => wrong.Default);

        Assert.Single(Assert.Throws<CretoConfigurationException>(() => (wrong with { Peers = peers }).Validate()).Problems);
    }

    private static string Refusal(Action act) => Assert.Throws<CretoConfigurationException>(act).Message;

    private static CretoSettings WithDefault(CretoSettings s, Func<PeerSettings, PeerSettings> change) =>
        s with { Default = change(s.Default) };

    private static CretoSettings WithCircuit(CretoSettings s, Func<CircuitPolicy, CircuitPolicy> change) =>
        WithDefault(s, p => p with { Circuit = change(p.Circuit) });

    private static CretoSettings WithPeer(CretoSettings s, Func<PeerSettings, PeerSettings> change) =>
        s with { Peers = s.Peers.Add("node-2", change(s.Default)) };
}
