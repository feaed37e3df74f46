using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace CretoAkka.Samples.Tests.Tls;

/// <summary>Nodes as processes with <c>hocon/tls.conf</c> over their files.</summary>
public sealed class MutualTlsTests : IDisposable
{
    private const string Here = "127.0.0.1";

    private static readonly string Tls = Path.Combine(WorkingCopy.Root, "hocon/tls.conf");

    private readonly NodeFiles _files = new();
    private readonly Authority _authority;

    public MutualTlsTests() => _authority = new Authority(_files.Folder);

    public void Dispose()
    {
        _authority.Dispose();
        _files.Dispose();
    }

    [UnixFact]
    public async Task Nodes_with_certificates_speak_and_a_third_without_one_or_with_one_of_somebody_else_is_refused()
    {
        await using var one = Start("node-1", "node-2", _authority.Issue("node-1", Here));
        await using var two = Start("node-2", "node-1", _authority.Issue("node-2", Here));
        await one.SaysAsync("the first vote: node-2");
        await two.SaysAsync("the first vote: node-1");

        using var folder = new NodeFiles();
        using var other = new Authority(folder.Folder);
        await using var plain = SampleProcess.Start("BareNode", _files.Write("node-3", "node-1", protocol: "akka.tcp"));
        await using var forged = Start("node-4", "node-1", other.Issue("node-4", Here));
        await plain.SaysAsync("node-1 Open: 0 delivered");
        await forged.SaysOrEndsAsync("node-1 Open: 0 delivered");
        await WithoutCertificateAsync(_files.PortOf("node-1"));

        await one.DeliversAsync("node-2", 10);
        Assert.False(one.HasSaid("vote: node-3") || one.HasSaid("vote: node-4"), string.Join('\n', one.Output));
    }

    // That a node stops itself here and in the next test is Akka.Remote's decision, and what docs/security.md warns of.
    [UnixFact]
    public async Task Who_is_shown_a_certificate_for_another_host_sends_nothing_there_and_stops_itself()
    {
        const string Info = "akka.loglevel = INFO";
        await using var one = Start("node-1", "node-2", _authority.Issue("node-1", Here) + "\n" + Info);
        await using var two = Start("node-2", "nobody", _authority.Issue("node-2", "other.example")); // It calls nobody.

        await one.SaysAsync("Hostname validation failed");
        Assert.Equal(0, await one.ExitAsync());
        Assert.True(one.HasSaid("TlsHandshakeFailureReason"), string.Join('\n', one.Output));
        Assert.False(two.HasSaid("vote: node-1"), string.Join('\n', two.Output));
    }

    [UnixFact]
    public async Task A_peer_that_hangs_up_during_the_handshake_stops_whoever_called_it()
    {
        using var peer = new TcpListener(IPAddress.Loopback, _files.PortOf("node-2"));
        peer.Start();
        await using var one = Start("node-1", "node-2", _authority.Issue("node-1", Here));
        var exit = one.ExitAsync();

        while (!exit.IsCompleted)
        {
            var called = peer.AcceptTcpClientAsync();
            await Task.WhenAny(exit, called);
            if (called.IsCompletedSuccessfully)
                (await called).Dispose();
        }

        Assert.Equal(0, await exit);
        Assert.True(one.HasSaid("TLS handshake failed"), string.Join('\n', one.Output));
    }

    // TLS 1.3 tells the client later that its silence was not accepted: when it reads.
    private static async Task WithoutCertificateAsync(int port)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var client = new TcpClient(Here, port);
        await using var stream = new SslStream(client.GetStream(), false, (_, shown, _, _) => shown is not null);
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = Here }, limit.Token);
            if (await stream.ReadAsync(new byte[1], limit.Token) == 0)
                throw new EndOfStreamException();
        });
    }

    private SampleProcess Start(string node, string peer, string certificate) => SampleProcess.Start(
        "BareNode", _authority.Environment, Tls, _files.Write(node, peer, certificate, "akka.ssl.tcp"));
}
