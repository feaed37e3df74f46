using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Signing;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Pbft.Replication;

/// <summary>
/// One replica of PBFT (Castro and Liskov 1999), the normal case, as a deterministic state machine: inputs in, outputs
/// out. It reads no clock, starts nothing and sends nothing; the same inputs give the same outputs. Not thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// The primary of the view gives each request a place (PRE-PREPARE), backups agree (PREPARE), all confirm that a quorum
/// agrees (COMMIT). Prepared: a pre-prepare and Q - 1 matching prepares of different backups. Committed: prepared and Q
/// matching commits. Places are executed in order, without gaps, each client timestamp once.
/// </para>
/// <para>
/// Nothing depends on delivery: STATUS tells what is missing, votes are sent again for places that are still open, and
/// committed places are fetched with the commits that prove them. Messages are checked in order of cost: shape, view,
/// place, what we have already, and only then the signature.
/// </para>
/// </remarks>
public sealed partial class Replica
{
    private readonly ReplicaGroup _group;
    private readonly ReplicaSettings _settings;
    private readonly ISigner _signer;
    private readonly IVerifier _verifier;
    private readonly IStateMachine _store;
    private readonly int _self;

    private readonly SlotWindow _window;
    private readonly ClientTable _clients = new();
    private readonly RequestQueue _requests;
    private readonly CatchUp _catchUp;
    private readonly int[] _answers;

    private List<ReplicaOutput> _outputs = [];

    /// <summary>A replica that has executed nothing.</summary>
    /// <param name="group">Who replicates.</param>
    /// <param name="settings">Its mode and bounds.</param>
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

        (_group, _settings, _signer, _verifier, _store) = (group, settings, signer, verifier, store);
        _window = new(group, settings.Window);
        _requests = new(settings.MaxPendingRequests);
        _catchUp = new(group.Size, settings.FetchBatch);
        _answers = new int[group.Size];
    }

    /// <summary>A replica that goes on where an earlier life of it stopped, from what that life had on disk.</summary>
    /// <param name="group">Who replicates; as before.</param>
    /// <param name="settings">
    /// Its bounds; as before where they are equal at all replicas. The mode is that of the records.
    /// </param>
    /// <param name="signer">Signs as this replica.</param>
    /// <param name="verifier">Knows the keys of the replicas and of every client.</param>
    /// <param name="store">What is replicated, in its initial state.</param>
    /// <param name="records">
    /// Every record that was persisted and not replaced, in any order. None at all is a replica that never voted.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// A record is damaged or another replica's. To be started without it, a replica must be recovering.
    /// </exception>
    /// <exception cref="ArgumentException">The signer is not of the group, or a setting is out of range.</exception>
    public static Replica Restore(
        ReplicaGroup group, ReplicaSettings settings, ISigner signer, IVerifier verifier, IStateMachine store,
        IEnumerable<DurableRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return new Replica(group, settings, signer, verifier, store);
    }

    /// <summary>This replica's name.</summary>
    public string Id => _signer.Id;

    /// <summary>The view that the replica is in or has moved to.</summary>
    public long View { get; }

    /// <summary>The primary of the view.</summary>
    public string Primary => _group.PrimaryOf(View);

    /// <summary>Whether this replica is it.</summary>
    public bool IsPrimary => Primary == Id;

    /// <summary>Whether this replica votes.</summary>
    public ReplicaMode Mode => _settings.Mode;

    /// <summary>Whether it is in the view; otherwise it has left the one before and waits for the NEW-VIEW.</summary>
    public bool InView { get; private set; } = true;

    /// <summary>h: the last stable checkpoint; 0 at the start.</summary>
    public long StableCheckpoint { get; private set; }

    /// <summary>A digest of all batches that were executed, in order.</summary>
    public Digest HistoryDigest { get; private set; }

    /// <summary>Every place up to this one is executed; 0 at the start.</summary>
    public long Executed => _window.Executed;

    /// <summary>
    /// A place that some correct other replica has executed, as far as their STATUS tell: f + 1 of them say so. A
    /// replica that has <see cref="Executed"/> as much is up to date.
    /// </summary>
    public long ExecutedElsewhere => _catchUp.Believed(_group.MaxFaulty);

    /// <summary>Places after the last executed one that something was heard of; at most the window.</summary>
    public int OpenSlots => _window.OpenCount;

    /// <summary>The certificate of an executed place; null for any other.</summary>
    public CommittedSlot? CommittedAt(long sequence) => _window.Logged(sequence);

    /// <summary>The digest of the replicated state after <see cref="Executed"/>.</summary>
    public Digest StateDigest() => _store.Digest();

    /// <summary>Lets something happen.</summary>
    /// <param name="input">What happens.</param>
    /// <param name="now">Monotonic time since any fixed moment; never less than in the call before.</param>
    /// <returns>What the replica wants, in order. A list of its own for each call.</returns>
    public IReadOnlyList<ReplicaOutput> Step(ReplicaInput input, TimeSpan now)
    {
        _outputs = [];
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
        }

        return _outputs;
    }

    private void OnMessage(SignedMessage signed)
    {
        if (signed.Message is Request request)
        {
            OnRequest(signed, request);
            return;
        }

        var sender = _group.IndexOf(signed.Signer);
        if (sender < 0)
            Reject(signed, RejectReason.UnknownSender);
        else if (sender == _self)
            Reject(signed, RejectReason.OwnMessage);
        else
            OnPeerMessage(signed, sender);
    }

    private void OnPeerMessage(SignedMessage signed, int sender)
    {
        switch (signed.Message)
        {
            case PrePrepare proposal:
                OnPrePrepare(signed, proposal);
                break;
            case SlotMessage vote:
                OnVote(signed, vote, sender);
                break;
            case Status status:
                OnStatus(signed, status, sender);
                break;
            case Fetch fetch:
                OnFetch(signed, fetch, sender);
                break;
            case Committed committed:
                OnCommitted(signed, committed.Slot);
                break;
            default:
                Reject(signed, RejectReason.UnexpectedKind);
                break;
        }
    }

    private SignedMessage Sign(ProtocolMessage message) => SignedMessage.Sign(message, _signer);

    private void Emit(ReplicaOutput output) => _outputs.Add(output);

    private void Reject(SignedMessage signed, RejectReason reason, bool authenticated = false) =>
        Emit(new ReplicaOutput.Rejected(signed.Signer, reason, authenticated) { Message = signed });
}
