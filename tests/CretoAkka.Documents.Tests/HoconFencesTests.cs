using CretoAkka.Configuration;

namespace CretoAkka.Documents.Tests;

public sealed class HoconFencesTests
{
    public static TheoryData<Fence> Fences => [.. Pages.FencesIn("hocon")];

    [Theory]
    [MemberData(nameof(Fences))]
    public void An_example_is_accepted(Fence fence)
    {
        ArgumentNullException.ThrowIfNull(fence);
        var configuration = CretoConfiguration.Reference
            .WithText(fence.Text, fence.ToString())
            .WithEnvironment(_ => null);

        Assert.Empty(configuration.Check().Select(problem => problem.Sentence));
        Assert.NotNull(configuration.ToConfig());
    }
}
