using System.Text;

namespace CretoAkka.PlantedFaults;

/// <summary>A copy of the repository's tracked files in the temporary folder; gone when disposed.</summary>
internal sealed class WorkingCopy : IDisposable
{
    private WorkingCopy(string root) => Root = root;

    public string Root { get; }

    /// <summary>Copies the tracked files as they are now, committed or not.</summary>
    public static WorkingCopy Of(string repository)
    {
        var (status, listing) = Commands.Run(repository, "git", "ls-files", "-z");
        if (status != 0)
            throw new PlantedFaultsException($"git cannot list the files of {repository}: {listing.Trim()}");

        var copy = new WorkingCopy(Directory.CreateTempSubdirectory("planted-faults-").FullName);
        foreach (var file in listing.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var source = Path.Combine(repository, file);
            var target = Path.Combine(copy.Root, file);
            if (!File.Exists(source)) // deleted, and not yet committed
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }
        return copy;
    }

    /// <summary>Plants a fault until the result is disposed.</summary>
    public Planted Plant(Fault fault)
    {
        var path = Path.Combine(Root, fault.File);
        if (!File.Exists(path))
            throw new PlantedFaultsException($"{fault.Decision}, {fault.Name}: there is no tracked file {fault.File}.");

        var text = File.ReadAllText(path);
        var times = text.Split(fault.Original).Length - 1;
        if (times != 1)
            throw new PlantedFaultsException(
                $"{fault.Decision}, {fault.Name}: \"{fault.Original}\" is {times} times in {fault.File}, not once.");

        var faulty = text.Replace(fault.Original, fault.Replacement, StringComparison.Ordinal);
        var planted = new Planted();
        planted.Replace(path, Encoding.UTF8.GetBytes(faulty));
        return planted;
    }

    public void Dispose()
    {
        if (!Directory.Exists(Root))
            return;
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (IOException)
        {
            Console.Error.WriteLine($"{Root} could not be removed: a build server still holds files in it.");
        }
    }
}
