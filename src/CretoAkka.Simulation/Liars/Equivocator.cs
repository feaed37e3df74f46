using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Signing;
using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Liars;

/// <summary>
/// Tells a part of the others one thing and the rest another: as a primary, two batches for one place, and votes for
/// each of them. The second batch is sometimes another one, and sometimes only bears the digest of the first. As the
/// primary of a new view it proposes for places that are prepared already what nobody prepared.
/// </summary>
internal sealed class Equivocator(ISigner signer, Dice dice) : Behaviour
{
    private const int MostKept = 256;
    private const int Proposals = 6;

    private readonly List<SignedMessage> _requests = [];
    private readonly Dictionary<(long View, long Sequence), Lie> _lies = [];
    private readonly Queue<(int To, SignedMessage Message)> _more = new();
    private long _lastPlace;

    /// <inheritdoc/>
    public override bool Hears(SignedMessage message)
    {
        if (message.Message is Request)
            Keep(message);
        else if (message.Message is PrePrepare proposal)
        {
            _lastPlace = Math.Max(_lastPlace, proposal.Sequence);
            foreach (var request in proposal.Batch.Requests)
                Keep(request);
        }
        return true;
    }

    /// <inheritdoc/>
    public override IEnumerable<SignedMessage> Says(int to, SignedMessage message)
    {
        switch (message.Message)
        {
            case PrePrepare m when m.Sender == signer.Id:
                return Propose(to, message, m);
            case SlotMessage m when m.Sender == signer.Id && _lies.TryGetValue((m.View, m.Sequence), out var lie):
                return lie.IsTold(to) ? [Vote(m, lie.Digest)] : [message];
            case NewView m when m.Sender == signer.Id:
                ProposeAnew(to, m.View);
                return [message];
            default:
                return [message];
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(int To, SignedMessage Message)> Adds()
    {
        while (_more.TryDequeue(out var more))
            yield return more;
    }

    private IEnumerable<SignedMessage> Propose(int to, SignedMessage truth, PrePrepare proposal)
    {
        _lastPlace = Math.Max(_lastPlace, proposal.Sequence);
        var key = (proposal.View, proposal.Sequence);
        if (!_lies.TryGetValue(key, out var lie))
            _lies[key] = lie = MakeUp(proposal);
        if (!lie.IsTold(to))
            return [truth];
        var told = new PrePrepare(signer.Id, proposal.View, proposal.Sequence, lie.Digest, lie.Batch);
        var commit = new Commit(signer.Id, proposal.View, proposal.Sequence, lie.Digest);
        return [SignedMessage.Sign(told, signer), SignedMessage.Sign(commit, signer)];
    }

    private Lie MakeUp(PrePrepare proposal)
    {
        var batch = _requests.Count == 0 ? proposal.Batch : new Batch([dice.Of(_requests)]);
        var digest = dice.Chance(0.4) ? proposal.Digest : batch.Digest;
        return new(batch, digest, dice.Next());
    }

    private SignedMessage Vote(SlotMessage truth, Digest digest) => SignedMessage.Sign(
        truth is Prepare
            ? new Prepare(signer.Id, truth.View, truth.Sequence, digest)
            : new Commit(signer.Id, truth.View, truth.Sequence, digest),
        signer);

    private void ProposeAnew(int to, long view)
    {
        if (_requests.Count == 0)
            return;
        for (var place = Math.Max(1, _lastPlace - Proposals); place <= _lastPlace; place++)
        {
            var batch = new Batch([dice.Of(_requests)]);
            var proposal = new PrePrepare(signer.Id, view, place, batch.Digest, batch);
            _more.Enqueue((to, SignedMessage.Sign(proposal, signer)));
        }
    }

    private void Keep(SignedMessage request)
    {
        if (_requests.Count == MostKept)
            _requests.RemoveAt(0);
        _requests.Add(request);
    }

    private sealed record Lie(Batch Batch, Digest Digest, ulong Audience)
    {
        public bool IsTold(int to) => ((Audience >> to) & 1) == 1;
    }
}
