using Akka.Actor;

namespace CretoAkka.Tests.Sessions;

/// <summary>Messages go straight to their circuit, or by way of the supervisor: none overtakes another.</summary>
[Trait("Decision", "D15")]
public sealed class SendOrderTests : IAsyncLifetime
{
    private const int Peers = 20;
    private const int Messages = 9_000;

    private readonly ActorSystem _system = ActorSystem.Create("ordered", "akka.loglevel = ERROR");

    [Fact]
    public async Task What_one_thread_sends_arrives_in_this_order_from_the_first_message_of_a_new_peer_on()
    {
        var circuits = PeerCircuits.Get(_system);
        var arrived = new List<Task<int[]>>();
        for (var peer = 0; peer < Peers; peer++)
        {
            var all = new TaskCompletionSource<int[]>(TaskCreationOptions.RunContinuationsAsynchronously);
            var target = _system.ActorOf(Props.Create(() => new Keeper(all)));
            PeerId name = FormattableString.Invariant($"peer-{peer}");
            circuits.AddPeer(name, target);
            // Each in turn a message, a broadcast, and one behind a change of the circuit that the supervisor hands on.
            for (var message = 0; message < Messages; message += 3)
            {
                circuits.Send(name, message);
                circuits.Broadcast(message + 1);
                circuits.ForceClose(name, TimeSpan.FromHours(1 + message));
                circuits.Send(name, message + 2);
            }
            circuits.RemovePeer(name); // Later broadcasts are none of its business.
            arrived.Add(all.Task);
        }

        foreach (var messages in await Task.WhenAll(arrived).WaitAsync(TimeSpan.FromMinutes(1)))
            Assert.Equal(Enumerable.Range(0, messages.Length), messages);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _system.Terminate();

    private sealed class Keeper(TaskCompletionSource<int[]> all) : UntypedActor
    {
        private readonly List<int> _kept = [];

        protected override void OnReceive(object message)
        {
            _kept.Add((int)message);
            if (_kept.Count >= Messages)
                all.TrySetResult([.. _kept]);
        }
    }
}
