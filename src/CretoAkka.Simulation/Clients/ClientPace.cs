using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Clients;

/// <summary>When clients ask next: soon while they are busy, else late, or once they are busy again.</summary>
internal sealed class ClientPace(ClientSettings settings, Dice dice)
{
    private int _next;

    /// <summary>When a client asks that was answered just now. Never asked for an earlier time than before.</summary>
    public TimeSpan NextAsk(TimeSpan now)
    {
        var busy = settings.Busy;
        while (_next < busy.Count && busy[_next].To <= now)
            _next++;
        if (_next == busy.Count)
            return now + UpTo(settings.Rest);
        if (busy[_next].From <= now)
            return now + UpTo(settings.Think);
        var (rested, begins) = (now + UpTo(settings.Rest), busy[_next].From);
        return rested < begins ? rested : begins + UpTo(settings.Think);
    }

    private TimeSpan UpTo(TimeSpan average) => dice.Between(TimeSpan.Zero, average * 2);
}
