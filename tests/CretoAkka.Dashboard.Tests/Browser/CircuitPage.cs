using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CretoAkka.Dashboard.Tests.Browser;

/// <summary>Opens pages of circuits.</summary>
internal static class CircuitPages
{
    /// <summary>Opens one, and listens to what goes wrong in it.</summary>
    public static async Task<CircuitPage> OpenAsync(
        this Chromium chromium, Uri url, BrowserNewContextOptions? options = null) =>
        await CircuitPage.OpenAsync(await chromium.WindowAsync(options), url);
}

/// <summary>An open page, as its reader sees it.</summary>
internal sealed class CircuitPage : IAsyncDisposable
{
    private const string Folder = "CRETO_SCREENSHOTS";

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private CircuitPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Keep(_errors, message.Type is "error" or "warning" ? message.Text : null);
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>What the page's console had to complain of.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>The addresses that the page asked for anything.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>The first line.</summary>
    public ILocator Quorum => Page.Locator("#quorum .sentence");

    public static async Task<CircuitPage> OpenAsync(IBrowserContext context, Uri url)
    {
        var page = new CircuitPage(context, await context.NewPageAsync());
        // The stream never ends, so that the network is never idle.
        await page.Page.GotoAsync(url.ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        return page;
    }

    /// <summary>A peer's card.</summary>
    public ILocator Card(string peer) =>
        Page.GetByRole(AriaRole.Article, new() { Name = peer, Exact = true });

    /// <summary>The word for a peer's position on its card.</summary>
    public ILocator Word(string peer) => Card(peer).Locator("header .pill");

    /// <summary>Waits for the word on a peer's card.</summary>
    public Task SaysAsync(string peer, string word, float seconds = 20) =>
        Expect(Word(peer)).ToHaveTextAsync(word, new() { Timeout = seconds * 1000 });

    /// <summary>Waits for the first line to say something.</summary>
    public Task QuorumSaysAsync(string text, float seconds = 20) =>
        Expect(Quorum).ToContainTextAsync(text, new() { Timeout = seconds * 1000 });

    /// <summary>The seconds that count down on a peer's card.</summary>
    public async Task<double> LeftAsync(string peer)
    {
        var text = await Card(peer).Locator(".left").InnerTextAsync();
        return double.Parse(text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>What stands out on the side of the window; what is wider scrolls by itself.</summary>
    public Task<string> StandsOutAsync() => Page.EvaluateAsync<string>("""
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? "" :
          [...document.querySelectorAll("body *")]
            .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth)
            .map((e) => `${e.tagName}.${e.className}#${e.id}`).slice(0, 12).join(" ")
        """);

    /// <summary>
    /// Keeps a picture: in the folder that a variable names, otherwise in a temporary one.
    /// </summary>
    public Task PictureAsync(string name)
    {
        var folder = Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } asked
            ? asked
            : Path.Combine(Path.GetTempPath(), "creto-screenshots");
        return Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private static void Keep(ConcurrentQueue<string> texts, string? text)
    {
        if (text is not null)
            texts.Enqueue(text);
    }
}
