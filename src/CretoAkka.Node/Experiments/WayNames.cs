namespace CretoAkka.Node.Experiments;

/// <summary>What people call the ways.</summary>
internal static class WayNames
{
    /// <summary>The name of one.</summary>
    public static string Of(Way way) => way switch
    {
        Way.Bare => "Bare Akka.Remote",
        Way.Naive => "Refusing circuit",
        _ => "CretoAkka",
    };
}
