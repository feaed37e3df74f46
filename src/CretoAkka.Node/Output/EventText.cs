using CretoAkka.Circuits;

namespace CretoAkka.Node.Output;

/// <summary>Says in a line what happened to a circuit.</summary>
internal static class EventText
{
    /// <summary>The line; null for what is not worth one.</summary>
    public static string? Of(string observer, CircuitProtocol.IEvent happened) => happened switch
    {
        CircuitProtocol.CircuitOpened e => $"{observer}: circuit to {e.Peer} opened because {e.Cause}",
        CircuitProtocol.CircuitHalfOpened e => $"{observer}: circuit to {e.Peer} is half-open because {e.Cause}",
        CircuitProtocol.CircuitClosed e => $"{observer}: circuit to {e.Peer} closed because {e.Cause}",
        CircuitProtocol.IsolationRefused e => $"{observer}: {e.Peer} stays closed, suspected: {e.Refusal}",
        _ => null,
    };
}
