using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page.Gallery;

/// <summary>Every view of the gallery, on both sizes and in both schemes, breaks no rule of axe-core.</summary>
[Collection(GalleryPageCollection.Name)]
public sealed class GalleryAccessibilityTests(Browser browser)
{
    public static TheoryData<bool, ColorScheme> Looks => AccessibilityTests.Looks;

    [Theory, MemberData(nameof(Looks))]
    public async Task The_grid_and_its_questions_break_no_rule(bool isPhone, ColorScheme scheme)
    {
        await using var world = await GalleryWorld.OpenAsync(browser, SizeOf(isPhone), scheme);
        await world.ShowAsync();
        await Expect(world.Element.Locator(".empty")).ToBeVisibleAsync();
        await world.Page.ExpectNoViolationAsync("gallery empty");

        await world.SeedAsync(40, (number, row) => row with { Favorite = number % 3 == 0 });
        await world.Page.ReloadAsync();
        await world.ShowAsync();
        await Expect(world.Tile("seed0")).ToBeVisibleAsync();
        await world.Page.ExpectNoViolationAsync("gallery");
        await world.Tile("seed0").FocusAsync();
        await world.Page.Keyboard.PressAsync(" ");
        await Expect(world.Chosen).ToHaveCountAsync(1);
        await world.Page.ExpectNoViolationAsync("gallery chosen");

        foreach (var deed in new[] { "Tags…", "Download…" })
        {
            await world.Button(deed).ClickAsync();
            await Expect(world.Question).ToBeVisibleAsync();
            await world.Page.ExpectNoViolationAsync($"gallery {deed.TrimEnd('…')}");
            await world.Page.Keyboard.PressAsync("Escape");
            await Expect(world.Question).ToBeHiddenAsync();
        }
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task The_lightbox_the_storage_and_deleting_break_no_rule(bool isPhone, ColorScheme scheme)
    {
        await using var world = await GalleryWorld.OpenAsync(browser, SizeOf(isPhone), scheme);
        var chat = await world.NewChatAsync("The harbour");
        var id = await world.PaintAsync(chat, "a harbour with a lantern");
        await world.ShowAsync(chat);
        await world.Button("Storage").ClickAsync();
        await Expect(world.Question.Locator(".chat-sizes")).ToContainTextAsync("The harbour");
        await world.Page.ExpectNoViolationAsync("gallery storage");
        await world.Page.Keyboard.PressAsync("Escape");

        await world.OpenAsync(id);
        if (isPhone)
            await world.Button("Details").ClickAsync();
        await Expect(world.Lightbox.Locator(".details")).ToContainTextAsync("a harbour with a lantern");
        await world.Lightbox.GetByText("Paint again").ClickAsync();
        await world.Page.ExpectNoViolationAsync("lightbox");

        await world.Button("Delete").ClickAsync();
        await Expect(world.Question).ToBeVisibleAsync();
        await world.Page.ExpectNoViolationAsync("gallery deleting");
        await world.Question.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(world.Button("Undo")).ToBeVisibleAsync();
        await world.Page.ExpectNoViolationAsync("gallery undo");
    }

    private static ViewportSize SizeOf(bool isPhone) => isPhone ? Browser.Phone : Browser.Desktop;
}
