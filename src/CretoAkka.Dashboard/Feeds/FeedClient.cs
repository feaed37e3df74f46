using System.Threading.Channels;

namespace CretoAkka.Dashboard.Feeds;

/// <summary>What a listener is handed. Immutable, and shared by all of them.</summary>
/// <param name="State">The node, as JSON.</param>
/// <param name="LastEntry">The newest thing that had happened.</param>
/// <param name="Peers">How many circuits it shows.</param>
internal sealed record FeedFrame(string State, long LastEntry, int Peers);

/// <summary>One listener: a few frames that wait for it, of which the oldest goes when another comes.</summary>
internal sealed class FeedClient
{
    /// <summary>Frames that wait at most. An older one says nothing that a newer does not.</summary>
    public const int Capacity = 4;

    private readonly Channel<FeedFrame> _frames = Channel.CreateBounded<FeedFrame>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Frames that wait.</summary>
    public int Waiting => _frames.Reader.Count;

    /// <summary>Hands it a frame; never waits.</summary>
    public void Offer(FeedFrame frame) => _frames.Writer.TryWrite(frame);

    /// <summary>No more will come.</summary>
    public void Complete() => _frames.Writer.TryComplete();

    /// <summary>The frames as they come.</summary>
    public IAsyncEnumerable<FeedFrame> ReadAsync(CancellationToken cancellation) =>
        _frames.Reader.ReadAllAsync(cancellation);
}
