using System.Net;
using System.Text.Json;
using Lumiverse.Actors.Server.Tests.Engine;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page.Gallery;

/// <summary>One picture large: near and far, from one to the next, and everything that is known and said of it.</summary>
[Collection(GalleryPageCollection.Name)]
public sealed class LightboxPageTests(Browser browser)
{
    [Fact]
    public async Task Keys_go_on_zoom_and_give_the_focus_back_to_the_picture_last_shown()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(5);
        await world.ShowAsync();
        await world.Tile(ids[1]).FocusAsync();
        await world.Page.Keyboard.PressAsync("Enter");
        await Expect(world.Lightbox.Locator(".place")).ToHaveTextAsync("2 of 5");

        await PressAsync(world, "ArrowRight");
        await Expect(world.Lightbox.Locator(".place")).ToHaveTextAsync("3 of 5");
        await PressAsync(world, "+", "+");
        await Expect(world.Lightbox.Locator(".percent")).ToHaveTextAsync("196 %");
        await PressAsync(world, "ArrowRight", "-");
        await Expect(world.Lightbox.Locator(".percent")).ToHaveTextAsync("140 %");
        await Expect(world.Lightbox.Locator(".place")).ToHaveTextAsync("3 of 5");
        await PressAsync(world, "0");
        await Expect(world.Lightbox.Locator(".percent")).ToBeEmptyAsync();
        await PressAsync(world, "f");
        await Expect(world.Button("Favourite")).ToHaveAttributeAsync("aria-pressed", "true");
        await PressAsync(world, "Escape");

