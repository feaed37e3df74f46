using Akka.Actor;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using static CretoAkka.Node.Replicas.ReplicaProtocol;

namespace CretoAkka.Node.Replicas;

/// <content>
/// Requests of this node's own clients: the primary is called, and where that does not succeed all are told.
/// </content>
internal sealed partial class ReplicaActor
{
    // The last of each of our clients that the primary was called with. They count their requests.
    private readonly Dictionary<string, long> _called = [];

    private void OnSubmit(Submit submit)
    {
        if (submit.ToAll)
            Broadcast(submit.Request);
        Step(new ReplicaInput.Receive(submit.Request));
    }

    private void OnCall(RequestCall call)
    {
        Sender.Tell(RequestTaken.Instance);
        // A client signs its requests, whoever brings them; another message may tell who it is from by its session.
        if (SignedMessage.TryDecode(call.Bytes, out var message, out _) && message.Message is Request)
            Step(new ReplicaInput.Receive(message));
    }

    // Once for each of our own: who is told by all of them relays it too, and must not tell all again.
    private void Relay(string primary, SignedMessage signed)
    {
        var request = (Request)signed.Message;
        if (ClientNames.HomeOf(request.Sender) != _replica.Id
            || request.Timestamp <= _called.GetValueOrDefault(request.Sender, long.MinValue))
        {
            Send(primary, signed);
            return;
        }
        _called[request.Sender] = request.Timestamp;
        Call(primary, signed);
    }

    // Through the primary's circuit: a dead primary costs the first calls their deadline, and later ones nothing.
    private void Call(string primary, SignedMessage request) => _ = _links.CallAsync(primary, Frame(request)).PipeTo(
        Self,
        success: taken => new Called(request, taken),
        failure: _ => new Called(request, Taken: false));

    private void OnCalled(Called called)
    {
        if (!called.Taken)
            Broadcast(called.Request);
    }

    private sealed record Called(SignedMessage Request, bool Taken) : IPossiblyHarmful;
}
