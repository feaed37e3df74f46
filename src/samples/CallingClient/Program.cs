// A code base that calls its peers by clients as gRPC generates them, and runs no actor of its own. One peer hangs: its
// circuit opens after three calls, and what is for it goes to the best of the others at once. From the root:
//
//   dotnet run -c Release --project src/samples/CallingClient

using Akka.Actor;
using CretoAkka;
using CretoAkka.Calls;
using CretoAkka.Configuration;

var config = CretoConfiguration.Reference
    .WithValue("creto.circuit-breaker.failure-threshold", "3")
    .WithValue("creto.circuit-breaker.adaptive-timeout.enabled", "off")
    .WithValue("creto.circuit-breaker.request-timeout", "500ms")
    .WithValue("akka.loglevel", "ERROR");
using var node = ActorSystem.Create("calling", config.ToConfig());
var circuits = PeerCircuits.Get(node);
var clients = new Dictionary<PeerId, ILedgerClient>
{
    ["replica-1"] = new LedgerClient(Hangs: true),
    ["replica-2"] = new LedgerClient(Hangs: false),
    ["replica-3"] = new LedgerClient(Hangs: false),
};
foreach (var peer in clients.Keys)
    circuits.AddPeer(peer); // Alternatives are chosen among peers that are known.
var ledger = new Ledger(circuits, clients);
for (var call = 1; call <= 6; call++)
    Console.WriteLine($"call {call}: {await ledger.BalanceAsync("alice")}");
try
{
    await ledger.BalanceAsync("nobody");
}
catch (StatusException answered) // The peer's own word, unchanged; and no failure of the peer.
{
    Console.WriteLine($"no account: {answered.Message}");
}
foreach (var (peer, stats) in circuits.GetStats().OrderBy(pair => pair.Key.Value))
    Console.WriteLine($"{peer} {stats.State}: {stats.Successes} succeeded, {stats.Failures} failed");

/// <summary>Each call goes through the circuit of the peer that it goes to.</summary>
internal sealed class Ledger(PeerCircuits circuits, IReadOnlyDictionary<PeerId, ILedgerClient> clients)
{
    private static readonly CallOptions Options = new()
    {
        // Who says that there is no such account works well.
        ClassifyException = e => e is StatusException { Status: "NotFound" } ? Outcome.Success : Outcome.Failure,
    };

    public async Task<string> BalanceAsync(string account, CancellationToken cancellation = default)
    {
        PeerId peer = "replica-1";
        try
        {
            return $"{peer} says {await CallAsync(peer, account, cancellation)}";
        }
        catch (Exception e) when (e is CircuitOpenException or CircuitTimeoutException)
        {
            var next = circuits.SelectAlternatives(peer, clients.Keys)[0];
            return $"{e.GetType().Name}, so {next} says {await CallAsync(next, account, cancellation)}";
        }
    }

    private ValueTask<long> CallAsync(PeerId peer, string account, CancellationToken cancellation) =>
        circuits.ExecuteAsync(peer, ct => clients[peer].GetBalanceAsync(account, ct), cancellation, Options);
}

/// <summary>What a code generator makes of a service.</summary>
internal interface ILedgerClient
{
    Task<long> GetBalanceAsync(string account, CancellationToken cancellation);
}

internal sealed class StatusException(string status) : Exception($"The peer answers {status}.")
{
    public string Status { get; } = status;
}

internal sealed record LedgerClient(bool Hangs) : ILedgerClient
{
    public async Task<long> GetBalanceAsync(string account, CancellationToken cancellation)
    {
        await Task.Delay(Hangs ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(2), cancellation);
        return account == "alice" ? 100 : throw new StatusException("NotFound");
    }
}
