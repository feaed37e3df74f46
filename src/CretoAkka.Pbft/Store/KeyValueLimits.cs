namespace CretoAkka.Pbft.Store;

/// <summary>The bounds of the key-value store.</summary>
public static class KeyValueLimits
{
    /// <summary>A key, in bytes of UTF-8. At least one.</summary>
    public const int Key = 256;

    /// <summary>A value, in bytes.</summary>
    public const int Value = 8 * 1024;

    /// <summary>Keys in a store, unless it is told otherwise.</summary>
    public const int Keys = 1_000_000;
}
