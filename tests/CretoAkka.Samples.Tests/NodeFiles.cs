using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CretoAkka.Samples.Tests;

/// <summary>Files of nodes on this machine, in a folder of their own, on ports that were free.</summary>
internal sealed class NodeFiles : IDisposable
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    private readonly Dictionary<string, int> _ports = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("creto-samples-").FullName;

    public int PortOf(string node) => _ports.TryGetValue(node, out var port) ? port : _ports[node] = FreePort();

    /// <summary>Writes a node's file: one peer, what else is said, and how its network is called.</summary>
    public string Write(string node, string peer, string more = "", string protocol = "akka.tcp")
    {
        var path = Path.Combine(Folder, $"{node}.conf");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $$"""
            creto {
              node = "{{node}}"
              circuit-breaker {
                timeout = 1s
                peers { "{{peer}}" { address = "{{protocol}}://bare@127.0.0.1:{{PortOf(peer)}}/user/replica" } }
              }
            }
            akka {
              loglevel = WARNING
              actor.provider = remote
              remote.dot-netty.tcp { hostname = "127.0.0.1", port = {{PortOf(node)}} }
            }
            {{more}}
            """));
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // Below those that the system gives to whoever asks for any, so that nobody gets one before its node binds it.
    private static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            if (Given.TryAdd(port, true) && IsFree(port))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
