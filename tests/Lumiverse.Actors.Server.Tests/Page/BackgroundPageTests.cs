using System.Text.Json;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Playwright;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>How pictures come and go behind a chat where motion is welcome, and how narrow screens hold them.</summary>
[Collection(PageCollection.Name)]
public sealed class BackgroundPageTests(Browser browser)
{
    private const int FadeMs = 4000;

    [Fact]
    public async Task A_picture_fades_in_over_the_old_one_as_long_as_the_settings_say()
    {
        await using var world = await OpenAsync();
        var chat = await world.OpenNewChatAsync();
        world.Engine.ChangeBackground(chat, "teal");
        await Expect(Layers(world)).ToHaveCountAsync(1);

        world.Engine.ChangeBackground(chat, "navy");
        await Expect(Layers(world)).ToHaveCountAsync(2);

        var fade = await Layers(world).Last.EvaluateAsync<JsonElement>("image => { const [animation] = image.getAnimations(); return { ms: animation.effect.getTiming().duration, opacities: animation.effect.getKeyframes().map(({ opacity }) => Number(opacity)) }; }");
        Assert.Equal(FadeMs, fade.GetProperty("ms").GetInt32());
        Assert.Equal("[0,1]", fade.GetProperty("opacities").GetRawText());
        await world.ExpectBackgroundAsync("navy");
    }

    [Fact]
    public async Task However_fast_pictures_come_there_are_two_at_most_and_the_last_one_stays()
    {
        await using var world = await OpenAsync();
        var chat = await world.OpenNewChatAsync();
        await world.Page.EvaluateAsync("""
            () => {
              const layers = document.querySelector('#backdrop').shadowRoot.querySelector('.layers');
              window.most = 0;
              new MutationObserver(() => { most = Math.max(most, layers.childElementCount); }).observe(layers, { childList: true });
            }
            """);

        foreach (var colour in new[] { "teal", "navy", "olive" })
        {
            world.Engine.ChangeBackground(chat, colour);
            await Expect(world.Page.Locator($"#backdrop img[src$={colour}]")).ToBeAttachedAsync();
        }

        await world.ExpectBackgroundAsync("olive");
        Assert.Equal(2, await world.Page.EvaluateAsync<int>("most"));
    }

    [Fact]
    public async Task A_chat_that_is_left_in_the_middle_of_a_fade_takes_its_pictures_with_it()
    {
        await using var world = await OpenAsync();
        var (first, second) = (await world.NewChatAsync("First"), await world.NewChatAsync("Second"));
        world.Engine.SetBackground(second, "olive");
        await world.OpenChatAsync(first);
        foreach (var colour in new[] { "teal", "navy" })
            world.Engine.ChangeBackground(first, colour);
        await Expect(world.Page.Locator("#backdrop img[src$=navy]")).ToBeAttachedAsync();

        foreach (var chat in new[] { second, first, second })
            await world.Page.EvaluateAsync("chat => { location.hash = chat; }", chat);
        await Expect(world.Page.Locator("#chat-title")).ToHaveTextAsync("Second");
        world.Engine.ChangeBackground(first, "maroon");

        await world.ExpectBackgroundAsync("olive");
    }

    [Fact]
    public async Task A_cleared_background_is_gone_at_once()
    {
        await using var world = await OpenAsync();
        var chat = await world.OpenNewChatAsync();
        world.Engine.ChangeBackground(chat, "teal");
        await Expect(Layers(world)).ToHaveCountAsync(1);

        await world.FoldOutAsync("Earlier backgrounds");
        await world.Button("Clear the background").ClickAsync();

        await Expect(Layers(world)).ToHaveCountAsync(0);
        Assert.Null(world.Engine.BackgroundOf(chat));
    }

    [Theory]
    [InlineData(0.12, "left")]
    [InlineData(0.88, "right")]
    public async Task A_phone_holds_a_picture_where_something_is(double place, string side)
    {
        using var folder = new TemporaryFolder();
        Draw(Path.Combine(Directory.CreateDirectory(folder.Path).FullName, "tower.jpg"), place);
        await using var world = await PageWorld.OpenAsync(browser, Browser.Phone, photos: folder.Path);
        var chat = await world.OpenNewChatAsync();

        world.Engine.ChangeBackground(chat, "tower.jpg");
        await world.ExpectBackgroundAsync("tower.jpg");

        var held = await Layers(world).EvaluateAsync<double>("image => parseFloat(image.style.objectPosition)");
        Assert.True(side == "left" ? held < 40 : held > 60, $"held at {held} %");
    }

    [Fact]
    public async Task At_two_hundred_per_cent_a_chat_and_its_panel_need_no_sideways_scrolling()
    {
        await using var world = await PageWorld.OpenAsync(browser, new ViewportSize { Width = 640, Height = 400 });
        world.Engine.Scene = FakeEngine.Lighthouse();
        await world.OpenNewChatAsync("A chat with quite a long title that does not fit into the bar");
        Assert.Equal(640, await world.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));

        await world.Button("Show the scene").ClickAsync();
        foreach (var part in new[] { "Prompt", "Earlier backgrounds", "Settings" })
            await world.FoldOutAsync(part);
        await world.Page.GetByLabel("Strength of the picture").ScrollIntoViewIfNeededAsync();

        await Expect(world.Page.GetByLabel("Strength of the picture")).ToBeInViewportAsync();
        Assert.Equal(0, await world.Page.Locator("#scene").EvaluateAsync<int>("panel => panel.scrollWidth - panel.clientWidth"));
        await world.Page.ExpectNoViolationAsync("magnified panel");
    }

    private static ILocator Layers(PageWorld world) => world.Page.Locator("#backdrop img");

    private async Task<PageWorld> OpenAsync()
    {
        var world = await PageWorld.OpenAsync(browser, motion: ReducedMotion.NoPreference);
        world.Engine.Settings["fadeTransitionMs"] = FadeMs;
        return world;
    }

    /// <summary>A wide plain with one tower on it.</summary>
    private static void Draw(string path, double place)
    {
        using var picture = new SKBitmap(640, 200);
        using var canvas = new SKCanvas(picture);
        canvas.Clear(SKColors.SlateGray);
        using var paint = new SKPaint { Color = SKColors.White };
        canvas.DrawRect((float)(640 * place) - 40, 40, 80, 140, paint);
        using var file = File.Create(path);
        picture.Encode(file, SKEncodedImageFormat.Jpeg, 90);
    }
}
