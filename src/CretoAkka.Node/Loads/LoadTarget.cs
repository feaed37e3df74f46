using System.Collections.Immutable;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Signing;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Loads;

/// <summary>The group that load is put on, and what its clients have learned of it. Thread-safe.</summary>
internal sealed class LoadTarget : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = MessageLimits.Frame,
    };

    private readonly string?[] _replicaAt;
    private long _view;

    /// <summary>Reads the keys.</summary>
    /// <exception cref="KeyFileException">One is missing, or they are too few; so are the URLs.</exception>
    public LoadTarget(KeyDirectory keys, IReadOnlyList<Uri> urls)
    {
        var names = keys.Names().Where(name => name != ClientNames.Outside).ToImmutableArray();
        if (names.Length < ReplicaGroup.Least)
            throw new KeyFileException(FormattableString.Invariant(
                $"{keys.Path} has public keys of {names.Length} replicas; expected all of a group, ")
                + FormattableString.Invariant($"{ReplicaGroup.Least} at least."));
        (Group, Urls, _replicaAt) = (new ReplicaGroup(names), urls, new string?[urls.Count]);
        if (urls.Count <= Group.MaxFaulty)
        {
            var needed = Group.MaxFaulty + 1;
            throw new KeyFileException(FormattableString.Invariant(
                $"--url names {urls.Count} of {names.Length} replicas; expected at least f + 1 = {needed}."));
        }
        Keys = new FileKeys(keys, ClientNames.Outside, names);
    }

    /// <summary>Who replicates.</summary>
    public ReplicaGroup Group { get; }

    /// <summary>Their keys, and the clients' own.</summary>
    public FileKeys Keys { get; }

    /// <summary>Where they are.</summary>
    public IReadOnlyList<Uri> Urls { get; }

    /// <summary>Asks them.</summary>
    public HttpClient Http => _http;

    /// <summary>Where the primary is, as far as it is known; the first URL otherwise.</summary>
    public int PrimaryAt =>
        Math.Max(0, Array.IndexOf(_replicaAt, Group.PrimaryOf(Interlocked.Read(ref _view))));

    /// <summary>A replica answered there, by its signature. It is who is asked first.</summary>
    public void Met(int url, string replica) => Volatile.Write(ref _replicaAt[url], replica);

    /// <summary>f + 1 replies came, the last one from this view.</summary>
    public void Saw(long view) => Interlocked.Exchange(ref _view, view);

    public void Dispose()
    {
        _http.Dispose();
        Keys.Dispose();
    }
}
