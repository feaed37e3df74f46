using System.Globalization;

namespace CretoAkka.Node.Experiments.Reports;

/// <summary>One value.</summary>
/// <param name="Text">As people read it.</param>
/// <param name="Number">As programs do; null: there is none.</param>
internal sealed record ResultCell(string Text, double? Number = null)
{
    /// <summary>Something that did not come to pass.</summary>
    public static readonly ResultCell Never = new("never");

    /// <summary>A number of things.</summary>
    public static ResultCell Count(long count) => new(count.ToString("N0", CultureInfo.InvariantCulture), count);

    /// <summary>Bytes, as megabytes.</summary>
    public static ResultCell Megabytes(long bytes)
    {
        var megabytes = bytes / 1e6;
        return new(string.Create(CultureInfo.InvariantCulture, $"{megabytes:0.00} MB"), megabytes);
    }

    /// <summary>A length of time, as milliseconds; null: it never ended.</summary>
    public static ResultCell Milliseconds(TimeSpan? time) => time is { TotalMilliseconds: var milliseconds }
        ? new(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms"), milliseconds)
        : Never;

    /// <summary>A share of what it was without a fault, and the value itself beside it.</summary>
    public static ResultCell Share(double share, string value) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{share * 100:0}% ({value})"), share);

    /// <summary>A multiple of what it was without a fault, and the value itself beside it.</summary>
    public static ResultCell Multiple(double multiple, string value) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{multiple:0.00}x ({value})"), multiple);
}
