using System.Globalization;

namespace CretoAkka.Configuration.Values;

/// <summary>A number of bytes, with or without unit, in a range, both ends included.</summary>
internal sealed class ByteSize(long least, long most) : ValueKind<long>
{
    private static readonly (string Unit, long Bytes)[] Written =
        [("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("", 1)];

    private static readonly Dictionary<string, long> BytesPerUnit = new(StringComparer.Ordinal)
    {
        [""] = 1, ["B"] = 1, ["b"] = 1, ["byte"] = 1, ["bytes"] = 1,
        ["K"] = 1L << 10, ["k"] = 1L << 10, ["Ki"] = 1L << 10, ["KiB"] = 1L << 10,
        ["M"] = 1L << 20, ["m"] = 1L << 20, ["Mi"] = 1L << 20, ["MiB"] = 1L << 20,
        ["G"] = 1L << 30, ["g"] = 1L << 30, ["Gi"] = 1L << 30, ["GiB"] = 1L << 30,
        ["kB"] = 1_000, ["MB"] = 1_000_000, ["GB"] = 1_000_000_000,
        ["kibibyte"] = 1L << 10, ["kibibytes"] = 1L << 10, ["kilobyte"] = 1_000, ["kilobytes"] = 1_000,
        ["mebibyte"] = 1L << 20, ["mebibytes"] = 1L << 20, ["megabyte"] = 1_000_000, ["megabytes"] = 1_000_000,
        ["gibibyte"] = 1L << 30, ["gibibytes"] = 1L << 30, ["gigabyte"] = 1_000_000_000, ["gigabytes"] = 1_000_000_000,
    };

    public override string Expected =>
        $"a size from {Write(least)} to {Write(most)}, in bytes or with a unit (KiB, kB, MiB, MB)";

    public override bool TryRead(string text, out long value, out string? meant)
    {
        value = 0;
        meant = null;
        if (!Quantity.TrySplit(text, out var number, out var unit))
            return false;
        if (!BytesPerUnit.TryGetValue(unit, out var bytes))
        {
            // KB is 1000 to some and 1024 to others.
            if (unit is "KB" or "kb")
                meant = string.Create(CultureInfo.InvariantCulture, $"{number}KiB or {number}kB");
            return false;
        }
        // Half a byte is a mistake; the bound keeps the product from overflowing, and is far beyond any range.
        var size = Math.Abs(number) > 1e15m ? long.MaxValue : number * bytes;
        if (decimal.Truncate(size) != size)
            return false;
        value = size >= long.MaxValue ? long.MaxValue : (long)Math.Max(size, -long.MaxValue);
        return true;
    }

    public override bool Allows(long value) => value >= least && value <= most;

    public override string Write(long value)
    {
        var (unit, bytes) = Written.First(u => value % u.Bytes == 0 && (value != 0 || u.Bytes == 1));
        return string.Create(CultureInfo.InvariantCulture, $"{value / bytes}{unit}");
    }
}
