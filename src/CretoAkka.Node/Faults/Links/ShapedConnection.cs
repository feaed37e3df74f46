using System.Diagnostics;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CretoAkka.Node.Faults.Links;

/// <summary>One connection between two nodes, each direction as its link is.</summary>
internal sealed class ShapedConnection : IDisposable
{
    /// <summary>Frames that are on their way in one direction; the next one waits, and its sender feels it.</summary>
    public const int MaxFrames = 256;

    private readonly Socket _caller;
    private readonly Socket _target = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _reset = new();

    public ShapedConnection(Socket caller)
    {
        _caller = caller;
        _caller.NoDelay = _target.NoDelay = true;
    }

    /// <summary>The name of the actor system that called; null: not known yet.</summary>
    public string? Caller { get; private set; }

    /// <summary>Moves frames until an end closes, fails, or <see cref="Reset"/>.</summary>
    /// <param name="targetPort">Where they go.</param>
    /// <param name="linksOf">By the caller's name: the link to the target, and back.</param>
    public async Task RunAsync(int targetPort, Func<string?, (DirectedLink There, DirectedLink Back)> linksOf)
    {
        try
        {
            await _target.ConnectAsync("127.0.0.1", targetPort, _reset.Token);
            var reader = new FrameReader(_caller);
            if (await reader.ReadAsync(_reset.Token) is not { } first)
                return;
            Caller = AssociationOrigin.Find(first, first.Length);
            var (there, back) = linksOf(Caller);
            await Task.WhenAll(
                ForwardAsync(reader, first, _target, there),
                ForwardAsync(new FrameReader(_target), first: null, _caller, back));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of a connection is no error of the proxy: both ends see it as a reset.
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Ends it; both ends see a reset.</summary>
    public void Reset() => SocketReset.Of(_caller, _target, _reset);

    public void Dispose()
    {
        Reset();
        _reset.Dispose();
    }

    private async Task ForwardAsync(FrameReader from, byte[]? first, Socket to, DirectedLink link)
    {
        var onItsWay = Channel.CreateBounded<(byte[] Frame, long Sent)>(MaxFrames);
        var writing = WriteAsync(onItsWay.Reader, to, link);
        try
        {
            for (var frame = first ?? await from.ReadAsync(_reset.Token);
                frame is not null;
                frame = await from.ReadAsync(_reset.Token))
            {
                if (!link.Drops())
                    await onItsWay.Writer.WriteAsync((frame, Stopwatch.GetTimestamp()), _reset.Token);
            }
        }
        finally
        {
            onItsWay.Writer.Complete();
            await writing;
        }
        to.Shutdown(SocketShutdown.Send);
    }

    private async Task WriteAsync(ChannelReader<(byte[] Frame, long Sent)> frames, Socket to, DirectedLink link)
    {
        await foreach (var (frame, sent) in frames.ReadAllAsync(_reset.Token))
        {
            await link.PassAsync(_reset.Token);
            var wait = link.Condition.Delay - Stopwatch.GetElapsedTime(sent);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, _reset.Token);
            for (var rest = frame.AsMemory(); rest.Length > 0;)
                rest = rest[await to.SendAsync(rest, _reset.Token)..];
            await Task.Delay(link.Condition.TimeFor(frame.Length), _reset.Token);
        }
    }
}
