using System.Net;
using System.Text.Json;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Server.Tests.Engine;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page.Gallery;

/// <summary>A server with its own engine, pictures in it, and a browser page that looks at the gallery.</summary>
internal sealed class GalleryWorld : IAsyncDisposable
{
    private const int BatchSize = 500;

    /// <summary>Whose everything is where the configuration names nobody.</summary>
    private const string SingleUser = "local";

    /// <summary>Stand-ins of two pictures, so that rows are not all alike.</summary>
    private static readonly (string Hash, int Width, int Height)[] Shapes =
        [("1QcSHQRnh493V4dIh4eXh1h4kJUI", 1216, 832), ("3OcRJYB4d3h/iIeHeEh3eIhw+j3A", 832, 1216), ("1QcSHQRnh493V4dIh4eXh1h4kJUI", 1024, 1024)];

    private readonly TestServer _server;
    private readonly List<string> _complaints = [];

    private GalleryWorld(TestServer server, TemporaryFolder folder, IPage page)
    {
        (_server, Folder, Client, Page) = (server, folder, server.Client(), page);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _complaints.Add(message.Text);
        };
    }

    /// <summary>What the server has on disk.</summary>
    public TemporaryFolder Folder { get; }

    public ApiClient Client { get; }

    public IPage Page { get; }

    public ILocator Element => Page.Locator("lumi-gallery");

    public ILocator Tiles => Element.Locator(".tile");

    public ILocator Chosen => Element.Locator(".tile[aria-selected=true]");

    public ILocator Count => Element.Locator(".count");

    /// <summary>What the gallery says to screen readers.</summary>
    public ILocator Said => Element.Locator(".notes [aria-live=polite]");

    /// <summary>What went wrong, in words.</summary>
    public ILocator Problem => Element.Locator(".notes [role=alert]");

    public ILocator Lightbox => Element.Locator("dialog.lightbox");

    /// <summary>The question on top of everything.</summary>
    public ILocator Question => Element.Locator("dialog.ask[open]");

    public static async Task<GalleryWorld> OpenAsync(Browser browser, ViewportSize? screen = null, ColorScheme scheme = ColorScheme.Dark)
    {
        var folder = new TemporaryFolder();
        var server = await TestServer.StartAsync(folder);
        return new GalleryWorld(server, folder, await browser.NewPageAsync(screen ?? Browser.Desktop, scheme));
    }

    public ILocator Tile(string id) => Element.Locator($".tile[data-id='{id}']");

    public ILocator Button(string name) => Element.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Adds plain pictures; answers their ids, the newest first as the gallery shows them.</summary>
    public async Task<List<string>> UploadAsync(int count)
    {
        var ids = new List<string>();
        for (var number = 0; number < count; number++)
            ids.Insert(0, Storyteller.Text(await Client.UploadAsync($"picture-{number}", Picture(number)), "id"));
        return ids;
    }

    public async Task<string> NewChatAsync(string title) => (await Client.PostAsync("chats", new { title })).Expect(HttpStatusCode.Created)["id"];

    /// <summary>Has the engine paint; the picture stands behind the chat.</summary>
    public async Task<string> PaintAsync(string chat, string prompt) => Storyteller.Text(await Client.PaintAsync(chat, prompt), "id");

    public async Task<JsonElement> ReadAsync(string id) => (await Client.GetAsync($"images/{id}/info")).Expect(HttpStatusCode.OK).Json;

    /// <summary>Puts many images into the tables alone, as large galleries have them: painted, in chats, with scenes.</summary>
    public async Task SeedAsync(int count, Func<int, ImageRow, ImageRow>? change = null)
    {
        var (store, blobs) = (_server.Services.GetRequiredService<IProjectionStore>(), _server.Services.GetRequiredService<IBlobStore>());
        var bytes = Picture(7);
        var thumbnail = new Thumbnail(await blobs.PutAsync(bytes, default), "image/png", bytes.Length, 90, 60);
        var rows = Enumerable.Range(0, count).Select(number => Row(number, thumbnail)).Select((row, number) => change?.Invoke(number, row) ?? row);
        var (before, position) = (await store.PositionAsync(default), await store.PositionAsync(default));
        foreach (var batch in rows.Chunk(BatchSize))
            await store.ApplyAsync(++position, [.. batch.Select(row => new ProjectionChange.PutImage(row))], default);
        MoveTo(before);
    }

    /// <summary>Opens the page, with a chat when one is named, and its gallery.</summary>
    public async Task ShowAsync(string? chat = null)
    {
        await Page.GotoAsync($"{_server.Address}#{chat}");
        // Until it is known what is shown, the page moves, and a click may miss.
        await Expect(Page.Locator("#app[data-view]")).ToBeVisibleAsync();
        if (chat is not null)
            await Expect(Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "open");
        if (await Page.Locator("#open-chats").IsVisibleAsync())
            await Page.Locator("#open-chats").ClickAsync();
        await Page.Locator("#open-gallery").ClickAsync();
        await Expect(Element).ToBeVisibleAsync();
    }

    /// <summary>Opens a picture of the gallery that is shown.</summary>
    public async Task OpenAsync(string id)
    {
        await Tile(id).ClickAsync();
        await Expect(Lightbox).ToBeVisibleAsync();
    }

    /// <summary>Chooses in one of the lists above the pictures.</summary>
    public Task ChooseAsync(string filter, string value) => Element.GetByLabel(filter, new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = value });

    public Task<T> AskAsync<T>(string script) => Element.EvaluateAsync<T>($"gallery => {{ const root = gallery.shadowRoot; {script} }}");

    /// <summary>Ends the world, and fails on anything that the page complained of.</summary>
    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Client.Dispose();
        await _server.DisposeAsync();
        Folder.Dispose();
        Assert.Empty(_complaints);
    }

    /// <summary>The journal knows nothing of seeds: what it tells next is at the position after its own.</summary>
    private void MoveTo(long position)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder.Path, "lumiverse.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE projection_position SET position = $position";
        command.Parameters.AddWithValue("$position", position);
        command.ExecuteNonQuery();
    }

    private static byte[] Picture(int number)
    {
        var (width, height) = (number % 3) switch { 0 => (90, 60), 1 => (60, 90), _ => (75, 75) };
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColor.FromHsl(number * 37 % 360, 60, 45));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static ImageRow Row(int number, Thumbnail thumbnail)
    {
        var (hash, width, height) = Shapes[number % Shapes.Length];
        return new ImageRow(
            ImageId.Of($"seed{number}"), UserId.Of(SingleUser), new Picture(thumbnail.Hash, "image/png", 1_000_000 + number, width, height, hash, 0.3, thumbnail, thumbnail),
            $"token{number}", null, null, null, "novelai", "nai-diffusion-4-5-full", $"a lantern on bar {number}", "people", (uint)number, """{"steps":28}""",
            """{"environment":"harbour","time_of_day":"night","weather":"heavy rain","mood":"calm","focal_detail":"a lantern"}""", null, false, null, [],
            DateTimeOffset.UnixEpoch.AddDays(20_000).AddMinutes(-number));
    }
}
