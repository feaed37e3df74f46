using CretoAkka.Node.Commands;
using CretoAkka.Node.Running;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Tests.Running;

/// <summary>A run in this process, so that a store can be given.</summary>
[Collection("process")]
public sealed class CorruptedReplicaTests
{
    [Theory]
    [InlineData("node-2")]
    [InlineData("node-4")]
    public async Task A_replica_whose_state_is_corrupted_fails_the_run(string corrupted)
    {
        var console = new RunConsole(new StringWriter(), new StringWriter(), TextReader.Null, Terminal: null);
        var options = new DemoOptions { Tour = TourKind.None, Duration = TimeSpan.FromSeconds(2) };

        IStateMachine StoreOf(string name) => name == corrupted ? new Forgetful() : new KeyValueStore();
        var status = await new DemoRun(options, console, StoreOf).RunAsync(CancellationToken.None);

        var lines = console.Output.ToString()!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1, status);
        Assert.Matches("\"divergent\":1,.*\"result\":\"failed\"", lines[^1]);
        Assert.Contains(lines, line => line.EndsWith("replicas differ in state.", StringComparison.Ordinal));
    }

    /// <summary>Says of every write that it is stored, and forgets those to one key.</summary>
    private sealed class Forgetful : IStateMachine
    {
        private readonly KeyValueStore _store = new();

        public Bytes Apply(ReadOnlySpan<byte> operation) =>
            KeyValueOperation.TryDecode(operation) is KeyValueOperation.Put { Key: "node-1-client-1" }
                ? new KeyValueResult(KeyValueStatus.Stored).Encode()
                : _store.Apply(operation);

        public Digest Digest() => _store.Digest();

        public Bytes Snapshot() => _store.Snapshot();

        public bool TryRestore(ReadOnlySpan<byte> snapshot) => _store.TryRestore(snapshot);
    }
}
