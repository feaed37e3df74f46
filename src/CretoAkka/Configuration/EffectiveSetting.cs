namespace CretoAkka.Configuration;

/// <summary>A key that is in force, and why.</summary>
/// <param name="Key">The full key, its segments quoted where HOCON needs it.</param>
/// <param name="Value">What was written, unquoted.</param>
/// <param name="Origin">Where.</param>
public sealed record EffectiveSetting(string Key, string Value, ConfigurationOrigin Origin);
