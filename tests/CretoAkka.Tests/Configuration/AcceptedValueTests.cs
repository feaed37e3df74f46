using System.Globalization;
using CretoAkka.Configuration;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class AcceptedValueTests
{
    [Theory]
    [InlineData("30s", 30_000)]
    [InlineData("30 s", 30_000)]
    [InlineData("\"30s\"", 30_000)]
    [InlineData("30 seconds", 30_000)]
    [InlineData("1 second", 1_000)]
    [InlineData("1500ms", 1_500)]
    [InlineData("1500 millis", 1_500)]
    [InlineData("1.5s", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("2 minutes", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("2000000us", 2_000)]
    [InlineData("2000000000ns", 2_000)]
    [InlineData("2000000 microseconds", 2_000)]
    [InlineData("2000000000 nanos", 2_000)]
    public void A_duration_may_be_written_in_any_unit(string written, double milliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(milliseconds),
        Texts.Read($"creto.circuit-breaker.timeout = {written}").Default.Circuit.OpenTimeout);

    [Theory]
    [InlineData("131072", 131_072)]
    [InlineData("\"131072\"", 131_072)]
    [InlineData("131072B", 131_072)]
    [InlineData("131072 bytes", 131_072)]
    [InlineData("128KiB", 131_072)]
    [InlineData("128K", 131_072)]
    [InlineData("128 kB", 128_000)]
    [InlineData("128kB", 128_000)]
    [InlineData("1.5MiB", 1_572_864)]
    [InlineData("2MB", 2_000_000)]
    [InlineData("2 megabytes", 2_000_000)]
    public void A_size_may_be_written_in_bytes_or_any_unit(string written, long bytes) =>
        Assert.Equal(bytes, Texts.Read($"creto.session.window.bytes = {written}").Session.WindowBytes);

    [Theory]
    [InlineData("on", true)]
    [InlineData("true", true)]
    [InlineData("yes", true)]
    [InlineData("off", false)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    public void A_switch_may_be_written_in_three_ways(string written, bool on) =>
        Assert.Equal(on, Texts.Read($"creto.metrics.enabled = {written}").Metrics.Enabled);

    [Theory]
    [InlineData(",", ".", "-")]
    [InlineData("٫", "٬", "−")]
    [InlineData("x", "0", "5")]
    public void No_culture_changes_what_is_read_or_written(string point, string group, string minus)
    {
        var text = File.ReadAllText(Texts.Shipped("reference.conf"))
            + "\ncreto.circuit-breaker { failure-rate.rate = 0.75, backoff.jitter = 0.5, timeout = 1.5s }";
        var expected = Texts.Read(text);
        var sentence = Texts.Sentence("creto.circuit-breaker.backoff.jitter = 1.5");
        var shown = ConfigurationReport.Show(Texts.Over(text).Effective());
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Culture(point, group, minus);

            Assert.Equal(expected, Texts.Read(text));
            Assert.Equal(sentence, Texts.Sentence("creto.circuit-breaker.backoff.jitter = 1.5"));
            Assert.Equal(shown, ConfigurationReport.Show(Texts.Over(text).Effective()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // By hand: a runtime without globalization data has no culture but the invariant one.
    private static CultureInfo Culture(string point, string group, string minus)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = culture.NumberFormat.PercentDecimalSeparator = point;
        culture.NumberFormat.NumberGroupSeparator = culture.NumberFormat.PercentGroupSeparator = group;
        culture.NumberFormat.NegativeSign = minus;
        culture.DateTimeFormat.TimeSeparator = culture.DateTimeFormat.DateSeparator = point;
        return culture;
    }
}
