using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CretoAkka.Node.Storage;

/// <summary>
/// Opens a replica's store, makes one where there is none, and sets one aside that cannot be trusted.
/// </summary>
/// <param name="path">The file; others beside it begin with its name.</param>
/// <param name="owner">Whose it must be.</param>
/// <param name="mark">Whether the owner has ever voted.</param>
/// <param name="clock">Names what is set aside.</param>
internal sealed class DiskOpening(string path, DiskOwner owner, VoteMark mark, TimeProvider clock)
{
    private const int Unknown = 1;
    private const int Busy = 5;
    private const int Corrupt = 11;
    private const int NoDatabase = 26;

    private const string Consequence =
        "the replica takes the state over from the others, and votes once all that it may have voted for is past.";

    private static readonly string[] Companions = ["", "-wal", "-shm", "-journal"];

    /// <summary>Opens it.</summary>
    /// <param name="whyLost">In one sentence why what was voted before is not known; null: it is.</param>
    /// <exception cref="DiskException">Its file is another's, or cannot be used now; nothing was changed.</exception>
    public ReplicaDisk Open(out string? whyLost)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            whyLost = null;
            if (File.Exists(path))
            {
                if (TryOpen(out var reason) is { } whole)
                {
                    mark.Set();
                    return whole;
                }
                var kept = SetAside();
                // Cut short as it was made, before anything was voted.
                if (mark.IsSet || reason != DiskFile.Empty)
                    whyLost = $"the store {path} of {owner.Replica} cannot be trusted: {reason}; it is kept as {kept}, "
                        + $"and {Consequence}";
            }
            else if (mark.IsSet)
                whyLost = $"the store {path} of {owner.Replica} is missing, though it has voted; {Consequence}";
            return Make(lostItsVotes: whyLost is not null);
        }
        catch (SqliteException e)
        {
            throw new DiskException(
                e.SqliteErrorCode == Busy
                    ? $"the store {path} is in use by another process."
                    : $"the store {path} cannot be opened: {e.Message}",
                e);
        }
    }

    /// <summary>Sets aside what was open and turned out to be wrong later, and makes an empty store.</summary>
    public ReplicaDisk Replace(ReplicaDisk damaged, string reason, out string whyLost)
    {
        damaged.Dispose();
        whyLost = $"the store {path} of {owner.Replica} cannot be trusted: {reason}; it is kept as {SetAside()}, and "
            + Consequence;
        try
        {
            return Make(lostItsVotes: true);
        }
        catch (SqliteException e)
        {
            throw new DiskException($"the store {path} cannot be made: {e.Message}", e);
        }
    }

    // Null where the file cannot be trusted. What is wrong outside of it throws.
    private ReplicaDisk? TryOpen(out string? reason)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = DiskFile.Open(path, create: false);
            reason = DiskFile.WhyUnreadable(connection);
            if (reason is null)
            {
                var (found, madeForLoss) = DiskFile.ReadOwner(connection);
                Refuse(found);
                DiskFile.PrepareForWrites(connection);
                return new ReplicaDisk(connection, madeForLoss);
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Unknown or Corrupt or NoDatabase)
        {
            reason = $"it is damaged ({e.Message})";
        }
        catch (InvalidDataException e)
        {
            reason = e.Message;
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
        connection?.Dispose();
        return null;
    }

    private void Refuse(DiskOwner found)
    {
        if (found.Replica != owner.Replica)
            throw new DiskException(
                $"the store {path} is {found.Replica}'s, and {owner.Replica} must not write to it.");
        if (!found.PublicKey.AsSpan().SequenceEqual(owner.PublicKey))
            throw new DiskException(
                $"the store {path} belongs to another key of {owner.Replica}; expected the key that it was made with, "
                + "or another data directory.");
    }

    // The store before the mark: a crash between them leaves an empty store of a replica that has not voted.
    private ReplicaDisk Make(bool lostItsVotes)
    {
        var connection = DiskFile.Open(path, create: true);
        try
        {
            DiskFile.Make(connection, owner, lostItsVotes);
            DiskFile.PrepareForWrites(connection);
            mark.Set();
            return new ReplicaDisk(connection, lostItsVotes);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private string SetAside()
    {
        var suffix = clock.GetUtcNow().ToString("'.damaged-'yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        foreach (var companion in Companions.Where(companion => File.Exists(path + companion)))
            File.Move(path + companion, path + suffix + companion);
        return path + suffix;
    }
}
