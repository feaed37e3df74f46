using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using Microsoft.Data.Sqlite;

namespace CretoAkka.Node.Storage;

/// <summary>The statements on the table of records, prepared once. Not thread-safe.</summary>
internal sealed class RecordStatements : IDisposable
{
    private readonly SqliteCommand _write;
    private readonly SqliteCommand _drop;
    private readonly SqliteCommand _all;

    public RecordStatements(SqliteConnection connection)
    {
        _write = Make(connection, "INSERT OR REPLACE INTO record VALUES ($kind, $place, $content, $digest)");
        foreach (var name in new[] { "$kind", "$place", "$content", "$digest" })
            _write.Parameters.Add(new SqliteParameter { ParameterName = name });
        // What DurableRecord.Replaces says of a checkpoint; any other record replaces its own key alone.
        _drop = Make(connection, string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"""
            DELETE FROM record WHERE kind = {(int)RecordKind.Checkpoint}
            OR (kind IN ({(int)RecordKind.Accepted}, {(int)RecordKind.Prepared}) AND place <= $place)
            """));
        _drop.Parameters.Add(new SqliteParameter { ParameterName = "$place" });
        _all = Make(connection, "SELECT kind, place, content, digest FROM record");
    }

    /// <summary>Every record, with the digest beside it.</summary>
    public IEnumerable<(DurableRecord Record, byte[] Digest)> All()
    {
        using var rows = _all.ExecuteReader();
        while (rows.Read())
        {
            var content = Bytes.Of(rows.GetFieldValue<byte[]>(2));
            yield return (
                new DurableRecord((RecordKind)rows.GetByte(0), rows.GetInt64(1), content),
                rows.GetFieldValue<byte[]>(3));
        }
    }

    /// <summary>Writes a record and drops those that it replaces.</summary>
    public void Write(DurableRecord record, byte[] digest, SqliteTransaction transaction)
    {
        (_write.Transaction, _drop.Transaction) = (transaction, transaction);
        if (record.Kind == RecordKind.Checkpoint)
        {
            _drop.Parameters[0].Value = record.Place;
            _drop.ExecuteNonQuery();
        }
        _write.Parameters[0].Value = (int)record.Kind;
        _write.Parameters[1].Value = record.Place;
        _write.Parameters[2].Value = record.Content.Span.ToArray();
        _write.Parameters[3].Value = digest;
        _write.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _write.Dispose();
        _drop.Dispose();
        _all.Dispose();
    }

    private static SqliteCommand Make(SqliteConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
