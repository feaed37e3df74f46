namespace CretoAkka.Documents.Tests;

public sealed class CSharpFencesTests
{
    public static TheoryData<Fence> Fences => [.. Pages.FencesIn("csharp")];

    [Theory]
    [MemberData(nameof(Fences))]
    public void An_example_compiles(Fence fence)
    {
        ArgumentNullException.ThrowIfNull(fence);
        var faults = string.Join('\n', new Snippet(fence.Text, fence.ToString()).Faults());
        Assert.True(faults.Length == 0, faults);
    }

    [Fact]
    public void A_test_that_is_shown_passes()
    {
        var shown = Pages.FencesIn("csharp")
            .Where(fence => fence.Text.Contains("[Fact]", StringComparison.Ordinal))
            .SelectMany(fence => new Snippet(fence.Text, fence.ToString()).Tests())
            .ToList();

        Assert.NotEmpty(shown);
        Assert.All(shown, test => test.Run());
    }

    [Theory]
    [InlineData("circuits.Send(peer, new Vote(0, 7));", 0)]
    [InlineData("circuits.Send(7, new Vote(0, 7));", 1)]
    [InlineData("circuits.Sent(peer);", 1)]
    [InlineData("string text = null;", 1)]
    [InlineData("using CretoAkka.Calls;\n\nclass C { public Outcome Of(Reply r) => Outcome.Neutral; }", 0)]
    public void A_mistake_is_found(string code, int faults) => Assert.Equal(faults, new Snippet(code).Faults().Count());
}
