using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Requests;
using CretoAkka.Pbft.Signing;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Pbft.Replication;

/// <summary>
/// One replica of PBFT (Castro and Liskov 1999) as a deterministic state machine: inputs in, outputs out. It reads no
/// clock, starts nothing and sends nothing; the same inputs give the same outputs. Not thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// The primary of the view gives each batch of requests a place (PRE-PREPARE), backups agree (PREPARE), all confirm
/// that a quorum agrees (COMMIT). Prepared: a pre-prepare and Q - 1 matching prepares of different backups. Committed:
/// prepared and Q matching commits. Places are executed in order, without gaps, each client timestamp once.
/// </para>
/// <para>
/// A primary that does not get requests executed in time is replaced: by VIEW-CHANGEs of a quorum, from which everybody
/// computes what the new view must propose again. Every K places a CHECKPOINT is taken; what is before a stable one is
/// dropped, and who needs it takes over the state.
/// </para>
/// <para>
/// Nothing depends on delivery: STATUS tells what is missing, and whoever hears it sends that. Messages are checked in
/// order of cost: shape, view, place, what we have already, and only then the signature.
/// </para>
/// </remarks>
public sealed partial class Replica
{
    private readonly ReplicaGroup _group;
    private readonly ReplicaSettings _settings;
    private readonly ISigner _signer;
    private readonly IVerifier _verifier;
    private readonly Watermarks _marks;
    private readonly int _self;

    private readonly SlotLog _log;
    private readonly PendingRequests _pending;
    private readonly CatchUp _catchUp;
    private Dictionary<Digest, Batch> _batches = [];
    private readonly int[] _answers;

    private List<ReplicaOutput> _outputs = [];

    /// <summary>A replica that has executed nothing.</summary>
    /// <param name="group">Who replicates.</param>
    /// <param name="settings">Its bounds, and whether it may have voted before.</param>
    /// <param name="signer">Signs as this replica: its id is the replica's.</param>
    /// <param name="verifier">Knows the keys of the replicas and of every client that may ask for something.</param>
    /// <param name="store">What is replicated, in its initial state; used by this replica alone.</param>
    /// <exception cref="ArgumentException">The signer is not of the group, or a setting is out of range.</exception>
    public Replica(
        ReplicaGroup group, ReplicaSettings settings, ISigner signer, IVerifier verifier, IStateMachine store)
    {
        settings.Validate();
        _self = group.IndexOf(signer.Id);
        if (_self < 0)
            throw new ArgumentException($"{signer.Id} is not of the group", nameof(signer));

        (_group, _settings, _signer, _verifier) = (group, settings, signer, verifier);
        (_marks, _state, Mode) = (new(group, settings), new(store), settings.Mode);
        _log = new(group, _marks.Window);
        _pending = new(settings.MaxPendingRequests);
        _catchUp = new(group.Size, settings.FetchBatch);
        _checkpoints = new(group);
        _transfer = new(group.Size, _self);
        _timer = new(settings.ViewTimeout);
        _changes = new(group, _self);
        _candidates = new ViewChanges.NewViewCandidate?[group.Size];
        _answers = new int[group.Size];
        if (Mode == ReplicaMode.Recovering)
            _recovery = new(group, _marks.Window, settings.Incarnation, target: null);
    }

    /// <summary>This replica's name.</summary>
    public string Id => _signer.Id;

    /// <summary>The view that the replica is in or has moved to.</summary>
    public long View { get; private set; }

    /// <summary>Whether it is in the view; otherwise it has left the one before and waits for the NEW-VIEW.</summary>
    public bool InView { get; private set; } = true;

    /// <summary>The primary of the view.</summary>
    public string Primary => _group.PrimaryOf(View);

    /// <summary>Whether this replica is it.</summary>
    public bool IsPrimary => Primary == Id;

    /// <summary>Whether this replica votes.</summary>
    public ReplicaMode Mode { get; private set; }

    /// <summary>Every place up to this one is executed; 0 at the start.</summary>
    public long Executed => _log.Executed;

    /// <summary>h: the last stable checkpoint; 0 at the start.</summary>
    public long StableCheckpoint => _log.Stable;

    /// <summary>
    /// A place that some correct other replica has executed, as far as their STATUS tell: f + 1 of them say so. A
    /// replica that has <see cref="Executed"/> as much is up to date.
    /// </summary>
    public long ExecutedElsewhere => _catchUp.Believed(_group.MaxFaulty);

    /// <summary>Places above the last stable checkpoint that something is kept of; at most the window.</summary>
    public int OpenSlots => _log.OpenCount;

    /// <summary>Requests that this replica knows of and that are not executed; at most one of each client.</summary>
    public int PendingRequests => _pending.Count;

    /// <summary>
    /// How long the timer of this view runs before the replica gives its primary up: T, doubled each time it gave one
    /// up since a request was executed, and never capped.
    /// </summary>
    public TimeSpan ViewTimeout => _timer.Timeout;

    /// <summary>The certificate of an executed place above the last stable checkpoint; null for any other.</summary>
    public CommittedSlot? CommittedAt(long sequence) => _log.Logged(sequence);

    /// <summary>The digest of the store after <see cref="Executed"/>.</summary>
    public Digest StateDigest() => _state.StoreDigest;

    /// <summary>A digest of all batches that were executed, in order.</summary>
    public Digest HistoryDigest => _state.History;

    /// <summary>
    /// Whether a quorum had another state than this replica where both had executed the same. It takes over theirs, but
    /// its machine or its code is not to be trusted.
    /// </summary>
    public bool HasDiverged { get; private set; }

    /// <summary>Lets something happen.</summary>
    /// <param name="input">What happens.</param>
    /// <param name="now">Monotonic time since any fixed moment; never less than in the call before.</param>
    /// <returns>What the replica wants, in order. A list of its own for each call.</returns>
    public IReadOnlyList<ReplicaOutput> Step(ReplicaInput input, TimeSpan now)
    {
        _outputs = [];
        RecordRecovery();
        switch (input)
        {
            case ReplicaInput.ReceiveFrame { Frame: var frame }:
                if (SignedMessage.TryDecode(frame.Span, out var message, out var error))
                    OnMessage(message);
                else
                    Emit(new ReplicaOutput.Rejected(null, RejectReason.Malformed, false) { DecodeError = error });
                break;
            case ReplicaInput.Receive { Message: var received }:
                OnMessage(received);
                break;
            case ReplicaInput.Tick:
                OnTick(now);
                break;
            case ReplicaInput.PeerRecovered { Replica: var peer }:
                OnPeerRecovered(peer);
                break;
        }

        UpdateTimer(now);
        return _outputs;
    }

    private SignedMessage Sign(ProtocolMessage message) => SignedMessage.Sign(message, _signer);

    private void Emit(ReplicaOutput output) => _outputs.Add(output);

    private void Persist(DurableRecord record) => Emit(new ReplicaOutput.Persist(record));

    private void Reject(SignedMessage signed, RejectReason reason, bool authenticated = false) =>
        Emit(new ReplicaOutput.Rejected(signed.Signer, reason, authenticated) { Message = signed });
}
