using Akka.Event;
using CretoAkka.Dashboard.Feeds;
using CretoAkka.Dashboard.Json;
using Microsoft.AspNetCore.Http;

namespace CretoAkka.Dashboard.Http;

/// <summary>What an act led to: a reply of whom it was done to, or a sentence why there is none.</summary>
internal readonly record struct ActOutcome(int Status, string Sentence, ActReplyJson? Reply = null);

/// <summary>Does what an operator asks for, logs it, and puts it on the timeline.</summary>
internal sealed class ManualActs(CircuitSource source)
{
    private const string Known = "force-open, force-close, reset or release";

    /// <summary>Does something to a circuit.</summary>
    public ActOutcome Do(string id, string act, ActBodyJson body, string from)
    {
        if (source.Find() is not { } circuits)
            return new(StatusCodes.Status503ServiceUnavailable, $"{source.Node} is down.");
        if (id.Length is 0 or > PeerId.MaxLength || circuits.FindPeer(id) is not { Peer: var peer })
            return new(StatusCodes.Status404NotFound, $"There is no peer '{id}'.");
        if (Apply(circuits, peer, act, body) is not { } reply)
            return new(StatusCodes.Status404NotFound, $"There is no act '{act}'; expected {Known}.");
        if (circuits.Instance.Length == 0)
            circuits.ActorSystem.Log.Warning(
                "Circuit {Peer}: {Command} by hand over HTTP from {Address}, {Result}", peer, act, from, reply);
        else
            circuits.ActorSystem.Log.Warning(
                "Circuit {Peer} of {Instance}: {Command} by hand over HTTP from {Address}, {Result}",
                peer, circuits.Instance, act, from, reply);
        source.Timeline.Add(Entries.Act(id, act, reply.ToString(), from));
        return new(
            reply == CommandReply.Done ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
            "",
            new ActReplyJson(id, act, reply.ToString(), MeaningOf(reply)));
    }

    /// <summary>Does something of the host's own.</summary>
    public async Task<ActOutcome> PressAsync(string target, string name, string from, CancellationToken cancellation)
    {
        var act = source.Panel?.Acts.FirstOrDefault(one => one.Target == target && one.Name == name);
        if (act is null)
            return new(StatusCodes.Status404NotFound, $"There is no act '{name}' of '{target}'.");
        var (status, sentence) = await RunAsync(act, cancellation);
        source.Find()?.ActorSystem.Log.Warning(
            "{Target}: {Command} by hand over HTTP from {Address}, {Result}", target, name, from, sentence);
        source.Timeline.Add(Entries.Act(target, name, sentence, from) with { Kind = EntryKind.Panel });
        var reply = status == StatusCodes.Status200OK ? nameof(CommandReply.Done) : "Refused";
        return new(status, sentence, new ActReplyJson(target, name, reply, sentence));
    }

    private static async Task<(int Status, string Sentence)> RunAsync(DashboardAct act, CancellationToken cancellation)
    {
        try
        {
            return (StatusCodes.Status200OK, await act.Run(cancellation));
        }
        catch (InvalidOperationException e)
        {
            return (StatusCodes.Status409Conflict, e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException and not OperationCanceledException)
        {
            return (StatusCodes.Status500InternalServerError, $"It failed, perhaps half done: {e.Message}");
        }
    }

    private static CommandReply? Apply(PeerCircuits circuits, PeerId peer, string act, ActBodyJson body)
    {
        TimeSpan? duration = body.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        return act switch
        {
            "force-open" => circuits.ForceOpen(peer, duration, body.OverrideBudget),
            "force-close" => circuits.ForceClose(peer, duration),
            "reset" => circuits.Reset(peer),
            "release" => circuits.ReleaseQuarantine(peer),
            _ => null,
        };
    }

    private static string MeaningOf(CommandReply reply) => reply switch
    {
        CommandReply.Done => "Done.",
        CommandReply.Quarantined => "Refused: the peer is quarantined, which only a release ends.",
        CommandReply.BudgetSpent => "Refused: as many are cut off as the protocol tolerates.",
        _ => reply.ToString(),
    };
}
