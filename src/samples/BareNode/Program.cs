// A node of HOCON alone. It takes its files, each laid over the one before, and tells every peer a vote twice a second
// until Ctrl-C. In two shells, from the root of the repository:
//
//   dotnet run -c Release --project src/samples/BareNode -- src/samples/BareNode/node-1.conf
//   dotnet run -c Release --project src/samples/BareNode -- src/samples/BareNode/node-2.conf

using Akka.Actor;
using CretoAkka;
using CretoAkka.Configuration;
using static CretoAkka.Circuits.CircuitProtocol;

try
{
    var layers = args.Aggregate(CretoConfiguration.Reference, (below, file) => below.WithFile(file));
    using var node = ActorSystem.Create("bare", layers.ToConfig());
    var circuits = PeerCircuits.Get(node);
    node.ActorOf(Props.Create(() => new Replica(circuits)), "replica"); // The path that its peers' files name.
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true; // The process ends when the actor system has.
        _ = node.Terminate();
    };
    Console.WriteLine($"{circuits.Self} runs; Ctrl-C ends it");
    await node.WhenTerminated;
    return 0;
}
catch (CretoConfigurationException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

internal sealed class Replica : ReceiveActor, IWithTimers
{
    private readonly PeerCircuits _circuits;
    private readonly HashSet<string> _heard = [];
    private int _number;

    public Replica(PeerCircuits circuits)
    {
        _circuits = circuits;
        Receive<Round>(_ => Vote());
        Receive<string>(Take); // A vote. It says itself who it is from: its Sender is a circuit of this node.
        Receive<IEvent>(e => Console.WriteLine(e));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(IEvent));
        Timers.StartPeriodicTimer("round", new Round(), TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
    }

    private void Vote()
    {
        _circuits.Broadcast($"{_circuits.Self}: {++_number}");
        foreach (var report in _circuits.GetPeers())
            Console.WriteLine($"{report.Peer} {report.Stats.State}: {report.Messages.Ledger.Delivered} delivered,"
                + $" {report.Messages.Queued} wait");
    }

    private void Take(string vote)
    {
        if (_heard.Add(vote.Split(':')[0]))
            Console.WriteLine($"the first vote: {vote}");
    }

    private sealed record Round;
}
