using CretoAkka.Core.Circuits;

namespace CretoAkka.Simulation.Links;

/// <content>A peer that did not keep what it was sent: that it answers pings says little of it any more.</content>
internal sealed partial class Link
{
    // Until it acknowledges again what it is sent.
    private bool _isDoubted;
    private TimeSpan? _forgotAt;

    private void BeginForgotten(long incarnation, TimeSpan now)
    {
        if (incarnation == _incarnation)
        {
            if (_isDoubted && IsSoon(_forgotAt, now))
                FailByLoss(now);
            (_forgotAt, _isDoubted) = (now, true);
        }
        Begin(incarnation, now);
    }

    // Where no permit is left, a marker that is on its way has one.
    private void FailByLoss(TimeSpan now)
    {
        var permit = Gate.Admit(now, Timeout, OutcomeSource.Session);
        if (permit is null && _markers.Count > 0)
        {
            var (number, marked) = _markers.First();
            _markers.Remove(number);
            permit = marked;
        }
        if (permit is not null)
            Gate.Complete(permit, Outcome.Failure, FailureCause.Loss, now);
    }

    private bool IsSoon(TimeSpan? before, TimeSpan now) => now - before < _settings.Circuit.OpenTimeout;
}
