using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Links;

/// <summary>The numbers that the sending side of a link obeys.</summary>
/// <param name="Session">The session's.</param>
/// <param name="Bounds">How long a message is kept that is lost again and again, and how often it is sent.</param>
/// <param name="ProbeInterval">How often a silent open peer is asked at first.</param>
public sealed record LinkPolicy(SessionPolicy Session, QueuePolicy Bounds, TimeSpan ProbeInterval);
