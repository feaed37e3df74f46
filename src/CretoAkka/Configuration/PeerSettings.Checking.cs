using CretoAkka.Configuration.Keys;

namespace CretoAkka.Configuration;

public sealed partial record PeerSettings
{
    /// <summary>
    /// These settings, if they obey the rules that a file must obey. For settings that were built in code.
    /// </summary>
    /// <param name="peer">Whose they are, to be named where something is wrong; null: everybody's.</param>
    /// <exception cref="CretoConfigurationException">They do not; the exception holds everything that is
    /// wrong.</exception>
    public PeerSettings Validate(PeerId? peer = null)
    {
        var problems = SettingsCheck.Of(this, peer);
        return problems.IsEmpty ? this : throw new CretoConfigurationException(problems);
    }
}
