using CretoAkka.Node.Storage;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Signing;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Replicas;

/// <summary>Begins the lives of a replica from its disk. For one caller at a time.</summary>
internal sealed class DurableReplica : IDisposable
{
    private readonly ReplicaGroup _group;
    private readonly ReplicaSettings _settings;
    private readonly ISigner _signer;
    private readonly IVerifier _verifier;
    private readonly ReplicaDisk _disk;
    private readonly Action<Exception> _onFailure;
    private readonly Action _onRecovered;
    private ReplicaLife? _first;

    private DurableReplica(
        ReplicaGroup group, ReplicaSettings settings, ISigner signer, IVerifier verifier, ReplicaDisk disk,
        Action<Exception> onFailure, Action onRecovered)
    {
        (_group, _settings, _signer, _verifier, _disk) = (group, settings, signer, verifier, disk);
        (_onFailure, _onRecovered) = (onFailure, onRecovered);
        _first = Begin();
    }

    /// <summary>Opens the store, and reads it: what cannot be trusted is set aside.</summary>
    /// <param name="opening">How it is opened.</param>
    /// <param name="group">Who replicates.</param>
    /// <param name="settings">The bounds of the replica.</param>
    /// <param name="signer">Signs as it.</param>
    /// <param name="verifier">Knows everybody's key.</param>
    /// <param name="onFailure">Hears that the disk takes no more, or cannot be read again.</param>
    /// <param name="onRecovered">Hears that the replica votes again.</param>
    /// <param name="whyLost">In one sentence why earlier votes are not known; null: they are.</param>
    /// <exception cref="DiskException">The store cannot be used.</exception>
    public static DurableReplica Open(
        DiskOpening opening, ReplicaGroup group, ReplicaSettings settings, ISigner signer, IVerifier verifier,
        Action<Exception> onFailure, Action onRecovered, out string? whyLost)
    {
        var disk = opening.Open(out whyLost);
        try
        {
            return new(group, settings, signer, verifier, disk, onFailure, onRecovered);
        }
        catch (InvalidDataException e)
        {
            disk = opening.Replace(disk, e.Message, out whyLost);
            return new(group, settings, signer, verifier, disk, onFailure, onRecovered);
        }
    }

    /// <summary>Begins the next life; the one before must be over.</summary>
    public ReplicaLife Next()
    {
        try
        {
            return Interlocked.Exchange(ref _first, null) ?? Begin();
        }
        catch (Exception e)
        {
            _onFailure(e);
            throw;
        }
    }

    /// <summary>Closes the store; a life that goes on cannot write any more.</summary>
    public void Dispose() => _disk.Dispose();

    private ReplicaLife Begin()
    {
        var life = _disk.Begin();
        var settings = _settings with
        {
            Mode = life.HasLostItsVotes ? ReplicaMode.Recovering : ReplicaMode.Voting,
            Incarnation = Random.Shared.NextInt64(1, long.MaxValue),
        };
        var replica = Replica.Restore(_group, settings, _signer, _verifier, new KeyValueStore(), life.Records);
        return new(replica, life) { OnFailure = _onFailure, OnRecovered = _onRecovered };
    }
}
