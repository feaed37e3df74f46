using System.Runtime.InteropServices;

namespace CretoAkka.Node.Running;

/// <summary>
/// The first Ctrl-C, or a request to terminate, ends a run cleanly; the second one kills the process as usual.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private int _signalled;

    private Interruption()
    {
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        ];
    }

    /// <summary>Cancelled once the run is to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Watches for interruptions until it is disposed.</summary>
    public static Interruption Watch() => new();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext signal)
    {
        if (Interlocked.Increment(ref _signalled) > 1)
            return;
        signal.Cancel = true;
        _source.Cancel();
    }
}
