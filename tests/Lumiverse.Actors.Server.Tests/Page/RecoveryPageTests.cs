using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lumiverse.Actors.Server.Tests.Engine;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>The page with the real engine: a server that dies under it, and a second page beside it.</summary>
[Collection(PageCollection.Name)]
public sealed class RecoveryPageTests(Browser browser)
{
    [Fact]
    public async Task After_a_kill_the_page_comes_back_by_itself_and_shows_what_was_made_meanwhile()
    {
        using var folder = new TemporaryFolder();
        var address = $"urls=http://127.0.0.1:{FreePort()}";
        var first = await ServerProcess.StartAsync(folder, address);
        using var client = new ApiClient(first.Address);
        var chat = (await client.PostAsync("chats", new { title = "The harbour" })).Expect(HttpStatusCode.Created)["id"];
        var before = Storyteller.Text(await client.PaintAsync(chat, "a harbour"), "id");
        var page = await browser.NewPageAsync(Browser.Desktop, ColorScheme.Dark);
        await page.GotoAsync($"{first.Address}#{chat}");
        await ExpectBackgroundAsync(page, before);

        await first.DisposeAsync();
        await Expect(page.Locator("#connection")).ToHaveTextAsync("Reconnecting…");
        await using var second = await ServerProcess.StartAsync(folder, address);
        var after = Storyteller.Text(await client.PaintAsync(chat, "a harbour at night"), "id");

        await ExpectBackgroundAsync(page, after);
        await Expect(page.Locator("#connection")).ToHaveTextAsync("Live");
        await page.Locator("#panel summary", new() { HasText = "Earlier backgrounds" }).ClickAsync();
        await Expect(page.Locator("#panel .picture")).ToHaveCountAsync(2);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Two_open_pages_stay_in_step()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var chat = (await client.PostAsync("chats", new { title = "The harbour" })).Expect(HttpStatusCode.Created)["id"];
        var pages = new[] { await OpenAsync(server, chat), await OpenAsync(server, chat) };

        await pages[0].GetByLabel("Strength of the picture").FillAsync("0.9");
        await Expect(pages[0].Locator("#panel .saving")).ToHaveTextAsync("Saved.");
        await Expect(pages[1].GetByLabel("Strength of the picture")).ToHaveValueAsync("0.9");

        var image = Storyteller.Text(await client.PaintAsync(chat, "a harbour"), "id");
        foreach (var page in pages)
        {
            await ExpectBackgroundAsync(page, image);
            await Expect(page.Locator("#backdrop .layers")).ToHaveCSSAsync("opacity", "0.9");
            await page.Context.CloseAsync();
        }
    }

    private async Task<IPage> OpenAsync(TestServer server, string chat)
    {
        var page = await browser.NewPageAsync(Browser.Desktop, ColorScheme.Dark);
        await page.GotoAsync($"{server.Address}#{chat}");
        await Expect(page.Locator("#connection")).ToHaveTextAsync("Live");
        await page.Locator("#panel summary", new() { HasText = "Settings" }).ClickAsync();
        return page;
    }

    private static Task ExpectBackgroundAsync(IPage page, string image) =>
        Expect(page.Locator("#backdrop img:only-child")).ToHaveAttributeAsync("src", $"/api/v1/images/{image}");

    /// <summary>One that nobody listens on, so that the second server can have the address of the first.</summary>
    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