        await Expect(world.Lightbox).ToBeHiddenAsync();
        await Expect(world.Tile(ids[2])).ToBeFocusedAsync();
        await Expect(world.Tile(ids[2])).ToHaveAttributeAsync("data-favorite", "true");
        // The page shows it before the server has heard of it.
        await Trial.UntilAsync(async () => (await world.ReadAsync(ids[2])).GetProperty("favorite").GetBoolean(), () => "the favourite on the server");
    }

    [Fact]
    public async Task The_wheel_and_two_clicks_zoom_where_they_point_and_dragging_moves()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(1);
        await world.ShowAsync();
        await world.OpenAsync(ids[0]);
        var stage = await world.Lightbox.Locator(".stage").BoundingBoxAsync() ?? throw new InvalidOperationException("No stage.");
        var (x, y) = (stage.X + stage.Width / 2, stage.Y + stage.Height / 2);

        await world.Page.Mouse.DblClickAsync(x, y);
        await Expect(world.Lightbox.Locator(".percent")).ToHaveTextAsync("250 %");
        var before = await PlaceAsync(world);
        await world.Page.Mouse.MoveAsync(x, y);
        await world.Page.Mouse.DownAsync();
        await world.Page.Mouse.MoveAsync(x + 60, y + 40);
        await world.Page.Mouse.UpAsync();
        var after = await PlaceAsync(world);
        Assert.Equal((60, 40), ((int)Math.Round(after.X - before.X), (int)Math.Round(after.Y - before.Y)));

        await world.Page.Mouse.WheelAsync(0, -400);
        await Expect(world.Lightbox.Locator(".percent")).ToHaveTextAsync("456 %");
        await world.Page.Mouse.DblClickAsync(x, y);
        await Expect(world.Lightbox.Locator(".percent")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Fingers_swipe_pinch_and_close()
    {
        await using var world = await GalleryWorld.OpenAsync(browser, Browser.Phone);
        var ids = await world.UploadAsync(3);
        await world.ShowAsync();
        await world.OpenAsync(ids[0]);
        var fingers = await world.Page.Context.NewCDPSessionAsync(world.Page);

        await MoveAsync(fingers, [(300, 300)], [(100, 310)]);
        await Expect(world.Lightbox.Locator(".place")).ToHaveTextAsync("2 of 3");
        await MoveAsync(fingers, [(150, 300), (250, 300)], [(100, 300), (300, 300)]);
        await Expect(world.Lightbox.Locator(".percent")).ToHaveTextAsync("200 %");
        await world.Button("Zoom out").ClickAsync();
        await world.Button("Zoom out").ClickAsync();
        await world.Button("Zoom out").ClickAsync();
        await Expect(world.Lightbox.Locator(".percent")).ToBeEmptyAsync();
        await MoveAsync(fingers, [(200, 300)], [(210, 450)]);

        await Expect(world.Lightbox).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_picture_is_told_by_its_scene_and_everything_known_stands_beside_it()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        await world.SeedAsync(2);
        await world.ShowAsync();

        await world.OpenAsync("seed1");

        await Expect(world.Lightbox.Locator("img.whole")).ToHaveAttributeAsync("alt", "harbour, night, heavy rain, calm mood");
        await Expect(world.Said).ToHaveTextAsync("2 of 2: harbour, night, heavy rain, calm mood");
        foreach (var words in new[] { "a lantern on bar 1", "people", "novelai, nai-diffusion-4-5-full", "Seed", "steps", "heavy rain", "832 × 1,216", "No chat uses it." })
            await Expect(world.Lightbox.Locator(".details")).ToContainTextAsync(words.Replace("1,216", "1216", StringComparison.Ordinal));
        await Expect(world.Lightbox.Locator(".stage")).ToBeFocusedAsync();
        await world.Page.ExpectNoViolationAsync("lightbox");
    }

    [Fact]
    public async Task The_focus_stays_in_the_lightbox()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(2);
        await world.ShowAsync();
        await world.OpenAsync(ids[0]);
        await Expect(world.Lightbox.Locator(".details-body")).Not.ToHaveAttributeAsync("inert", "");

        for (var press = 0; press < 24; press++)
        {
            await PressAsync(world, "Tab");
            Assert.True(await world.AskAsync<bool>("const active = root.activeElement; return !active || active.closest('dialog.lightbox') !== null;"));
        }
    }

    [Fact]
    public async Task Caption_and_tags_are_stored_and_found()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(3);
        await world.ShowAsync();
        await world.OpenAsync(ids[1]);

        await world.Lightbox.GetByLabel("Caption").FillAsync("By the sea");
        await world.Lightbox.GetByLabel("Tags").FillAsync("holiday,  sea, holiday");
        await PressAsync(world, "Tab");
        await Expect(world.Said).ToHaveTextAsync("Saved.");
        await Expect(world.Lightbox.Locator("img.whole")).ToHaveAttributeAsync("alt", "By the sea");
        await PressAsync(world, "Escape");
        await world.Element.GetByRole(AriaRole.Searchbox).FillAsync("holiday sea");

        await Expect(world.Count).ToHaveTextAsync("1 picture found");
        var image = await world.ReadAsync(ids[1]);
        Assert.Equal(("By the sea", "[\"holiday\",\"sea\"]"), (Storyteller.Text(image, "caption"), Storyteller.Text(image, "tags")));
    }

    [Fact]
    public async Task An_answer_from_before_a_change_does_not_undo_it()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(1);
        await world.ShowAsync();
        await world.OpenAsync(ids[0]);
        await Expect(world.Said).ToContainTextAsync("1 of 1");
        await PressAsync(world, "Escape");
        await Expect(world.Lightbox).ToBeHiddenAsync();
        var (isAsked, isChanged) = (new TaskCompletionSource(), new TaskCompletionSource());
        await world.Page.RouteAsync($"**/images/{ids[0]}/info", async route =>
        {
            var answer = await route.FetchAsync();
            isAsked.TrySetResult();
            await isChanged.Task;
            await route.FulfillAsync(new() { Response = answer });
        });
        await world.OpenAsync(ids[0]);
        await isAsked.Task;
        await Expect(world.Lightbox.Locator(".details-body")).Not.ToHaveAttributeAsync("inert", "");

        await world.Lightbox.GetByLabel("Caption").FillAsync("By the sea");
        await PressAsync(world, "Tab");
        await Expect(world.Said).ToHaveTextAsync("Saved.");
        isChanged.SetResult();

        await Expect(world.Said).ToHaveTextAsync("1 of 1: By the sea");
        await Expect(world.Lightbox.GetByLabel("Caption")).ToHaveValueAsync("By the sea");
    }

    [Fact]
    public async Task A_change_that_fails_is_said()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(1);
        await world.ShowAsync();
        await world.OpenAsync(ids[0]);

        await world.Lightbox.GetByLabel("Tags").FillAsync(new string('x', 100));
        await PressAsync(world, "Tab");

        await Expect(world.Problem).Not.ToBeEmptyAsync();
        await Expect(world.Lightbox.Locator(".notes .problem")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_picture_goes_behind_the_open_chat_and_tells_where_it_is_used()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(2);
        var chat = await world.NewChatAsync("The harbour");
        await world.ShowAsync(chat);
        await world.OpenAsync(ids[1]);

        await world.Button("Use as background").ClickAsync();
        await Expect(world.Said).ToHaveTextAsync("It stands behind “The harbour”.");
        await world.Button("Stands behind “The harbour”").ClickAsync();

        await Expect(world.Page.Locator("#gallery-dialog")).ToBeHiddenAsync();
        await Expect(world.Page.Locator("#backdrop img:only-child")).ToHaveAttributeAsync("src", $"/api/v1/images/{ids[1]}");
    }

    [Fact]
    public async Task The_public_address_is_copied_and_revoked()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        await world.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var ids = await world.UploadAsync(1);
        await world.ShowAsync();
        await world.OpenAsync(ids[0]);
        await Expect(world.Lightbox.Locator(".details-body")).Not.ToHaveAttributeAsync("inert", "");

        await world.Button("Copy").ClickAsync();
        await Expect(world.Said).ToHaveTextAsync("The address is copied.");
        var old = await world.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        (await world.Client.GetAsync(old)).Expect(HttpStatusCode.OK);
        await world.Button("Revoke").ClickAsync();
        await world.Question.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();

        await Expect(world.Said).ToHaveTextAsync("The old address no longer works.");
        (await world.Client.GetAsync(old)).Expect(HttpStatusCode.NotFound);
        await Expect(world.Lightbox.GetByLabel("Public address")).Not.ToHaveValueAsync(old);
    }

    [Fact]
    public async Task A_picture_is_painted_again_with_other_words_and_is_a_version_of_it()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var chat = await world.NewChatAsync("The harbour");
        var id = await world.PaintAsync(chat, "a harbour");
        await world.ShowAsync(chat);
        await world.OpenAsync(id);

        await world.Lightbox.GetByText("Paint again").ClickAsync();
        await Expect(world.Lightbox.Locator(".again").GetByLabel("Prompt")).ToHaveValueAsync("a harbour");
        await world.Lightbox.Locator(".again").GetByLabel("Prompt").FillAsync("a harbour at night");
        await world.Button("Paint").ClickAsync();

        await Expect(world.Lightbox.Locator(".again")).ToContainTextAsync("Painted again");
        await Expect(world.Lightbox.Locator(".version")).ToHaveCountAsync(2);
        await world.Button("Version 2 of 2").ClickAsync();
        await Expect(world.Lightbox.Locator(".prompt")).ToContainTextAsync("a harbour at night");
        await Expect(world.Button("Version 2 of 2")).ToHaveAttributeAsync("aria-current", "true");
    }

    [Fact]
    public async Task A_picture_that_is_deleted_makes_room_for_its_neighbour_and_can_be_taken_back_there()
    {
        await using var world = await GalleryWorld.OpenAsync(browser);
        var ids = await world.UploadAsync(3);
        await world.ShowAsync();
        await world.OpenAsync(ids[1]);

        await PressAsync(world, "Delete");
        await Expect(world.Lightbox.Locator(".place")).ToHaveTextAsync("2 of 2");
        await Expect(world.Lightbox.Locator("img.whole")).ToHaveAttributeAsync("src", $"/api/v1/images/{ids[2]}");
        await world.Button("Undo").ClickAsync();

        await Expect(world.Lightbox.Locator(".place")).ToHaveTextAsync("3 of 3");
        await Expect(world.Said).ToHaveTextAsync("1 picture is back.");
    }

    private static async Task PressAsync(GalleryWorld world, params string[] keys)
    {
        foreach (var key in keys)
            await world.Page.Keyboard.PressAsync(key);
    }

    private static async Task<(double X, double Y)> PlaceAsync(GalleryWorld world)
    {
        var place = await world.Lightbox.Locator(".stage .picture").EvaluateAsync<JsonElement>("picture => { const { e, f } = new DOMMatrix(picture.style.transform); return { e, f }; }");
        return (place.GetProperty("e").GetDouble(), place.GetProperty("f").GetDouble());
    }

    private static async Task MoveAsync(ICDPSession fingers, (int X, int Y)[] from, (int X, int Y)[] to)
    {
        await TouchAsync(fingers, "touchStart", from);
        await TouchAsync(fingers, "touchMove", [.. from.Zip(to, (first, last) => ((first.X + last.X) / 2, (first.Y + last.Y) / 2))]);
        await TouchAsync(fingers, "touchMove", to);
        await TouchAsync(fingers, "touchEnd", []);
    }

    private static Task<JsonElement?> TouchAsync(ICDPSession fingers, string type, (int X, int Y)[] points) => fingers.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
    {
        ["type"] = type,
        ["touchPoints"] = points.Select((point, index) => new { x = point.X, y = point.Y, id = index }).ToArray(),
    });
}
