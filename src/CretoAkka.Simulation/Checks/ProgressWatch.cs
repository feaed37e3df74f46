using CretoAkka.Simulation.Clients;
using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Checks;

/// <summary>
/// Where a quorum is healthy, no request waits for ever: each is answered within a bound that leaves time for a few
/// view changes in a row, each of which waits twice as long as the last.
/// </summary>
internal sealed class ProgressWatch(IReadOnlyList<Gateway> gateways, Agenda agenda)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private TimeSpan _next = Interval;

    /// <summary>Looks, if it is time.</summary>
    public void Look()
    {
        if (agenda.Now < _next)
            return;
        _next = agenda.Now + Interval;
        foreach (var gateway in gateways)
        {
            foreach (var client in gateway.Clients)
            {
                ViolationException.Unless(
                    client.Request is null || agenda.Now - client.Invoked < Bound, "liveness",
                    $"{client.Id} has waited since {client.Invoked} for its request {client.Timestamp}");
            }
        }
    }
}
