namespace CretoAkka.Peers;

/// <summary>Names of supervisors, which nodes find each other by: <c>creto</c>, and <c>creto.bulk</c>.</summary>
internal static class SupervisorName
{
    private const string Alone = "creto";
    private const string Prefix = $"{Alone}.";

    /// <summary>The name of an instance's supervisor; of those without a name: <c>creto</c>.</summary>
    public static string Of(string instance) => instance.Length == 0 ? Alone : Prefix + instance;

    /// <summary>Whether an actor of the users' is the supervisor of some instance.</summary>
    public static bool Is(string name) => name == Alone || name.StartsWith(Prefix, StringComparison.Ordinal);
}
