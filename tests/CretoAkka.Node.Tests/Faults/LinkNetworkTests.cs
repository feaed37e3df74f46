using System.Net;
using System.Net.Sockets;
using CretoAkka.Node.Faults.Links;

namespace CretoAkka.Node.Tests.Faults;

public sealed class LinkNetworkTests : IAsyncLifetime
{
    private readonly LinkNetwork _network = new(["a", "b"], seed: 1);
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _caller = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private Socket _target = null!;
    private FrameReader _there = null!;
    private FrameReader _back = null!;

    public async Task InitializeAsync()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, _network.Port("b")));
        _listener.Listen();
        await _caller.ConnectAsync(IPAddress.Loopback, _network.PublicPort("b"));
        _target = await _listener.AcceptAsync();
        (_there, _back) = (new FrameReader(_target), new FrameReader(_caller));
        var handshake = Handshake.Of("a");
        await _caller.SendAsync(handshake);
        Assert.Equal(handshake, await ReadAsync(_there));
    }

    public async Task DisposeAsync()
    {
        _caller.Dispose();
        _target.Dispose();
        _listener.Dispose();
        await _network.DisposeAsync();
    }

    [Fact]
    public async Task Frames_go_both_ways()
    {
        await _caller.SendAsync(Frame(1));
        await _target.SendAsync(Frame(2));

        Assert.Equal(Frame(1), await ReadAsync(_there));
        Assert.Equal(Frame(2), await ReadAsync(_back));
    }

    [Fact]
    public async Task A_frozen_link_holds_its_frames_in_order_and_the_link_back_goes_on()
    {
        _network["a", "b"].Freeze();
        await _caller.SendAsync(Frame(1));
        await _caller.SendAsync(Frame(2));
        await _target.SendAsync(Frame(3));
        Assert.Equal(Frame(3), await ReadAsync(_back));
        Assert.Equal(0, _target.Available);

        _network["a", "b"].Thaw();

        Assert.Equal(Frame(1), await ReadAsync(_there));
        Assert.Equal(Frame(2), await ReadAsync(_there));
    }

    [Fact]
    public async Task What_is_lost_is_lost_and_the_connection_stays()
    {
        _network["a", "b"].Condition = new LinkCondition { Loss = 1 };
        await _caller.SendAsync(Frame(1));
        await Await.ThatAsync(() => _network["a", "b"].Lost == 1, "the frame is lost");
        _network["a", "b"].Condition = LinkCondition.Perfect;
        await _caller.SendAsync(Frame(3));

        Assert.Equal(Frame(3), await ReadAsync(_there));
    }

    [Fact]
    public async Task A_reset_is_seen_at_both_ends()
    {
        _network.Reset("b", "a");

        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(_there));
        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(_back));
    }

    private static byte[] Frame(byte content) => [1, 0, 0, 0, content];

    private static async Task<byte[]?> ReadAsync(FrameReader reader)
    {
        using var limit = new CancellationTokenSource(Await.Limit);
        return await reader.ReadAsync(limit.Token);
    }
}
