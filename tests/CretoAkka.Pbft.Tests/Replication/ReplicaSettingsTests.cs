using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Replication;

public class ReplicaSettingsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1025, 1)]
    [InlineData(8, 9)]
    [InlineData(8, 0)]
    public void Settings_out_of_range_are_refused(int window, int batch)
    {
        var settings = ReplicaSettings.Default with { Window = window, FetchBatch = batch };
        var error = Assert.Throws<ArgumentException>(() => new Bench("node-2", settings: settings));
        Assert.Contains(error.ParamName!, new[] { nameof(settings.Window), nameof(settings.FetchBatch) });
    }

    [Fact]
    public void A_signer_who_is_not_of_the_group_makes_no_replica() =>
        Assert.Throws<ArgumentException>(() => new Bench("client-1"));
}
