using System.Text.RegularExpressions;
using CretoAkka.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace CretoAkka.Documents.Tests;

/// <summary>Diagrams are drawn by Mermaid itself, in a browser, as a reader's is.</summary>
[Collection("browser")]
public sealed partial class DrawnDiagramsTests(Chromium chromium)
{
    private const int PatienceMilliseconds = 10_000;
    private const string Mermaid = "tests/CretoAkka.Documents.Tests/Mermaid/mermaid.tiny.js";

    // What went wrong; empty: a picture with an arrow for each that is written, and with each word.
    private const string Draw = """
        async ([text, words]) => {
          mermaid.initialize({ startOnLoad: false, htmlLabels: false, flowchart: { htmlLabels: false } });
          const place = document.body.appendChild(document.createElement("div"));
          try {
            place.innerHTML = (await mermaid.render("drawn", text)).svg;
          } catch (error) {
            return String(error.message ?? error);
          }
          const svg = place.querySelector("svg");
          const { width, height } = svg.getBoundingClientRect();
          const arrows = svg.querySelectorAll(".edgePaths path").length;
          const written = text.split("-->").length - 1;
          const absent = words.filter((word) => !svg.textContent.replace(/\s/g, "").includes(word));
          place.remove();
          if (width < 50 || height < 50) return `the picture is ${width} by ${height}`;
          if (arrows !== written) return `${arrows} arrows of ${written}`;
          return absent.length ? `without ${absent}` : "";
        }
        """;

    [ChromiumFact]
    public async Task Every_diagram_is_drawn_with_its_arrows_and_its_words()
    {
        var diagrams = Pages.FencesIn("mermaid").ToList();
        Assert.NotEmpty(diagrams);
        await using var window = await chromium.WindowAsync();
        var page = await OpenAsync(window);

        foreach (var diagram in diagrams)
            Assert.Equal((diagram.ToString(), ""), (diagram.ToString(), await DrawAsync(page, diagram.Text)));
    }

    [ChromiumFact]
    public async Task A_diagram_that_mermaid_cannot_draw_is_found()
    {
        await using var window = await chromium.WindowAsync();
        var page = await OpenAsync(window);

        Assert.Equal("", await DrawAsync(page, "graph RL\n    A[One] --> B[Two]"));
        Assert.Contains("Parse error", await DrawAsync(page, "graph RL\n    A[One --> B"), StringComparison.Ordinal);
        Assert.Contains("Parse error", await DrawAsync(page, "graph RL\n    A --> end"), StringComparison.Ordinal);
        Assert.Contains(
            "rror", await DrawAsync(page, "stateDiagram-v2\n    A -> B"), StringComparison.Ordinal);
        Assert.Contains("No diagram type", await DrawAsync(page, "flowers\n    A --> B"), StringComparison.Ordinal);
        Assert.Equal("1 arrows of 2", await DrawAsync(page, "graph RL\n    A --> B\n    %% B --> A"));
        Assert.Equal("without Closed", await DrawAsync(page, "graph RL\n    A --> B", "Closed"));
    }

    private static async Task<IPage> OpenAsync(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        await page.SetContentAsync("<!doctype html><title>Diagrams</title>");
        await page.AddScriptTagAsync(new() { Path = Path.Combine(WorkingCopy.Root, Mermaid) });
        return page;
    }

    private static Task<string> DrawAsync(IPage page, string text, params string[] words) => page.EvaluateAsync<string>(
        Draw, new object[] { text, words.Length > 0 ? words : [.. WordsOf(text)] });

    // A box that has a label shows that instead of its name.
    private static IEnumerable<string> WordsOf(string text)
    {
        var lines = text[text.IndexOf('\n', StringComparison.Ordinal)..];
        var named = Labelled().Matches(lines).Select(name => name.Value).ToHashSet(StringComparer.Ordinal);
        return Word().Matches(lines).Select(word => word.Value).Where(word => !named.Contains(word));
    }

    [GeneratedRegex(@"\w+", RegexOptions.None, PatienceMilliseconds)]
    private static partial Regex Word();

    [GeneratedRegex(@"\w+(?=\[)", RegexOptions.None, PatienceMilliseconds)]
    private static partial Regex Labelled();
}
