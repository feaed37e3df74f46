using System.Globalization;
using System.Security.Cryptography;
using CretoAkka.Pbft.Durability;
using Microsoft.Data.Sqlite;

namespace CretoAkka.Node.Storage;

/// <summary>
/// The durable records of one replica in a database of SQLite: what they are about as the key, and beside the content
/// its digest, for SQLite does not notice a flipped bit in it. Thread-safe.
/// </summary>
/// <remarks>
/// Not noticed: an older copy that is put back in its place, or a write-ahead log that is cut off, for both are whole.
/// Whoever puts back a copy must take the store away instead: the replica then starts as one that has lost it.
/// </remarks>
internal sealed class ReplicaDisk : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly RecordStatements _statements;
    private readonly bool _madeForLoss;
    private long _life;
    private bool _closed;

    /// <summary>Takes over an open store that is whole.</summary>
    internal ReplicaDisk(SqliteConnection connection, bool madeForLoss)
    {
        (_connection, _madeForLoss) = (connection, madeForLoss);
        _statements = new RecordStatements(connection);
    }

    /// <summary>Begins the next life of the replica, and ends the one before.</summary>
    /// <exception cref="InvalidDataException">A record is not what was written, or cannot be read.</exception>
    public DiskLife Begin()
    {
        lock (_lock)
        {
            var records = ReadAll();
            var saysItself = records.Exists(record => record.Kind == RecordKind.Recovery);
            return new DiskLife(this, ++_life, records, _madeForLoss && !saysItself);
        }
    }

    /// <summary>Ends the last life and closes the file, its log taken up into it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed)
                return;
            _closed = true;
            _statements.Dispose();
            _connection.Dispose();
        }
    }

    internal void Write(DiskLife life, IEnumerable<DurableRecord> records)
    {
        lock (_lock)
        {
            if (_closed || life.Number != _life)
                throw new DiskException("the replica's store was closed, or serves its next life.");
            try
            {
                using var transaction = _connection.BeginTransaction();
                foreach (var record in records)
                    _statements.Write(record, DigestOf(record), transaction);
                transaction.Commit();
            }
            catch (SqliteException e)
            {
                throw new DiskException($"the store {_connection.DataSource} takes no writes: {e.Message}", e);
            }
        }
    }

    private List<DurableRecord> ReadAll()
    {
        try
        {
            return [.. _statements.All().Select(Check)];
        }
        catch (SqliteException e)
        {
            throw new InvalidDataException($"its records cannot be read ({e.Message})", e);
        }
    }

    private static DurableRecord Check((DurableRecord Record, byte[] Digest) read)
    {
        if (!DigestOf(read.Record).AsSpan().SequenceEqual(read.Digest))
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"its {read.Record.Kind} record of place {read.Record.Place} is damaged"));
        return read.Record;
    }

    private static byte[] DigestOf(DurableRecord record)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> key = stackalloc byte[1 + sizeof(long)];
        key[0] = (byte)record.Kind;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(key[1..], record.Place);
        hash.AppendData(key);
        hash.AppendData(record.Content.Span);
        return hash.GetHashAndReset();
    }
}
