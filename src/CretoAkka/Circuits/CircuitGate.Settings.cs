using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Circuits;

/// <content>Settings that change while the circuit is in use.</content>
internal sealed partial class CircuitGate
{
    /// <summary>
    /// Obeys other settings from now on. Deadlines that run and counts stay; only where the rule of the window changes
    /// it begins empty.
    /// </summary>
    /// <returns>Whether anything changed.</returns>
    public bool Follow(PeerSettings settings)
    {
        lock (_lock)
        {
            var (now, before) = (Enter(), _settings);
            if (settings == before)
                return false;
            if (settings.CallFailureRate != before.CallFailureRate)
                _calls = settings.CallFailureRate is { } rule ? new OutcomeWindow(rule) : null;
            (_settings, _policy) = (settings, settings.Circuit);
            if (_policy.Mode != before.Circuit.Mode)
                Commit(_circuit.Step(CircuitInput.SetMode(_policy.Mode), now, _policy), now);
            Tell(new SettingsFollowed(this, before, settings));
            return true;
        }
    }
}
