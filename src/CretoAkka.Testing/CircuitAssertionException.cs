namespace CretoAkka.Testing;

/// <summary>What a test expects of circuits is not so. Fails the test in every framework.</summary>
public sealed class CircuitAssertionException : Exception
{
    /// <summary>Says nothing.</summary>
    public CircuitAssertionException()
    {
    }

    /// <summary>Says what was expected, and what is.</summary>
    public CircuitAssertionException(string message)
        : base(message)
    {
    }

    /// <summary>Says what was expected, what is, and why.</summary>
    public CircuitAssertionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static void ThrowUnless(bool holds, string message)
    {
        if (!holds)
            throw new CircuitAssertionException(message);
    }
}
