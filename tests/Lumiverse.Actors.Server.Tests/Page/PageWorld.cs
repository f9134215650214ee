using Lumiverse.Actors.Server.Tests.Hosting;
using Lumiverse.Server.Chats;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>A server with a fake engine, and a browser page that looks at it.</summary>
internal sealed class PageWorld : IAsyncDisposable
{
    private readonly TestServer _server;
    private readonly List<string> _complaints = [];

    private PageWorld(TestServer server, FakeEngine engine, IPage page)
    {
        (_server, Engine, Page) = (server, engine, page);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _complaints.Add(message.Text);
        };
    }

    public FakeEngine Engine { get; }

    public IPage Page { get; }

    public static async Task<PageWorld> OpenAsync(
        Browser browser, ViewportSize? screen = null, ColorScheme scheme = ColorScheme.Dark, string[]? settings = null, string? photos = null,
        ReducedMotion motion = ReducedMotion.Reduce)
    {
        var engine = new FakeEngine { Photos = photos };
        var server = await TestServer.StartAsync(settings: settings, services: services => services.AddSingleton<IChatListener, SilentChatListener>(), engineRoutes: engine.Map);
        var page = await browser.NewPageAsync(screen ?? Browser.Desktop, scheme, motion);
        var world = new PageWorld(server, engine, page);
        await page.GotoAsync(server.Address.ToString());
        return world;
    }

    /// <summary>Makes a chat by the API.</summary>
    public async Task<string> NewChatAsync(string title)
    {
        using var client = _server.Client();
        return (await client.PostAsync("chats", new { title }))["id"];
    }

    /// <summary>Opens a chat by its address and waits until its events flow.</summary>
    public async Task OpenChatAsync(string chat)
    {
        await Page.GotoAsync($"{_server.Address}#{chat}");
        await Assertions.Expect(Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "open");
    }

    public async Task<string> OpenNewChatAsync(string title = "A chat")
    {
        var chat = await NewChatAsync(title);
        await OpenChatAsync(chat);
        return chat;
    }

    /// <summary>Opens a part of the panel.</summary>
    public Task FoldOutAsync(string title) => Page.Locator("#panel summary", new() { HasText = title }).ClickAsync();

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The button that names the connection in use, and opens them all.</summary>
    public ILocator PaintedBy => Page.Locator(".paints-with button").First;

    /// <summary>What the panel says to screen readers.</summary>
    public ILocator Said => Page.Locator("#panel [aria-live]");

    public ILocator Messages => Page.Locator(".message .story");

    /// <summary>The one picture that is shown, whatever was asked for before.</summary>
    public Task ExpectBackgroundAsync(string image) => Assertions.Expect(Page.Locator("#backdrop img:only-child")).ToHaveAttributeAsync("src", $"/api/v1/images/{image}");

    public Task ExpectStageAsync(string words) => Assertions.Expect(Page.Locator(".stage-line")).ToHaveTextAsync(words);

    /// <summary>Ends the world, and fails on anything that the page complained of.</summary>
    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        await _server.DisposeAsync();
        Assert.Empty(_complaints);
    }
}
