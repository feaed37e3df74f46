using Akka.Actor;

namespace CretoAkka.Circuits;

/// <summary>
/// A message that an actor gets at a moment, or somewhat before: a hint, after which it looks what is due and sets the
/// next. So one that is set already and comes no later is left alone, and none costs anything, as Akka's timers do.
/// </summary>
internal struct WakeUp
{
    // Schedulers have their limits.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private ICancelable? _scheduled;
    private TimeSpan _at;

    /// <summary>Sees to it that the actor is told in time.</summary>
    /// <param name="context">The actor's.</param>
    /// <param name="message">What it is told.</param>
    /// <param name="at">When; past: at once. Null: not at all.</param>
    /// <param name="now">The time, on the same scale.</param>
    public void Set(IActorContext context, object message, TimeSpan? at, TimeSpan now)
    {
        if (_scheduled is not null && _at > now && _at <= at)
            return;
        Cancel();
        if (at is not { } due)
            return;
        var wait = due > now ? due - now : TimeSpan.Zero;
        if (wait > LongestSleep)
            wait = LongestSleep;
        _at = now + wait;
        _scheduled = context.System.Scheduler.ScheduleTellOnceCancelable(wait, context.Self, message, context.Self);
    }

    /// <summary>Forgets what was set, or has come. What is on its way already still comes.</summary>
    public void Cancel()
    {
        _scheduled?.Cancel();
        _scheduled = null;
    }
}
