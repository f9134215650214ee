using Microsoft.Playwright;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>The picture behind the words, in every order that a network can make of things.</summary>
[Collection(PageCollection.Name)]
public sealed class ScenePageTests(Browser browser)
{
    [Fact]
    public async Task The_background_of_a_chat_is_shown_and_follows_its_events()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var chat = await world.NewChatAsync("A chat");
        world.Engine.SetBackground(chat, "purple");

        await world.OpenChatAsync(chat);
        await world.ExpectBackgroundAsync("purple");
        world.Engine.ChangeBackground(chat, "teal");
        await world.ExpectBackgroundAsync("teal");
        await Expect(world.Page.Locator("#panel .picture[aria-pressed=true]")).ToHaveAttributeAsync("data-image", "teal");
    }

    [Fact]
    public async Task The_last_of_many_backgrounds_wins()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var chat = await world.OpenNewChatAsync();

        foreach (var colour in new[] { "red", "green", "blue", "orange" })
            world.Engine.ChangeBackground(chat, colour);

        await world.ExpectBackgroundAsync("orange");
    }

    [Fact]
    public async Task A_late_answer_for_a_chat_that_was_left_is_not_shown()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var (first, second) = (await world.NewChatAsync("first"), await world.NewChatAsync("second"));
        world.Engine.SetBackground(first, "red");
        world.Engine.SetBackground(second, "blue");
        var held = world.Engine.HoldBackground(first);

        await world.OpenChatAsync(first);
        await world.OpenChatAsync(second);
        await world.ExpectBackgroundAsync("blue");
        var late = world.Page.WaitForResponseAsync(response => response.Url.Contains($"{first}/background", StringComparison.Ordinal));
        held.SetResult();
        await late;

        // What the late answer would have started is over when a later event has been shown.
        world.Engine.ChangeBackground(second, "navy");
        await world.ExpectBackgroundAsync("navy");
    }

    [Fact]
    public async Task An_answer_that_an_event_overtook_is_not_shown()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var chat = await world.NewChatAsync("A chat");
        world.Engine.SetBackground(chat, "red");
        var held = world.Engine.HoldBackground(chat);
        await world.OpenChatAsync(chat);

        world.Engine.ChangeBackground(chat, "blue");
        await world.ExpectBackgroundAsync("blue");
        var late = world.Page.WaitForResponseAsync(response => response.Url.Contains("/background", StringComparison.Ordinal));
        held.SetResult();
        await late;
        await world.ExpectBackgroundAsync("blue");
    }

    [Fact]
    public async Task A_broken_stream_is_opened_again_and_what_was_missed_is_read()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var chat = await world.OpenNewChatAsync();
        world.Engine.ChangeBackground(chat, "red");
        await world.ExpectBackgroundAsync("red");

        world.Engine.StreamsAreRefused = true;
        world.Engine.DropStreams();
        await Expect(world.Page.Locator("#connection")).ToHaveTextAsync("Reconnecting…");
        world.Engine.SetBackground(chat, "blue");
        world.Engine.StreamsAreRefused = false;

        await world.ExpectBackgroundAsync("blue");
        await Expect(world.Page.Locator("#connection")).ToHaveTextAsync("Live");
    }

    [Fact]
    public async Task Resync_reads_everything_again()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var chat = await world.OpenNewChatAsync();

        world.Engine.SetBackground(chat, "blue");
        world.Engine.Emit(chat, "RESYNC", new { });

        await world.ExpectBackgroundAsync("blue");
    }

    [Fact]
    public async Task A_job_is_told_in_words_from_asking_to_ready()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var chat = await world.OpenNewChatAsync();

        await world.Button("Generate").ClickAsync();
        await world.ExpectStageAsync("Waiting");
        world.Engine.Emit(chat, "IMAGE_GEN_PROGRESS", new { assetId = "job1", chatId = chat, stage = "queued", queuePosition = 2 });
        await world.ExpectStageAsync("Waiting (2nd in the queue)");
        world.Engine.Emit(chat, "IMAGE_GEN_PROGRESS", new { assetId = "job1", chatId = chat, stage = "running", step = 7, totalSteps = 28 });
        await world.ExpectStageAsync("Painting…");
        await Expect(world.Page.GetByRole(AriaRole.Progressbar, new() { Name = "Progress of the picture" })).ToHaveJSPropertyAsync("value", 0.25);
        world.Engine.Emit(chat, "IMAGE_GEN_PROGRESS", new { assetId = "job1", chatId = chat, stage = "saving" });
        await world.ExpectStageAsync("Saving…");
        world.Engine.Emit(chat, "IMAGE_GEN_COMPLETE", new { assetId = "job1", chatId = chat, imageId = "teal", imageUrl = "/api/v1/images/teal" });

        await world.ExpectStageAsync("Ready.");
        await Expect(world.Said).ToHaveTextAsync("Ready.");
        await Expect(world.Button("Generate")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Without_enough_change_the_page_says_so_and_offers_force()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var chat = await world.OpenNewChatAsync();
        await world.Button("Generate").ClickAsync();
        await world.ExpectStageAsync("Waiting");

        world.Engine.Emit(chat, "SCENE_DECIDED", new
        {
            chatId = chat,
            trigger = "manual",
            generate = false,
            threshold = 2,
            reason = "Scene has not changed enough",
            sentence = "Not generated: only mood changed; 1 of 2.",
            fields = new[] { new { name = "mood", before = "calm", after = "tense", distance = 1.0, changed = true } },
        });
        await world.ExpectStageAsync("Not generated: only mood changed; 1 of 2.");
        await world.Button("Force").ClickAsync();

        await Expect(world.Button("Cancel")).ToBeVisibleAsync();
        Assert.True(world.Engine.Asked.Last()["forceGeneration"]?.GetValue<bool>());
    }

    [Fact]
    public async Task A_running_job_can_be_cancelled()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var chat = await world.OpenNewChatAsync();
        await world.Button("Generate").ClickAsync();

        await world.Button("Cancel").ClickAsync();
        world.Engine.Emit(chat, "IMAGE_GEN_ERROR", new { assetId = "job1", chatId = chat, message = "Cancelled", state = "cancelled", mayHaveBeenCharged = false });

        await world.ExpectStageAsync("Cancelled.");
        Assert.Equal(["job1"], world.Engine.Cancelled);
    }

    [Fact]
    public async Task A_failure_says_what_happened_and_what_to_do()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var chat = await world.OpenNewChatAsync();
        world.Engine.NextAnswer = (429, new { error = "Too many pictures are waiting.", retryAfterSeconds = 30 });
        await world.Button("Generate").ClickAsync();
        await world.ExpectStageAsync("Too many pictures are waiting. Try again in 30 seconds.");

        world.Engine.Emit(chat, "IMAGE_GEN_ERROR", new { assetId = "job1", chatId = chat, message = "Nobody knows whether the call ran.", state = "uncertain", mayHaveBeenCharged = true });

        await world.ExpectStageAsync("Nobody knows whether the call ran. It may have been charged, so it is not repeated without you.");
        await Expect(world.Button("Try again")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_prompt_is_previewed_changed_and_sent_word_for_word()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        await world.OpenNewChatAsync();
        await world.FoldOutAsync("Prompt");
        await Expect(world.Page.GetByLabel("Prompt", new() { Exact = true }).First).ToHaveValueAsync("A harbour at dusk.");

        await world.Page.GetByLabel("Prompt", new() { Exact = true }).First.FillAsync("A harbour at dawn, in fog.");
        await world.Button("Paint this prompt").ClickAsync();

        await Expect(world.Button("Cancel")).ToBeVisibleAsync();
        var sent = world.Engine.Asked.Last();
        Assert.Equal(("custom", "A harbour at dawn, in fog.", true), ((string?)sent["promptMode"], (string?)sent["prompt"], (bool?)sent["skipParse"]));
    }

    [Fact]
    public async Task The_scene_says_what_changed_and_which_words_told_it()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        world.Engine.Scene = FakeEngine.Lighthouse();
        await world.OpenNewChatAsync();

        await world.ExpectStageAsync("Next image when 1 more field changes.");
        await Expect(world.Page.Locator("#panel dt[data-changed=true]")).ToHaveTextAsync("Place");
        await Expect(world.Page.Locator("#panel dd").First).ToContainTextAsync("changed, was harbour");
        await Expect(world.Page.Locator("#panel q")).ToHaveTextAsync("the windows of the lighthouse");
    }

    [Fact]
    public async Task A_place_with_a_picture_is_offered_and_taken_without_a_job()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var chat = await world.OpenNewChatAsync();
        world.Engine.Emit(chat, "SCENE_DECIDED", new
        {
            chatId = chat,
            trigger = "automatic",
            generate = false,
            threshold = 2,
            sentence = "not generated: this place has a picture",
            fields = Array.Empty<object>(),
            offered = new { imageId = "teal", url = "/api/v1/images/teal" },
        });

        await StoredAsync(world, () => world.Button("Use that picture").ClickAsync());

        Assert.Equal("teal", world.Engine.BackgroundOf(chat));
        Assert.Empty(world.Engine.Asked);
    }

    [Fact]
    public async Task An_earlier_background_is_gone_back_to()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var chat = await world.OpenNewChatAsync();
        world.Engine.ChangeBackground(chat, "navy");
        await world.FoldOutAsync("Earlier backgrounds");

        await StoredAsync(world, () => world.Page.Locator("#panel .picture[data-image=teal]").ClickAsync());

        Assert.Equal("teal", world.Engine.BackgroundOf(chat));
    }

    [Fact]
    public async Task Settings_apply_at_once_and_are_stored()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var chat = await world.OpenNewChatAsync();
        world.Engine.ChangeBackground(chat, "teal");
        await world.ExpectBackgroundAsync("teal");

        await world.FoldOutAsync("Settings");
        var saved = world.Page.WaitForResponseAsync(response => response.Request.Method == "PUT");
        await world.Page.GetByLabel("Strength of the picture").FillAsync("0.9");
        await saved;

        await Expect(world.Page.Locator("#backdrop .layers")).ToHaveCSSAsync("opacity", "0.9");
        Assert.Equal(0.9, world.Engine.Settings["backgroundOpacity"]?.GetValue<double>());
    }

    [Theory]
    [InlineData(ColorScheme.Dark, "white", 1.0)]
    [InlineData(ColorScheme.Dark, "white", 0.35)]
    [InlineData(ColorScheme.Light, "black", 1.0)]
    [InlineData(ColorScheme.Light, "black", 0.35)]
    public async Task Text_stays_readable_over_the_worst_picture(ColorScheme scheme, string worst, double opacity)
    {
        await using var world = await PageWorld.OpenAsync(browser, scheme: scheme);
        world.Engine.Settings["backgroundOpacity"] = opacity;
        var chat = await world.OpenNewChatAsync();
        world.Engine.ChangeBackground(chat, worst);
        await world.ExpectBackgroundAsync(worst);
        await Expect(world.Page.Locator(".job")).ToBeVisibleAsync();

        foreach (var (text, surface) in new[] { ("#draft-hint", "#composer"), (".stage-line", ".job"), ("#panel summary >> nth=0", "#scene"), ("#chat-title", ".bar") })
            Assert.True(await ContrastAsync(world.Page, text, surface) >= 4.5, $"{text} on {surface} over {worst} at {opacity}");
    }

    /// <summary>Does something, and waits until the server has stored it.</summary>
    private static async Task StoredAsync(PageWorld world, Func<Task> work)
    {
        var stored = world.Page.WaitForResponseAsync(response => response.Request.Method == "PUT");
        await work();
        await stored;
    }

    /// <summary>The ratio between a text's colour and the pixels that are really there beside it.</summary>
    private static async Task<double> ContrastAsync(IPage page, string text, string surface)
    {
        var ink = await page.Locator(text).EvaluateAsync<int[]>("node => getComputedStyle(node).color.match(/[\\d.]+/g).slice(0, 3).map(Number)");
        using var picture = SKBitmap.Decode(await page.Locator(surface).ScreenshotAsync());
        var paper = picture.GetPixel(8, picture.Height / 2);
        var (one, other) = (Luminance(ink[0], ink[1], ink[2]), Luminance(paper.Red, paper.Green, paper.Blue));
        return (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    private static double Luminance(int red, int green, int blue) => (0.2126 * Linear(red)) + (0.7152 * Linear(green)) + (0.0722 * Linear(blue));

    private static double Linear(int channel) => channel / 255.0 is var part && part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
}
