using Microsoft.Playwright;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>A headless Chromium for all page tests of a collection; every test gets a profile of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>A machine with two cores that others keep busy; past it a test fails instead of hanging.</summary>
    private const int LongestWaitMs = 60_000;

    /// <summary>The first that is there is taken: a whole browser draws a window of its own for each page as well.</summary>
    private static readonly string[] UsualPaths = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    /// <summary>
    /// What a window loads ahead for its own frame, a process for each page; and what Playwright turns off by the same
    /// switch, of which only the last one counts.
    /// </summary>
    private const string Unneeded =
        "--disable-features=PreloadTopChromeWebUI,WebUIOmniboxPopup,InitialWebUI,WebUIToolbar,DestroyProfileOnBrowserClose,DialMediaRouteProvider,"
        + "GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,Translate,OptimizationHints,NetworkTimeServiceQuerying";

    /// <summary>What a screen may be: a desktop and a phone.</summary>
    public static readonly ViewportSize Desktop = new() { Width = 1280, Height = 800 };
    public static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(LongestWaitMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("LUMIVERSE_CHROMIUM") ?? UsualPaths.FirstOrDefault(File.Exists, UsualPaths[^1]),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", Unneeded],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>An empty page with a profile of its own. Motion is reduced as a rule, so that tests need not wait for fades.</summary>
    public async Task<IPage> NewPageAsync(ViewportSize screen, ColorScheme scheme, ReducedMotion motion = ReducedMotion.Reduce)
    {
        var browser = _browser ?? throw new InvalidOperationException("The browser has not started.");
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = screen,
            ColorScheme = scheme,
            ReducedMotion = motion,
            HasTouch = screen.Width == Phone.Width,
        });
        context.SetDefaultTimeout(LongestWaitMs);
        return await context.NewPageAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class PageCollection : ICollectionFixture<Browser>
{
    public const string Name = "Page";
}

/// <summary>Beside the other pages, with a browser of its own, so that two cores have work to the end.</summary>
[CollectionDefinition(Name)]
public sealed class GalleryPageCollection : ICollectionFixture<Browser>
{
    public const string Name = "Gallery page";
}
