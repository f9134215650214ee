using System.IO.Compression;
using System.Net;
using Lumiverse.Actors.Server.Tests.Engine;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page.Gallery;

/// <summary>What is done to many pictures at once: marking, tagging, saving, deleting and taking back.</summary>
[Collection(GalleryPageCollection.Name)]
public sealed class GalleryDeedsPageTests(Browser browser)
{
    [Fact]
    public async Task Chosen_pictures_are_marked_and_tagged()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(4);
        await ChooseAsync(world, ids[0], ids[2]);

        await world.Button("Favourite").ClickAsync();
        await Expect(world.Said).ToHaveTextAsync("2 pictures are favourites.");
        await world.Button("Tags…").ClickAsync();
        await world.Question.GetByLabel("Add").FillAsync("sea, night");
        await world.Question.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(world.Said).ToHaveTextAsync("The tags of 2 pictures are saved.");

        Assert.Equal([ids[0], ids[2]], await world.Client.IdsAsync("&favorite=true"));
        Assert.Equal([ids[0], ids[2]], await world.Client.IdsAsync("&q=night"));
    }

    [Fact]
    public async Task A_mark_that_can_not_be_stored_goes_back()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(2);
        await world.Page.RouteAsync("**/images/update", route => route.AbortAsync());
        await ChooseAsync(world, ids[0]);

        await world.Button("Favourite").ClickAsync();

        await Expect(world.Problem).ToContainTextAsync("The server can’t be reached.");
        await Expect(world.Tile(ids[0])).ToHaveAttributeAsync("data-favorite", "false");
    }

    [Fact]
    public async Task What_nothing_uses_is_deleted_at_once_and_taken_back()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(4);
        await ChooseAsync(world, ids[1], ids[2]);

        await world.Page.Keyboard.PressAsync("Delete");
        await Expect(world.Element.Locator(".toast")).ToContainTextAsync("2 pictures were deleted.");
        await Expect(world.Tiles).ToHaveCountAsync(2);
        Assert.Equal([ids[0], ids[3]], await world.Client.IdsAsync());
        await world.Button("Undo").ClickAsync();

        await Expect(world.Tiles).ToHaveCountAsync(4);
        await Expect(world.Element.Locator(".toast")).ToBeHiddenAsync();
        Assert.Equal(ids, await world.Client.IdsAsync());
        Assert.Equal(ids, await world.AskAsync<string[]>("return [...root.querySelectorAll('.tile')].map((tile) => tile.dataset.id);"));
    }

    [Fact]
    public async Task Where_pictures_are_used_is_said_before_they_are_deleted()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var chat = await world.NewChatAsync("The harbour");
        var painted = await world.PaintAsync(chat, "a harbour");
        var ids = await world.UploadAsync(1);
        await ChooseAsync(world, painted, ids[0]);

        await world.Button("Delete").ClickAsync();
        await Expect(world.Question).ToContainTextAsync("Delete 2 pictures?");
        await Expect(world.Question).ToContainTextAsync("Stands behind “The harbour”");
        await world.Question.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await Expect(world.Tiles).ToHaveCountAsync(2);
        await world.Button("Delete").First.ClickAsync();
        await world.Question.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();

        await Expect(world.Element.Locator(".empty")).ToBeVisibleAsync();
        Assert.Empty(await world.Client.IdsAsync());
    }

    [Fact]
    public async Task What_can_not_be_deleted_stays_and_is_said()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(2);
        await world.Page.RouteAsync("**/images/delete", route => route.FulfillAsync(new() { Status = 429, ContentType = "application/problem+json", Body = """{"title":"There is no room for more. Delete the rest a little later."}""" }));
        await ChooseAsync(world, ids[0]);

        await world.Page.Keyboard.PressAsync("Delete");

        await Expect(world.Problem).ToHaveTextAsync("There is no room for more. Delete the rest a little later.");
        await Expect(world.Tiles).ToHaveCountAsync(2);
        await Expect(world.Element.Locator(".toast")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("With the prompt inside", true)]
    [InlineData("Without", false)]
    public async Task Many_are_saved_as_an_archive_with_or_without_their_words(string choice, bool hasWords)
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var chat = await world.NewChatAsync("The harbour");
        var painted = await world.PaintAsync(chat, "a dim harbour");
        var ids = await world.UploadAsync(2);
        await ChooseAsync(world, painted, ids[0]);

        await world.Button("Download…").ClickAsync();
        var file = await SaveAsync(world, choice);

        Assert.EndsWith(".zip", file.SuggestedFilename, StringComparison.Ordinal);
        await using var archive = await ZipFile.OpenReadAsync(await file.PathAsync());
        Assert.Equal(2, archive.Entries.Count);
        Assert.Equal(hasWords, archive.Entries.Any(entry => Bytes(entry).Holds("a dim harbour")));
    }

    [Fact]
    public async Task One_is_saved_as_it_is()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(1);
        await ChooseAsync(world, ids[0]);

        await world.Button("Download…").ClickAsync();
        var file = await SaveAsync(world, "Without");

        Assert.EndsWith(".png", file.SuggestedFilename, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_is_refused_is_said_and_the_page_stays()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        await world.SeedAsync(2);
        await world.Page.RouteAsync("**/images/download", route => route.FulfillAsync(new() { Status = 404, ContentType = "application/problem+json", Body = "{}" }));
        await ChooseAsync(world, "seed0", "seed1");

        await world.Button("Download…").ClickAsync();
        await world.Question.GetByRole(AriaRole.Button, new() { Name = "Without" }).ClickAsync();

        await Expect(world.Problem).ToContainTextAsync("The archive could not be made.");
        await Expect(world.Tiles).ToHaveCountAsync(2);
    }

    private static async Task ChooseAsync(GalleryWorld world, params string[] ids)
    {
        await world.ShowAsync();
        foreach (var id in ids)
        {
            await world.Tile(id).FocusAsync();
            await world.Page.Keyboard.PressAsync(" ");
        }

        await Expect(world.Chosen).ToHaveCountAsync(ids.Length);
    }

    private static Task<IDownload> SaveAsync(GalleryWorld world, string choice) => world.Page.RunAndWaitForDownloadAsync(
        () => world.Question.GetByRole(AriaRole.Button, new() { Name = choice, Exact = true }).ClickAsync());

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
