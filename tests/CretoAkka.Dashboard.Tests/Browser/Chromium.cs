using Microsoft.Playwright;

namespace CretoAkka.Dashboard.Tests.Browser;

/// <summary>A test that needs a browser, which Debian's package <c>chromium</c> brings.</summary>
/// <remarks>Skipped, with the reason, where it is absent; not where CI=true, which promises that it is there.</remarks>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null && Environment.GetEnvironmentVariable("CI") != "true")
            Skip = "chromium is not on PATH (Debian: apt-get install chromium fonts-liberation).";
    }
}

/// <summary>Tests with a browser, one after the other, and nothing beside them: they measure time.</summary>
[CollectionDefinition("browser", DisableParallelization = true)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>;

/// <summary>A browser without a window.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => (string[])
            [System.IO.Path.Combine(folder, "chromium"), System.IO.Path.Combine(folder, "chromium.exe")])
        .FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Path is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A window of its own: what one test's page keeps, no other sees.</summary>
    internal Task<IBrowserContext> WindowAsync(BrowserNewContextOptions? options = null)
    {
        var browser = _browser ?? throw new FileNotFoundException("chromium is not on PATH.");
        return browser.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1280, Height = 800 } });
    }
}
