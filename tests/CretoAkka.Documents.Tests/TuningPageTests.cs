using System.Globalization;
using CretoAkka.Configuration;

namespace CretoAkka.Documents.Tests;

public sealed class TuningPageTests
{
    private static readonly string[] Profiles =
        ["reference.conf", "lan.conf", "wan.conf", "high-performance.conf", "unreliable.conf", "critical.conf"];

    [Fact]
    public void The_profiles_have_the_numbers_that_the_page_shows()
    {
        var page = WorkingCopy.Read("docs/tuning.md");
        Assert.All(Profiles, profile => Assert.Contains(RowOf(profile) + "\n", page, StringComparison.Ordinal));
    }

    private static string RowOf(string profile)
    {
        var whole = CretoConfiguration.Reference;
        if (profile != "reference.conf")
            whole = whole.WithFile(Path.Combine(WorkingCopy.Root, "hocon", profile));
        var settings = CretoSettings.From(whole.ToConfig());
        var (peer, circuit) = (settings.Default, settings.Default.Circuit);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| `{profile}` | {2 * settings.Session.MinTimeout.TotalSeconds} s | {circuit.FailureThreshold} | "
            + $"{circuit.OpenTimeout.TotalSeconds} s | {circuit.SuccessThreshold} | "
            + $"{peer.AdaptiveTimeout!.BaseTimeout.TotalSeconds} s |");
    }
}
