namespace CretoAkka.Calls;

/// <summary>The result of an operation that has none.</summary>
internal readonly struct Nothing
{
    /// <summary>Gives an operation this result.</summary>
    public static ValueTask<Nothing> Of(ValueTask operation) =>
        operation.IsCompletedSuccessfully ? Consumed(operation) : Await(operation);

    private static ValueTask<Nothing> Consumed(ValueTask operation)
    {
        operation.GetAwaiter().GetResult();
        return default;
    }

    private static async ValueTask<Nothing> Await(ValueTask operation)
    {
        await operation.ConfigureAwait(false);
        return default;
    }
}
