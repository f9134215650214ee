using System.Net;
using System.Text.Json;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Server.Tests.Engine;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page.Gallery;

/// <summary>The grid of pictures: large galleries, filters, keys, choosing, and what others do meanwhile.</summary>
[Collection(GalleryPageCollection.Name)]
public sealed class GalleryPageTests(Browser browser)
{
    /// <summary>As much as a page holds of a gallery, however large that is.</summary>
    private const int MostNodes = 200;

    private static readonly ViewportSize Narrow = new() { Width = 360, Height = 740 };

    /// <summary>A screen of 1280 by 800 at 200 %.</summary>
    private static readonly ViewportSize Magnified = new() { Width = 640, Height = 400 };

    [Theory]
    [InlineData(10_000, false)]
    [InlineData(20_000, true)]
    public async Task A_large_gallery_asks_once_begins_with_stand_ins_and_holds_few_nodes(int images, bool isPhone)
    {
        await using var world = await GalleryWorld.OpenAsync(browser, isPhone ? Browser.Phone : Browser.Desktop);
        await world.SeedAsync(images);
        await world.Page.RouteAsync("**/images/seed*?size=*", route => route.AbortAsync());
        await world.Page.AddInitScriptAsync("window.shifts = []; new PerformanceObserver((list) => shifts.push(...list.getEntries().filter((entry) => !entry.hadRecentInput).map((entry) => entry.value))).observe({ type: 'layout-shift', buffered: true });");
        var listings = CountRequests(world.Page, "/images/layout");

        await world.ShowAsync();
        await Expect(world.Tile("seed0")).ToBeVisibleAsync();

        Assert.StartsWith("url(\"data:image/png", await world.Tile("seed0").EvaluateAsync<string>("tile => tile.style.backgroundImage"), StringComparison.Ordinal);
        await Expect(world.Count).ToHaveTextAsync($"{images:N0} pictures");
        foreach (var part in new[] { 0, 0.25, 0.5, 1 })
            Assert.InRange(await ScrollAsync(world, part), 1, MostNodes);
        await Expect(world.Tile($"seed{images - 1}")).ToBeVisibleAsync();
        Assert.Equal(1, listings());
        Assert.Equal(0, await world.Page.EvaluateAsync<double>("shifts.reduce((sum, value) => sum + value, 0)"));
    }

    [Fact]
    public async Task Filters_narrow_and_words_find()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var chat = await world.NewChatAsync("The harbour");
        var character = (await world.Client.PostAsync("characters", new { name = "Mira" })).Expect(HttpStatusCode.Created)["id"];
        await world.SeedAsync(40, (number, row) => row with
        {
            Chat = number < 20 ? ChatId.Of(chat) : null,
            CharacterId = number % 10 == 0 ? character : null,
            Provider = number % 4 == 0 ? "sketch" : "novelai",
            Favorite = number % 5 == 0,
        });
        await world.ShowAsync();
        await Expect(world.Count).ToHaveTextAsync("40 pictures");

        await world.ChooseAsync("Chat", "The harbour");
        await Expect(world.Count).ToHaveTextAsync("20 pictures found");
        await world.Element.GetByLabel("Provider").SelectOptionAsync("sketch");
        await Expect(world.Count).ToHaveTextAsync("5 pictures found");
        await world.Button("★ Favourites").ClickAsync();
        await Expect(world.Count).ToHaveTextAsync("1 picture found");
        await world.ChooseAsync("Character", "Mira");
        await Expect(world.Count).ToHaveTextAsync("1 picture found");

        await world.Element.GetByRole(AriaRole.Searchbox).FillAsync("dragons");
        await Expect(world.Element.Locator(".empty")).ToContainTextAsync("No picture is like that");
        await Expect(world.Said).ToHaveTextAsync("0 pictures found");
        await world.Button("Clear the filters").ClickAsync();
        await Expect(world.Count).ToHaveTextAsync("40 pictures");
        await world.Element.GetByRole(AriaRole.Searchbox).FillAsync("bar 17");
        await Expect(world.Tiles).ToHaveCountAsync(1);
        await Expect(world.Tile("seed17")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("Newest first", "seed0")]
    [InlineData("Oldest first", "seed8")]
    [InlineData("Largest first", "seed8")]
    public async Task The_order_is_a_matter_of_choice(string order, string first)
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        await world.SeedAsync(9);
        await world.ShowAsync();
        await Expect(world.Tiles).ToHaveCountAsync(9);

        await world.ChooseAsync("Order", order);

