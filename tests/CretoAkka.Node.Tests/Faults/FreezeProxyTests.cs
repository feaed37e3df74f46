using System.Net.Sockets;
using CretoAkka.Node.Faults;
using static CretoAkka.Node.Tests.Faults.Loopback;

namespace CretoAkka.Node.Tests.Faults;

public sealed class FreezeProxyTests : IAsyncLifetime
{
    private readonly Loopback _server = new();
    private FreezeProxy _proxy = null!;
    private Socket _near = null!;
    private Socket _far = null!;

    public async Task InitializeAsync()
    {
        _proxy = FreezeProxy.Listen(0, _server.Port);
        _near = await ConnectAsync(_proxy.Port);
        _far = await _server.AcceptAsync();
    }

    public async Task DisposeAsync()
    {
        _near.Dispose();
        _far.Dispose();
        await _proxy.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task Bytes_pass_unchanged_in_both_directions()
    {
        var there = Bytes(300_000, seed: 1);
        var back = Bytes(200_000, seed: 2);
        var sending = Task.WhenAll(SendAsync(_near, there), SendAsync(_far, back));

        Assert.Equal(there, await ReadAsync(_far, there.Length));
        Assert.Equal(back, await ReadAsync(_near, back.Length));
        await sending;
    }

    [Fact]
    public async Task A_frozen_link_holds_its_bytes_and_stays_open()
    {
        _proxy.Freeze();
        await SendAsync(_near, Bytes(100, seed: 1));
        await SendAsync(_far, Bytes(100, seed: 2));
        await Await.ThatAsync(() => _proxy.Held == 2, "both directions hold bytes");

        Assert.Equal(0, _far.Available);
        Assert.Equal(0, _near.Available);
        Assert.Equal(1, _proxy.Connections);
    }

    [Fact]
    public async Task Thawing_delivers_what_was_held_in_order()
    {
        var all = Bytes(50_000, seed: 3);
        _proxy.Freeze();
        await SendAsync(_near, all[..10]);
        await Await.ThatAsync(() => _proxy.Held == 1, "the first bytes are held");
        await SendAsync(_near, all[10..]);

        _proxy.Thaw();

        Assert.Equal(all, await ReadAsync(_far, all.Length));
        Assert.Equal(0, _proxy.Held);
    }

    [Fact]
    public async Task A_frozen_link_pushes_back_instead_of_buffering()
    {
        _proxy.Freeze();
        _near.Blocking = false;
        long sent = 0;
        var chunk = new byte[64 * 1024];
        await Await.ThatAsync(
            () =>
            {
                var more = _near.Send(chunk, 0, chunk.Length, SocketFlags.None, out var error);
                sent += error == SocketError.Success ? more : 0;
                return _proxy.Held == 1 && error == SocketError.WouldBlock;
            },
            "the sender is pushed back");

        Assert.InRange(sent, 1, 64 * 1024 * 1024);
        Assert.Equal(0, _far.Available);
    }

    [Fact]
    public async Task A_connection_made_during_a_freeze_waits_too()
    {
        _proxy.Freeze();
        using var late = await ConnectAsync(_proxy.Port);
        using var farLate = await _server.AcceptAsync();
        await SendAsync(late, [1, 2, 3]);
        await Await.ThatAsync(() => _proxy.Held == 1, "the late connection holds bytes");
        Assert.Equal(0, farLate.Available);

        _proxy.Thaw();

        Assert.Equal([1, 2, 3], await ReadAsync(farLate, 3));
    }

    [Fact]
    public async Task Closing_all_resets_both_ends_even_when_frozen()
    {
        _proxy.Freeze();
        await SendAsync(_near, [1]);
        await Await.ThatAsync(() => _proxy.Held == 1, "the byte is held");

        _proxy.CloseAll();

        await Assert.ThrowsAsync<SocketException>(() => ReceiveAsync(_near));
        await Assert.ThrowsAsync<SocketException>(() => ReceiveAsync(_far));
        await Await.ThatAsync(() => _proxy.Connections == 0, "the link is forgotten");
    }

    [Fact]
    public async Task An_end_that_closes_closes_the_other()
    {
        _near.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await ReceiveAsync(_far));
        _far.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await ReceiveAsync(_near));
        await Await.ThatAsync(() => _proxy.Connections == 0, "the link is forgotten");
    }

    [Fact]
    public async Task A_node_that_is_down_makes_its_proxy_close_who_calls()
    {
        var nobody = new Loopback();
        var port = nobody.Port;
        nobody.Dispose();
        await using var proxy = FreezeProxy.Listen(0, port);

        // On a busy machine the reset comes before the connecting side has noticed that it was connected.
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            using var caller = await ConnectAsync(proxy.Port);
            await ReceiveAsync(caller);
        });
    }

    [Fact]
    public async Task A_proxy_that_refuses_resets_all_until_it_admits_again()
    {
        _proxy.Refuse();
        await Assert.ThrowsAsync<SocketException>(() => ReceiveAsync(_near));
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            using var refused = await ConnectAsync(_proxy.Port);
            await ReceiveAsync(refused);
        });

        _proxy.Admit();
        using var admitted = await ConnectAsync(_proxy.Port);
        await SendAsync(admitted, [7]);
        Assert.Equal([7], await ReadAsync(await AcceptOpenAsync(), 1));
    }

    [Fact]
    public async Task A_proxy_leads_to_another_port_once_no_connection_is_open()
    {
        using var elsewhere = new Loopback();
        Assert.Throws<InvalidOperationException>(() => _proxy.MoveTo(elsewhere.Port));
        Assert.Equal(_server.Port, _proxy.TargetPort);

        _proxy.Refuse();
        _proxy.MoveTo(elsewhere.Port);
        _proxy.Admit();

        using var caller = await ConnectAsync(_proxy.Port);
        using var far = await elsewhere.AcceptAsync();
        await SendAsync(caller, [7]);
        Assert.Equal([7], await ReadAsync(far, 1));
    }

    [Fact]
    public async Task Only_the_connections_of_one_caller_are_closed()
    {
        await using var proxy = FreezeProxy.Listen(0, _server.Port, gate: null, gateOf: _ => null);
        using var first = await ConnectAsync(proxy.Port);
        using var farFirst = await _server.AcceptAsync();
        using var second = await ConnectAsync(proxy.Port);
        using var farSecond = await _server.AcceptAsync();
        await SendAsync(first, Handshake.Of("node-1"));
        await SendAsync(second, Handshake.Of("node-2"));
        await ReadAsync(farFirst, Handshake.Of("node-1").Length);
        await ReadAsync(farSecond, Handshake.Of("node-2").Length);

        proxy.CloseFrom("node-2");

        await Assert.ThrowsAsync<SocketException>(() => ReceiveAsync(second));
        await SendAsync(first, [7]);
        Assert.Equal([7], await ReadAsync(farFirst, 1));
    }

    [Fact]
    public void A_taken_port_is_an_error_of_one_sentence()
    {
        var error = Assert.Throws<PortTakenException>(() => FreezeProxy.Listen(_server.Port, 1));

        Assert.Equal($"port {_server.Port} is taken on 127.0.0.1", error.Message);
    }

    /// <summary>The next connection whose other end was not reset before it was taken.</summary>
    private async Task<Socket> AcceptOpenAsync()
    {
        while (true)
        {
            var socket = await _server.AcceptAsync();
            try
            {
                if (await socket.ReceiveAsync(new byte[1], SocketFlags.Peek).WaitAsync(Await.Limit) > 0)
                    return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }
    }

    private static async Task SendAsync(Socket socket, byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
            sent += await socket.SendAsync(bytes.AsMemory(sent)).AsTask().WaitAsync(Await.Limit);
    }

    private static Task<int> ReceiveAsync(Socket socket) =>
        socket.ReceiveAsync(new byte[1]).WaitAsync(Await.Limit);

    private static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
