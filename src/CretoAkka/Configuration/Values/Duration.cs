using System.Globalization;

namespace CretoAkka.Configuration.Values;

/// <summary>A time span with a unit, in a range, both ends included.</summary>
internal sealed class Duration(TimeSpan least, TimeSpan most) : ValueKind<TimeSpan>
{
    private const string BareNumber = "";

    private static readonly (string Unit, decimal Ticks)[] Written =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond), ("us", TimeSpan.TicksPerMicrosecond),
        ("ns", 0.01m),
    ];

    private static readonly Dictionary<string, decimal> TicksPerUnit = Written.ToDictionary(u => u.Unit, u => u.Ticks)
        .Concat(Named("nano", 0.01m)).Concat(Named("nanosecond", 0.01m))
        .Concat(Named("micro", TimeSpan.TicksPerMicrosecond)).Concat(Named("microsecond", TimeSpan.TicksPerMicrosecond))
        .Concat(Named("milli", TimeSpan.TicksPerMillisecond)).Concat(Named("millisecond", TimeSpan.TicksPerMillisecond))
        .Concat(Named("second", TimeSpan.TicksPerSecond)).Concat(Named("minute", TimeSpan.TicksPerMinute))
        .Concat(Named("hour", TimeSpan.TicksPerHour)).Concat(Named("day", TimeSpan.TicksPerDay))
        .ToDictionary();

    public override string Expected => $"a duration with its unit from {Write(least)} to {Write(most)}";

    public override bool TryRead(string text, out TimeSpan value, out string? meant)
    {
        value = default;
        meant = null;
        if (!Quantity.TrySplit(text, out var number, out var unit))
            return false;
        if (unit == BareNumber)
            meant = $"{text.Trim()}s or {text.Trim()}ms";
        if (!TicksPerUnit.TryGetValue(unit, out var ticks))
            return false;
        // Decimal arithmetic is exact here; the bound keeps it from overflowing, and is far beyond any range.
        value = Math.Abs(number) > 1e15m ? TimeSpan.MaxValue : Clamp(number * ticks);
        return true;
    }

    public override bool Allows(TimeSpan value) => value >= least && value <= most;

    public override string Write(TimeSpan value)
    {
        foreach (var (unit, ticks) in Written)
            if (value != TimeSpan.Zero && value.Ticks % ticks == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / ticks:0}{unit}");
        return "0s";
    }

    private static TimeSpan Clamp(decimal ticks) =>
        ticks >= long.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)Math.Max(ticks, -long.MaxValue));

    private static KeyValuePair<string, decimal>[] Named(string name, decimal ticks) =>
        [new(name, ticks), new(name + "s", ticks)];
}
