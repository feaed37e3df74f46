namespace CretoAkka.Benchmarks.Remote;

/// <summary>A message of five fields. Immutable.</summary>
internal sealed record Proposal(long View, long Number, int Sender, string Lane, byte[] Data)
{
    // What the other fields take on the wire, about.
    private const int Rest = 20;

    /// <summary>One of about so many bytes.</summary>
    public static Proposal Of(int bytes)
    {
        var data = new byte[bytes - Rest];
        new Random(1).NextBytes(data);
        return new Proposal(3, 1_000_000, 2, "proposals", data);
    }
}
