using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Checkpoints;

/// <summary>
/// What makes execution exactly-once: each client's last executed timestamp and the result. It grows with the clients
/// whose keys the verifier holds. Part of the replicated state: every replica has the same after a place.
/// </summary>
internal sealed class ClientTable
{
    private readonly SortedDictionary<string, (long Timestamp, Bytes Result)> _last = new(StringComparer.Ordinal);

    public long LastTimestamp(string client) => _last.TryGetValue(client, out var last) ? last.Timestamp : -1;

    /// <summary>The result of the last executed request of a client that has one.</summary>
    public Bytes LastResult(string client) => _last[client].Result;

    public void Executed(string client, long timestamp, Bytes result) => _last[client] = (timestamp, result);

    public void Write(ByteWriter writer)
    {
        writer.Number(_last.Count);
        foreach (var (client, (timestamp, result)) in _last)
        {
            writer.Id(client);
            writer.Number(timestamp);
            writer.Block(result, MessageLimits.Result);
        }
    }

    public static ClientTable Read(ref ByteReader reader)
    {
        var table = new ClientTable();
        for (var left = reader.Number(); left > 0 && !reader.Failed; left--)
            table.Executed(reader.Id(), reader.Number(), reader.Block(MessageLimits.Result));
        return table;
    }
}