        await Expect(world.Tiles.First).ToHaveAttributeAsync("data-id", first);
    }

    [Fact]
    public async Task The_last_search_wins_whichever_is_answered_last()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        await world.SeedAsync(12);
        await world.ShowAsync();
        await Expect(world.Tiles).ToHaveCountAsync(12);
        var (asked, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        await world.Page.RouteAsync("**/images/layout*q=lantern*", async route =>
        {
            asked.TrySetResult();
            await held.Task;
            await route.ContinueAsync();
        });

        await world.Element.GetByRole(AriaRole.Searchbox).FillAsync("lantern");
        await asked.Task;
        await world.Element.GetByRole(AriaRole.Searchbox).FillAsync("bar 3");
        await Expect(world.Count).ToHaveTextAsync("1 picture found");
        var late = world.Page.WaitForResponseAsync("**/images/layout*q=lantern*");
        held.SetResult();
        await late;

        await Expect(world.Count).ToHaveTextAsync("1 picture found");
        await Expect(world.Tiles).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_empty_gallery_says_what_will_be_there()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);

        await world.ShowAsync();

        await Expect(world.Element.Locator(".empty")).ToContainTextAsync("No pictures yet");
    }

    [Fact]
    public async Task What_can_not_be_read_is_said_and_tried_again()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        await world.SeedAsync(3);
        await world.Page.RouteAsync("**/images/layout*", route => route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"title":"The disk is full. Free some space."}""" }));
        await world.ShowAsync();
        await Expect(world.Problem).ToHaveTextAsync("The disk is full. Free some space.");

        await world.Page.UnrouteAllAsync();
        await world.Button("Try again").ClickAsync();

        await Expect(world.Tiles).ToHaveCountAsync(3);
        await Expect(world.Problem).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Pictures_are_chosen_by_clicks_ranges_and_all_at_once()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        await world.SeedAsync(60);
        await world.ShowAsync();

        await world.Tile("seed1").HoverAsync();
        await world.Tile("seed1").Locator(".check").ClickAsync();
        await world.Tile("seed4").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(world.Chosen).ToHaveCountAsync(4);
        await world.Tile("seed2").ClickAsync();
        await Expect(world.Element.Locator(".chosen")).ToHaveTextAsync("3 chosen");
        await Expect(world.Said).ToHaveTextAsync("3 chosen");

        await world.Button("Choose all 60").ClickAsync();
        await Expect(world.Element.Locator(".chosen")).ToHaveTextAsync("60 chosen");
        await world.Page.Keyboard.PressAsync("Escape");
        await Expect(world.Chosen).ToHaveCountAsync(0);
        await Expect(world.Element).ToBeVisibleAsync();
    }

    [Fact]
    public async Task One_picture_is_in_the_order_of_the_tab_key_and_keys_move_from_it()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        await world.SeedAsync(2000);
        await world.ShowAsync();
        await Expect(world.Element.Locator(".tile[tabindex='0']")).ToHaveCountAsync(1);
        await world.Tile("seed0").FocusAsync();

        foreach (var (key, focused) in new[] { ("ArrowRight", "seed1"), ("ArrowLeft", "seed0"), ("Control+End", "seed1999"), ("Control+Home", "seed0") })
        {
            await world.Page.Keyboard.PressAsync(key);
            await Expect(world.Tile(focused)).ToBeFocusedAsync();
        }

        await world.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(world.Tile("seed0")).Not.ToBeFocusedAsync();
        await world.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(world.Tile("seed0")).ToBeFocusedAsync();
        await world.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await world.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await Expect(world.Chosen).ToHaveCountAsync(3);
        await world.Page.Keyboard.PressAsync(" ");
        await Expect(world.Chosen).ToHaveCountAsync(2);
        await world.Page.Keyboard.PressAsync("Control+a");
        await Expect(world.Element.Locator(".chosen")).ToHaveTextAsync("2,000 chosen");
    }

    [Fact]
    public async Task Tiles_are_told_by_their_scenes()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        await world.SeedAsync(3, (_, row) => row with { Favorite = true });

        await world.ShowAsync();

        await Expect(world.Element.GetByRole(AriaRole.Grid, new() { Name = "Pictures" })).ToBeVisibleAsync();
        await Expect(world.Tile("seed1")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("^harbour, night, heavy rain, calm mood, .*, favourite$"));
    }

    [Fact]
    public async Task What_others_add_and_delete_shows_and_neither_moves_the_view_nor_the_choice()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        await world.SeedAsync(600);
        var ids = await world.UploadAsync(2);
        await world.ShowAsync();
        await Expect(world.Tile(ids[0])).ToBeVisibleAsync();
        await ScrollAsync(world, 0.5);
        var (id, top) = await FirstInViewAsync(world);
        await world.Tile(id).HoverAsync();
        await world.Tile(id).Locator(".check").ClickAsync();

        await world.Client.UploadAsync("another");
        await Expect(world.Count).ToHaveTextAsync("603 pictures");
        (await world.Client.DeleteAsync($"images/{ids[0]}")).Expect(HttpStatusCode.OK);
        await Expect(world.Count).ToHaveTextAsync("602 pictures");

        Assert.InRange(await TopOfAsync(world, id), top - 2, top + 2);
        await Expect(world.Element.Locator(".chosen")).ToHaveTextAsync("1 chosen");
        await Expect(world.Tile(id)).ToHaveAttributeAsync("aria-selected", "true");
    }

    [Fact]
    public async Task A_chosen_picture_that_another_page_deletes_is_chosen_no_more()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(4);
        await world.ShowAsync();
        await world.Tile(ids[1]).FocusAsync();
        await world.Page.Keyboard.PressAsync(" ");
        await Expect(world.Chosen).ToHaveCountAsync(1);

        await world.Client.DeleteAsync($"images/{ids[1]}");

        await Expect(world.Tiles).ToHaveCountAsync(3);
        await Expect(world.Element.Locator(".bar")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task After_missed_events_everything_is_read_again()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(3);
        var mayResync = new TaskCompletionSource();
        await world.Page.RouteAsync("**/events*", async route =>
        {
            await mayResync.Task;
            await route.FulfillAsync(new() { ContentType = "text/event-stream", Body = "retry: 60000\nevent: RESYNC\ndata: {}\n\n" });
        });
        await world.ShowAsync();
        await Expect(world.Tiles).ToHaveCountAsync(3);

        await world.Client.DeleteAsync($"images/{ids[2]}");
        mayResync.SetResult();

        await Expect(world.Tiles).ToHaveCountAsync(2);
    }

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task A_narrow_screen_shows_everything_with_targets_large_enough(ColorScheme scheme)
    {
        await using var world = await GalleryWorld.OpenAsync(browser, Narrow, scheme);
        await world.SeedAsync(30);
        await world.ShowAsync();
        await Expect(world.Tile("seed0")).ToBeVisibleAsync();
        await ExpectToFitAsync(world);

        await world.Button("Filters").ClickAsync();
        await Expect(world.Element.GetByLabel("Order")).ToBeVisibleAsync();
        await world.Tile("seed0").FocusAsync();
        await world.Page.Keyboard.PressAsync(" ");
        await ExpectToFitAsync(world);
        await world.Page.ExpectNoViolationAsync("gallery");
    }

    [Fact]
    public async Task At_two_hundred_per_cent_pictures_can_still_be_seen()
    {
        await using var world = await GalleryWorld.OpenAsync(browser, Magnified);
        await world.SeedAsync(30);

        await world.ShowAsync();

        await Expect(world.Tile("seed0")).ToBeInViewportAsync(new() { Ratio = 0.9f });
        await ExpectToFitAsync(world);
    }

    [Fact]
    public async Task Storage_is_told_by_chat_and_cleaned_after_a_look()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var chat = await world.NewChatAsync("The harbour");
        await world.PaintAsync(chat, "a harbour");
        var stray = Stray(world.Folder);
        await world.ShowAsync();

        await world.Button("Storage").ClickAsync();
        await Expect(world.Question.Locator(".chat-sizes")).ToContainTextAsync("The harbour");
        await Expect(world.Question.Locator(".facts")).ToContainTextAsync("1 · 8 B");
        await world.Button("Look for them").ClickAsync();
        await Expect(world.Question).ToContainTextAsync("1 file, 8 B, can be deleted.");
        Assert.True(File.Exists(stray));
        await world.Button("Delete these files").ClickAsync();

        await Expect(world.Question).ToContainTextAsync("1 file, 8 B, was deleted.");
        Assert.False(File.Exists(stray));
    }

    private static string Stray(TemporaryFolder folder)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "blobs", "ab", "cd")).FullName, $"abcd{new string('0', 60)}");
        File.WriteAllText(file, "nobody's");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-10));
        return file;
    }

    private static Func<int> CountRequests(IPage page, string path)
    {
        var count = 0;
        page.Request += (_, request) => count += request.Url.Contains(path, StringComparison.Ordinal) ? 1 : 0;
        return () => count;
    }

    /// <summary>Scrolls to a part of the whole, and answers how many nodes the grid has there.</summary>
    private static Task<int> ScrollAsync(GalleryWorld world, double part) => world.AskAsync<int>($$"""
        const scroller = root.querySelector('.scroller');
        scroller.scrollTop = {{part.ToString(System.Globalization.CultureInfo.InvariantCulture)}} * scroller.scrollHeight;
        return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(root.querySelector('.grid').querySelectorAll('*').length))));
        """);

    private static async Task<(string Id, double Top)> FirstInViewAsync(GalleryWorld world)
    {
        var id = await world.AskAsync<string>("return [...root.querySelectorAll('.tile')].find((tile) => tile.getBoundingClientRect().top > 200).dataset.id;");
        return (id, await TopOfAsync(world, id));
    }

    private static Task<double> TopOfAsync(GalleryWorld world, string id) => world.Tile(id).EvaluateAsync<double>("tile => tile.getBoundingClientRect().top");

    /// <summary>Nothing is cut off at the side, and every target has at least WCAG's 24 pixels.</summary>
    private static async Task ExpectToFitAsync(GalleryWorld world)
    {
        Assert.Equal(0, await world.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        Assert.Equal(0, await world.AskAsync<int>("return [...root.querySelectorAll('.scroller, .bar, dialog[open]')].reduce((most, node) => Math.max(most, node.scrollWidth - node.clientWidth), 0);"));
        var small = await world.AskAsync<JsonElement>("return [...root.querySelectorAll('button, input, select')].filter((node) => node.checkVisibility()).map((node) => ({ name: node.ariaLabel || node.textContent, box: node.getBoundingClientRect() })).filter(({ box }) => box.width < 24 || box.height < 24).map(({ name }) => name);");
        Assert.Equal("[]", small.ToString());
    }
}
