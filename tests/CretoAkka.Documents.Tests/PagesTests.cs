namespace CretoAkka.Documents.Tests;

public sealed class PagesTests
{
    private static readonly string[] Languages = ["csharp", "hocon", "", "sh", "text", "mermaid"];

    [Fact]
    public void Fences_are_found_with_their_place_and_language()
    {
        var fences = Pages.Fences("a.md", "# A\n```\nx\ny\n```\nz\n```csharp\nw();\n```\n");

        Assert.Equal([new Fence("a.md", 3, "", "x\ny"), new Fence("a.md", 8, "csharp", "w();")], fences);
    }

    [Fact]
    public void Every_fence_is_of_a_language_that_is_checked_or_shown_only() => Assert.All(
        Pages.All.SelectMany(page => Pages.Fences(page, WorkingCopy.Read(page))),
        fence => Assert.Contains(fence.Language, Languages));
}
