namespace CretoAkka.Node.Experiments.Agreement;

/// <summary>Four replicas, of which one may be faulty.</summary>
internal static class AgreementGroup
{
    /// <summary>The primary, which serves the users and whose operator cuts a backup off.</summary>
    public const string Primary = "node-a";

    /// <summary>The backup that is cut off, though nothing is wrong with it.</summary>
    public const string CutOff = "node-b";

    /// <summary>A healthy backup.</summary>
    public const string Backup = "node-d";

    /// <summary>The backup that is silent: without it, all the others are needed.</summary>
    public const string Silent = "node-s";

    /// <summary>All of them, in the order in which they take the primary's office.</summary>
    public static readonly IReadOnlyList<string> Names = [Primary, CutOff, Backup, Silent];

    /// <summary>Those that go on.</summary>
    public static readonly IReadOnlyList<string> Speaking = [Primary, CutOff, Backup];
}
