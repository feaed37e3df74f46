using CretoAkka.Core.Circuits;

namespace CretoAkka.Circuits;

/// <summary>The core's answers in the words of this library.</summary>
internal static class CircuitReplies
{
    /// <summary>What became of a manual act.</summary>
    public static CommandReply ToCommandReply(this CircuitReply reply) => reply switch
    {
        CircuitReply.Refused => CommandReply.Quarantined,
        CircuitReply.Declined => CommandReply.BudgetSpent,
        _ => CommandReply.Done,
    };
}
