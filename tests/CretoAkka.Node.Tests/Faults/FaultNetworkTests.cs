using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using CretoAkka.Node.Faults;

namespace CretoAkka.Node.Tests.Faults;

/// <summary>Three real Akka.Remote systems, each behind its proxy.</summary>
public sealed class FaultNetworkTests : IAsyncLifetime
{
    private const int Attempts = 5;
    private static readonly string[] Names = ["node-1", "node-2", "node-3"];
    private readonly ConcurrentDictionary<string, ActorSystem> _systems = new();
    private readonly ConcurrentQueue<(string At, string Text)> _heard = new();
    private FaultNetwork _network = null!;

    public async Task InitializeAsync()
    {
        for (var left = Attempts; !TryStart(last: left == 1); left--)
            await DisposeAsync();
    }

    // A port that is free now may be somebody else's outgoing one before the system listens there.
    private bool TryStart(bool last)
    {
        _network = new FaultNetwork(Names.ToDictionary(name => name, _ => FreePort()));
        try
        {
            foreach (var name in Names)
            {
                var system = _systems[name] = ActorSystem.Create(name, Remoting(_network[name]));
                system.ActorOf(Props.Create(() => new Ear(name, _heard)), "ear");
            }
            return true;
        }
        catch (AggregateException) when (!last)
        {
            return false;
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var system in _systems.Values)
            ((ExtendedActorSystem)system).Abort();
        await Task.WhenAll(_systems.Values.Select(system => system.WhenTerminated)).WaitAsync(Await.Limit);
        _systems.Clear();
        await _network.DisposeAsync();
    }

    [Fact]
    public async Task A_frozen_node_hears_nothing_and_is_not_heard_while_the_others_talk()
    {
        foreach (var from in Names)
            foreach (var to in Names.Where(to => to != from))
                Say(from, to, "before");
        await HeardAsync("before", 6);

        _network.Freeze("node-3");
        Say("node-3", "node-1", "frozen");
        Say("node-1", "node-3", "frozen");
        await Await.ThatAsync(() => Names.Sum(name => _network[name].Held) >= 2, "both directions hold bytes");
        Say("node-1", "node-2", "meanwhile");
        Say("node-2", "node-1", "meanwhile");
        await HeardAsync("meanwhile", 2);
        Assert.DoesNotContain(_heard, heard => heard.Text == "frozen");

        _network.Thaw("node-3");
        await HeardAsync("frozen", 2);
    }

    [Fact]
    public async Task A_node_that_first_speaks_while_frozen_is_recognised_by_its_handshake()
    {
        _network.Freeze("node-3");
        Say("node-3", "node-1", "first word");
        await Await.ThatAsync(() => _network["node-1"].Held == 1, "the handshake is held");
        Say("node-2", "node-1", "meanwhile");
        await HeardAsync("meanwhile", 1);
        Assert.DoesNotContain(_heard, heard => heard.Text == "first word");

        _network.Thaw("node-3");
        await HeardAsync("first word", 1);
    }

    private void Say(string from, string to, string text) =>
        _systems[from].ActorSelection($"akka.tcp://{to}@127.0.0.1:{_network[to].Port}/user/ear").Tell(text);

    private Task HeardAsync(string text, int count) =>
        Await.ThatAsync(() => _heard.Count(heard => heard.Text == text) == count, $"'{text}' was heard {count} times");

    private static int FreePort()
    {
        using var free = new Loopback();
        return free.Port;
    }

    private static Config Remoting(FreezeProxy proxy) => ConfigurationFactory.ParseString($$"""
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.actor.provider = remote
        akka.remote.dot-netty.tcp {
          hostname = 127.0.0.1
          port = {{proxy.TargetPort}}
          public-port = {{proxy.Port}}
        }
        """);

    private sealed class Ear : ReceiveActor
    {
        public Ear(string name, ConcurrentQueue<(string, string)> heard) =>
            Receive<string>(text => heard.Enqueue((name, text)));
    }
}
