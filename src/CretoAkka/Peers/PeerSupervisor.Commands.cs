using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Configuration;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Peers.PeerProtocol;
using static CretoAkka.Quorums.QuorumProtocol;

namespace CretoAkka.Peers;

/// <content>Commands about peers, which no circuit obeys.</content>
internal sealed partial class PeerSupervisor
{
    private void Obey(IPeerCommand command)
    {
        var reply = AnswerTo(command);
        if (!Sender.IsNobody())
            Sender.Tell(reply);
    }

    private IReply AnswerTo(IPeerCommand command)
    {
        try
        {
            return Do(command);
        }
        catch (Exception e) when (e is ArgumentException or PeerLimitException or CretoConfigurationException)
        {
            return new PeerRefused(command.Peer, Sentence(e));
        }
    }

    private IReply Do(IPeerCommand command)
    {
        switch (command)
        {
            case AddPeer { Address: null }:
                _directory.AddPeer(command.Peer);
                return new PeerAdded(command.Peer);
            case AddPeer { Address: { } address }:
                _directory.AddPeer(command.Peer, address);
                return new PeerAdded(command.Peer);
            case UpdatePeer m:
                _directory.UpdatePeer(m.Peer, m.Address);
                return new PeerUpdated(m.Peer);
            case UpdateSettings m:
                return new SettingsUpdated(m.Peer, _directory.UpdateSettings(m.Peer, m.Settings));
            case RemovePeer:
                return _directory.RemovePeer(command.Peer)
                    ? new PeerRemoved(command.Peer)
                    : new PeerRefused(command.Peer, $"There is no peer '{command.Peer}'.");
            case ReportEvidence m:
                return new CommandTaken(m.Peer, _directory.ReportEvidence(m.Peer, m.Kind, m.Proof));
            default:
                return new PeerRefused(command.Peer, $"A {command.GetType().Name} is no command about peers.");
        }
    }

    // About a peer that is not known, and that is not made to be asked about.
    private void Answer(ICommand question)
    {
        if (!Sender.IsNobody())
            Sender.Tell(_directory.TryLook(question.Peer) is { } gate
                ? Questions.Answer(question, gate)
                : new PeerUnknown(question.Peer));
    }

    // Without the name of the parameter, which is not the sender's.
    private static string Sentence(Exception e) => e switch
    {
        CretoConfigurationException wrong => string.Join(' ', wrong.Problems.Select(p => p.Sentence)),
        ArgumentException { ParamName: { } name } =>
            e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        _ => e.Message,
    };
}
