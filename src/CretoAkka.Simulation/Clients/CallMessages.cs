using CretoAkka.Pbft.Messages;

namespace CretoAkka.Simulation.Clients;

/// <summary>A gateway calls a replica, and awaits <see cref="Called"/>.</summary>
internal sealed record Call(long Number, SignedMessage Request);

/// <summary>A replica has taken a call in.</summary>
internal sealed record Called(long Number);

/// <summary>A gateway tells a replica of a request, and awaits nothing.</summary>
internal sealed record Submit(SignedMessage Request);

/// <summary>A replica tells a gateway of a reply.</summary>
internal sealed record Replied(SignedMessage Reply);
