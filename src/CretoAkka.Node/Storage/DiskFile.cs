using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CretoAkka.Node.Storage;

/// <summary>
/// The file of a store as SQLite sees it: how it is opened, made and recognised.
/// </summary>
/// <remarks>
/// The write-ahead log with <c>synchronous = FULL</c>: a commit is one append and one fsync. The lock is held as long
/// as the file is open, so that no other process votes from the same store.
/// </remarks>
internal static class DiskFile
{
    /// <summary>The format that is written and read.</summary>
    public const int Version = 1;

    /// <summary>Why a file is unreadable that nothing was ever committed to.</summary>
    public const string Empty = "there is nothing in it";

    // "PBFT": the file is one of these.
    private const int Application = 0x50424654;

    private const string Tables = """
        CREATE TABLE owner (replica TEXT NOT NULL, public_key BLOB NOT NULL, lost_its_votes INTEGER NOT NULL);
        CREATE TABLE record (
            kind INTEGER NOT NULL, place INTEGER NOT NULL, content BLOB NOT NULL, digest BLOB NOT NULL,
            PRIMARY KEY (kind, place)) WITHOUT ROWID;
        """;

    /// <summary>Opens the file and takes its lock.</summary>
    /// <exception cref="SqliteException">It cannot be opened, or is no database.</exception>
    public static SqliteConnection Open(string path, bool create)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            Run(connection, "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes an empty store in an empty file; all of it or nothing.</summary>
    public static void Make(SqliteConnection connection, DiskOwner owner, bool lostItsVotes)
    {
        using var transaction = connection.BeginTransaction();
        Run(connection, Tables);
        Run(connection, string.Create(
            CultureInfo.InvariantCulture, $"PRAGMA application_id = {Application}; PRAGMA user_version = {Version};"));
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO owner VALUES ($replica, $key, $lost)";
        insert.Parameters.AddWithValue("$replica", owner.Replica);
        insert.Parameters.AddWithValue("$key", owner.PublicKey);
        insert.Parameters.AddWithValue("$lost", lostItsVotes);
        insert.ExecuteNonQuery();
        transaction.Commit();
    }

    /// <summary>Makes commits of a store that is whole fast and lasting.</summary>
    public static void PrepareForWrites(SqliteConnection connection) =>
        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");

    /// <summary>Why the file is no store of this version that is whole; null: it is one.</summary>
    public static string? WhyUnreadable(SqliteConnection connection)
    {
        if (Ask(connection, "PRAGMA application_id") is not (long)Application)
            return Ask(connection, "SELECT count(*) FROM sqlite_master") is 0L ? Empty : "it is no store of a replica";
        if (Ask(connection, "PRAGMA user_version") is not (long)Version and var version)
            return string.Create(
                CultureInfo.InvariantCulture, $"it has format {version}, and this program reads format {Version}");
        return Ask(connection, "PRAGMA quick_check") is "ok" ? null : "its pages are damaged";
    }

    /// <summary>Whose it is, and whether it was made for a replica that had lost its votes.</summary>
    public static (DiskOwner Owner, bool LostItsVotes) ReadOwner(SqliteConnection connection)
    {
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT replica, public_key, lost_its_votes FROM owner";
        using var row = select.ExecuteReader();
        if (!row.Read())
            throw new InvalidDataException("it does not say whose it is");
        return (new DiskOwner(row.GetString(0), row.GetFieldValue<byte[]>(1)), row.GetBoolean(2));
    }

    private static object? Ask(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar();
    }

    private static void Run(SqliteConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }
}
