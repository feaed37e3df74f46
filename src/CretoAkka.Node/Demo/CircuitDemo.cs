using System.Globalization;
using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Faults;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Node.Demo;

/// <summary>
/// One circuit at work: a caller asks a peer over real sockets ten times a second, the peer's sockets freeze for a
/// while, the circuit opens, and closes once they thaw.
/// </summary>
internal sealed class CircuitDemo(TextWriter output)
{
    private const int Phases = 4; // well, frozen, and twice that long to recover
    private static readonly PeerId Peer = "node-2";
    private static readonly TimeSpan CallEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(10);

    private long _recovered;

    /// <summary>
    /// Runs until its time is up or <paramref name="cancellation"/> comes, and gives the exit status.
    /// </summary>
    public async Task<int> RunAsync(DemoOptions options, CancellationToken cancellation)
    {
        var settings = DemoSettings.Load(options.Config);
        await using var peer = new EchoPeer();
        await using var proxy = FreezeProxy.Listen(0, peer.Port);
        using var system = ActorSystem.Create("demo", settings.Setup);
        var circuits = PeerCircuits.Get(system);
        using var listener = new EventPrinter(system, Print);

        Print(string.Create(CultureInfo.InvariantCulture, $"peer {Peer} at 127.0.0.1:{proxy.Port}; {settings}"));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var calling = CallAsync(circuits, proxy.Port, over.Token);
        var faults = await TourAsync(options, proxy, cancellation);
        await RecoveryAsync(circuits, over);
        await calling;

        var summary = CircuitSummary.Of(circuits.GetStats(Peer), Interlocked.Read(ref _recovered), faults);
        await system.Terminate();
        await output.WriteLineAsync(summary.ToJson());
        return summary.ExitStatus;
    }

    private async Task<int> TourAsync(DemoOptions options, FreezeProxy proxy, CancellationToken cancellation)
    {
        var phase = (options.Duration ?? DemoOptions.DefaultDuration) / Phases;
        if (options.Tour == TourKind.None)
        {
            await PauseAsync(options.Duration ?? Timeout.InfiniteTimeSpan, cancellation);
            return 0;
        }
        if (!await PauseAsync(phase, cancellation))
            return 0;

        proxy.Freeze();
        Print("the peer's sockets freeze");
        await PauseAsync(phase, cancellation);
        proxy.Thaw();
        Print("the peer's sockets thaw");
        await PauseAsync(options.Duration is null ? Timeout.InfiniteTimeSpan : phase * 2, cancellation);
        return 1;
    }

    private static async Task CallAsync(PeerCircuits circuits, int port, CancellationToken over)
    {
        using var timer = new PeriodicTimer(CallEvery);
        while (!over.IsCancellationRequested)
        {
            try
            {
                await circuits.ExecuteAsync(Peer, ct => EchoPeer.AskAsync(port, ct), CancellationToken.None);
            }
            catch (Exception e) when (e is CircuitOpenException or CircuitTimeoutException or IOException)
            {
                // Counted by the circuit, and shown in the last line.
            }
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    // A run may end while the circuit is still open: it is given the time to close.
    private static async Task RecoveryAsync(PeerCircuits circuits, CancellationTokenSource over)
    {
        using var timer = new PeriodicTimer(CallEvery);
        for (var waited = TimeSpan.Zero; waited < LongestRecovery; waited += CallEvery)
        {
            if (circuits.GetStats(Peer).State == CircuitState.Closed)
                break;
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
        await over.CancelAsync();
    }

    private static async Task<bool> PauseAsync(TimeSpan length, CancellationToken cancellation)
    {
        await Task.Delay(length, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellation.IsCancellationRequested;
    }

    private void Print(IEvent change)
    {
        if (change is CircuitClosed)
            Interlocked.Increment(ref _recovered);
        Print(change switch
        {
            CircuitOpened e => $"circuit {e.Peer} is open: {e.Cause}, the last failure {e.LastFailure}",
            CircuitHalfOpened e => $"circuit {e.Peer} is half-open: {e.Cause}",
            CircuitClosed e => $"circuit {e.Peer} is closed: {e.Cause}",
            _ => change.ToString()!,
        });
    }

    private void Print(string line) => output.WriteLine(line);
}
