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
    private ReplicaLife? _first;

    private DurableReplica(
        ReplicaGroup group, ReplicaSettings settings, ISigner signer, IVerifier verifier, ReplicaDisk disk)
    {
        (_group, _settings, _signer, _verifier, _disk) = (group, settings, signer, verifier, disk);
        _first = Begin();
    }

    /// <summary>Hears that the disk takes no more, or cannot be read again.</summary>
    public Action<Exception> OnFailure { get; init; } = static _ => { };

    /// <summary>Hears that the replica votes again.</summary>
    public Action OnRecovered { get; init; } = static () => { };

    /// <summary>Opens the store, and reads it: what cannot be trusted is set aside.</summary>
    /// <param name="opening">How it is opened.</param>
    /// <param name="group">Who replicates.</param>
    /// <param name="settings">The bounds of the replica.</param>
    /// <param name="signer">Signs as it.</param>
    /// <param name="verifier">Knows everybody's key.</param>
    /// <param name="onFailure">See <see cref="OnFailure"/>.</param>
    /// <param name="onRecovered">See <see cref="OnRecovered"/>.</param>
    /// <param name="whyLost">In one sentence why earlier votes are not known; null: they are.</param>
    /// <exception cref="DiskException">The store cannot be used.</exception>
    public static DurableReplica Open(
        DiskOpening opening, ReplicaGroup group, ReplicaSettings settings, ISigner signer, IVerifier verifier,
        Action<Exception> onFailure, Action onRecovered, out string? whyLost)
    {
        var disk = opening.Open(out whyLost);
        try
        {
            return new(group, settings, signer, verifier, disk) { OnFailure = onFailure, OnRecovered = onRecovered };
        }
        catch (InvalidDataException e)
        {
            disk = opening.Replace(disk, e.Message, out whyLost);
            return new(group, settings, signer, verifier, disk) { OnFailure = onFailure, OnRecovered = onRecovered };
        }
    }

    /// <summary>Begins the next life; the one before must be over.</summary>
    public ReplicaLife Next()
    {
        try
        {
            var life = Interlocked.Exchange(ref _first, null) ?? Begin();
            return life with { OnFailure = OnFailure, OnRecovered = OnRecovered };
        }
        catch (Exception e)
        {
            OnFailure(e);
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
        return new(replica, life);
    }
}
