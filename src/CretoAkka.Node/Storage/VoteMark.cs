using System.Text;

namespace CretoAkka.Node.Storage;

/// <summary>
/// A file beside a replica's private key that says that votes were signed with it. Without it a store that is gone
/// looks like one that never was, and the replica would vote again where it has voted.
/// </summary>
/// <param name="path">Where it is.</param>
/// <param name="replica">Whose it is.</param>
internal sealed class VoteMark(string path, string replica)
{
    /// <summary>Whether votes may have been signed.</summary>
    public bool IsSet => File.Exists(path);

    /// <summary>
    /// Says so from now on. When it returns its content is on the disk; the entry in its folder is as lasting as the
    /// file system makes it.
    /// </summary>
    /// <exception cref="DiskException">It cannot be written.</exception>
    public void Set()
    {
        if (IsSet)
            return;
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
            file.Write(Encoding.UTF8.GetBytes(
                $"Votes of {replica} were signed with the key beside this file, which must stay as long as the key:\n"
                + "a replica that has lost its data knows by it that it must not vote as if it were new.\n"));
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiskException($"{path} cannot be written, so {replica} must not begin to vote: {e.Message}", e);
        }
    }
}
