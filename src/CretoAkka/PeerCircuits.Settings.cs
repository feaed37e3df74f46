using System.Collections.Immutable;
using Akka.Event;
using CretoAkka.Circuits;
using CretoAkka.Configuration;

namespace CretoAkka;

/// <content>Settings that change while the node runs.</content>
public sealed partial class PeerCircuits
{
    /// <summary>What one circuit obeys.</summary>
    /// <exception cref="ArgumentException">There is no such peer.</exception>
    public PeerSettings GetSettings(PeerId peer) => Known(peer).Settings;

    /// <summary>
    /// One circuit obeys other settings from now on, for as long as its peer is known; all of them at once or, where
    /// something is wrong, none. Deadlines that run and counts stay; a window of outcomes begins empty where its rule
    /// changes. Equal settings change nothing; a change is logged and published as
    /// <see cref="CircuitProtocol.SettingsChanged"/>.
    /// </summary>
    /// <param name="peer">Which peer.</param>
    /// <param name="settings">To be made from <see cref="GetSettings"/> by <c>with</c>.</param>
    /// <returns>Whether anything changed.</returns>
    /// <exception cref="ArgumentException">
    /// There is no such peer, or its address or whether it has a session would change: <see cref="UpdatePeer"/> does
    /// the one, the other takes a new peer.
    /// </exception>
    /// <exception cref="CretoConfigurationException">Something is wrong with the settings.</exception>
    public bool UpdateSettings(PeerId peer, PeerSettings settings)
    {
        lock (_adding)
        {
            var gate = Known(peer);
            var now = gate.Settings;
            if (settings.Address != now.Address || settings.Session != now.Session)
                throw new ArgumentException(
                    $"The settings would change the address of '{peer}', or whether it has a session.",
                    nameof(settings));
            settings = settings with { LocalTarget = now.LocalTarget }; // Not for its caller to tell.
            (_settings with { Peers = ImmutableDictionary<PeerId, PeerSettings>.Empty.Add(peer, settings) }).Validate();
            if (!gate.Follow(settings))
                return false;
            _own.Add(peer);
            return true;
        }
    }

    /// <summary>
    /// All circuits obey other settings from now on, later ones too; but for those of peers that have a section, or
    /// settings of their own. Otherwise as for one, circuit by circuit.
    /// </summary>
    /// <param name="settings">To be made from <see cref="Settings"/>' <c>Default</c> by <c>with</c>.</param>
    /// <returns>Whether anything changed.</returns>
    /// <exception cref="ArgumentException">An address is given, or whether there is a session would change.</exception>
    /// <exception cref="CretoConfigurationException">Something is wrong with the settings.</exception>
    public bool UpdateSettings(PeerSettings settings)
    {
        lock (_adding)
        {
            var before = _settings.Default;
            if (settings.Address is not null || settings.Session != before.Session)
                throw new ArgumentException(
                    "The settings of all peers name an address, or change whether there is a session.",
                    nameof(settings));
            _settings = (_settings with { Default = settings }).Validate();
            _budget.Follow(Isolation(_settings));
            if (settings != before)
                _log.Warning("Settings of all circuits {Before} -> {After}", before, settings);
            foreach (var (peer, gate) in _gates)
            {
                if (!_own.Contains(peer) && !_settings.Peers.ContainsKey(peer))
                    gate.Follow(settings with
                    {
                        Address = gate.Settings.Address,
                        LocalTarget = gate.Settings.LocalTarget,
                        Session = gate.Settings.Session,
                    });
            }
            return settings != before;
        }
    }

    private CircuitGate Known(PeerId peer) =>
        Find(peer) ?? throw new ArgumentException($"There is no peer '{peer}'.", nameof(peer));
}
