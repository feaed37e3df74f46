using CretoAkka.Node.Faults;
using CretoAkka.Node.Http;
using CretoAkka.Node.Tests.Faults;

namespace CretoAkka.Node.Tests.Http;

public sealed class HttpPortsTests
{
    [Fact]
    public void A_run_is_taken_whole_and_in_order()
    {
        using var ports = HttpPorts.TakeFree(4, from: 21_000);

        for (var index = 0; index < 4; index++)
            Assert.Equal($"127.0.0.1:{ports.First + index}", ports[index].LocalEndPoint!.ToString());
    }

    [Fact]
    public void A_taken_port_is_named_and_the_others_are_given_back()
    {
        using var ports = HttpPorts.TakeFree(4, from: 22_000);
        var first = ports.First;
        ports.Dispose();
        using var taken = HttpPorts.Take(first + 2, 1);

        var error = Assert.Throws<PortTakenException>(() => HttpPorts.Take(first, 4));

        Assert.Equal(first + 2, error.Port);
        using var free = HttpPorts.Take(first, 2);
    }

    [Fact]
    public void The_search_goes_on_behind_a_taken_port()
    {
        using var taken = HttpPorts.TakeFree(1, from: 23_001);

        using var ports = HttpPorts.TakeFree(4, from: taken.First - 1);

        Assert.True(ports.First > taken.First);
    }

    [Fact]
    public async Task Who_connects_before_the_server_starts_waits()
    {
        using var ports = HttpPorts.TakeFree(1, from: 24_000);
        using var early = await Loopback.ConnectAsync(ports.First);

        using var accepted = await ports[0].AcceptAsync().WaitAsync(Await.Limit);

        Assert.Equal(early.LocalEndPoint, accepted.RemoteEndPoint);
    }
}
