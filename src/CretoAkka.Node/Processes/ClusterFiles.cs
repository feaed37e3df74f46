using System.Globalization;
using CretoAkka.Node.Http;
using CretoAkka.Node.Signing;

namespace CretoAkka.Node.Processes;

/// <summary>The files of a group of replicas on one machine: one of settings for each.</summary>
/// <param name="replicas">How many; at least 4.</param>
/// <param name="firstPort">Of Akka.Remote; the others follow.</param>
/// <param name="firstHttpPort">Of HTTP; the others follow.</param>
internal sealed class ClusterFiles(int replicas, int firstPort, int firstHttpPort)
{
    /// <summary>Where Akka.Remote listens, unless told otherwise.</summary>
    public const int DefaultPort = 4711;

    /// <summary>Where HTTP listens, unless told otherwise.</summary>
    public const int DefaultHttpPort = HttpPorts.DefaultFirst;

    /// <summary>The names of the replicas.</summary>
    public IReadOnlyList<string> Names => [.. Enumerable.Range(0, replicas).Select(NameOf)];

    /// <summary>Writes settings and keys into a directory in which there are none yet.</summary>
    /// <exception cref="IOException">There are some, or they cannot be written.</exception>
    public void Write(string directory)
    {
        var files = Names.Select(name => Path.Combine(directory, $"{name}.conf")).ToArray();
        if (files.FirstOrDefault(File.Exists) is { } taken)
            throw new IOException($"{taken} exists, and is not overwritten: expected another directory.");
        var keys = new KeyDirectory(Path.Combine(directory, "keys"));
        keys.Make([.. Names, Replicas.ClientNames.Outside]);
        foreach (var (index, file) in files.Index())
            File.WriteAllText(file, TextOf(index, "keys", $"data/{NameOf(index)}"));
    }

    /// <summary>The settings of one replica.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="keys">The directory of keys, from the file on.</param>
    /// <param name="data">The directory of data, from the file on; empty: one in the temporary folder.</param>
    public string TextOf(int index, string keys, string data)
    {
        var members = Enumerable.Range(0, replicas).Select(member => string.Create(
            CultureInfo.InvariantCulture,
            $$"""    "{{NameOf(member)}}" { host = "127.0.0.1", port = {{firstPort + member}} }"""));
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            # {{NameOf(index)}} of {{replicas}} replicas on one machine. What else can be set: replica.conf.

            creto {
              node = "{{NameOf(index)}}"
              dashboard.nodes = [{{string.Join(", ", Enumerable.Range(0, replicas).Select(UrlOf))}}]
            }

            replica {
              keys = "{{keys}}"
              data = "{{data}}"
              http.port = {{firstHttpPort + index}}
              members {
            {{string.Join('\n', members)}}
              }
            }

            """);
    }

    private string UrlOf(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"\"http://127.0.0.1:{firstHttpPort + index}\"");

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"node-{index + 1}");
}
