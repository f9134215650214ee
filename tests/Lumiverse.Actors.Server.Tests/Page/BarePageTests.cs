using Lumiverse.Actors.Server.Tests.Hosting;
using Lumiverse.Server.Chats;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>The page that docs/embedding.md shows, as it stands there, under the server's strict policy.</summary>
[Collection(PageCollection.Name)]
public sealed class BarePageTests(Browser browser)
{
    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task The_elements_work_in_a_bare_page(ColorScheme scheme)
    {
        var engine = new FakeEngine { Scene = FakeEngine.Lighthouse() };
        engine.SetBackground("story", "teal");
        engine.Connections.Add("Studio");
        await using var server = await StartAsync(engine);
        var page = await browser.NewPageAsync(Browser.Desktop, scheme);
        await using var context = page.Context;
        var complaints = new List<string>();
        // The page names no icon, and the browser asks for one.
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);

        await page.GotoAsync($"{server.Address}bare");
        await Expect(page.Locator("lumi-background img")).ToHaveAttributeAsync("src", "/api/v1/images/teal");
        await Expect(page.Locator("lumi-image-panel dd").First).ToContainTextAsync("lighthouse");
        await Expect(page.Locator("lumi-connections h3")).ToHaveTextAsync("Studio");
        await Expect(page.Locator("lumi-gallery h3")).ToHaveTextAsync("No pictures yet");
        engine.ChangeBackground("story", "navy");
        await Expect(page.Locator("lumi-background img:only-child")).ToHaveAttributeAsync("src", "/api/v1/images/navy");

        // One for the chat, one for the gallery, which shows all chats.
        Assert.Equal(2, engine.OpenStreams);
        Assert.NotEqual("", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).getPropertyValue('--lumi-scrim')"));
        Assert.Empty(complaints);
        await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"bare {scheme}.png") });
    }

    [Fact]
    public async Task Another_chat_takes_the_picture_of_the_first_away_at_once()
    {
        var engine = new FakeEngine();
        engine.SetBackground("story", "teal");
        await using var server = await StartAsync(engine);
        var page = await browser.NewPageAsync(Browser.Desktop, ColorScheme.Dark);
        await using var context = page.Context;
        await page.GotoAsync($"{server.Address}bare");
        await Expect(page.Locator("lumi-background img")).ToHaveAttributeAsync("src", "/api/v1/images/teal");

        await page.Locator("lumi-background").EvaluateAsync("node => node.setAttribute('chat', 'other')");

        await Expect(page.Locator("lumi-background img")).ToHaveCountAsync(0);
    }

    private static Task<TestServer> StartAsync(FakeEngine engine) => TestServer.StartAsync(
        services: services => services.AddSingleton<IChatListener, SilentChatListener>(),
        routes: app => app.MapGet("/bare", () => Results.Text(Page(), "text/html")),
        engineRoutes: engine.Map);

    /// <summary>The first listing of the document.</summary>
    private static string Page()
    {
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "embedding", "embedding.md"));
        return document.Split("```html\n")[1].Split("```")[0];
    }
}
