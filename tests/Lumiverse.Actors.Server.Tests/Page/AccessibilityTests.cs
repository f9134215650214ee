using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>Every view, on both sizes and in both schemes, breaks no rule of axe-core.</summary>
[Collection(PageCollection.Name)]
public sealed class AccessibilityTests(Browser browser)
{
    public static TheoryData<bool, ColorScheme> Looks => new()
    {
        { false, ColorScheme.Dark },
        { false, ColorScheme.Light },
        { true, ColorScheme.Dark },
        { true, ColorScheme.Light },
    };

    [Theory, MemberData(nameof(Looks))]
    public async Task The_start_and_the_dialogs_break_no_rule(bool isPhone, ColorScheme scheme)
    {
        await using var world = await PageWorld.OpenAsync(browser, SizeOf(isPhone), scheme);
        await Expect(world.Page.Locator("#welcome")).ToBeVisibleAsync();
        await world.Page.ExpectNoViolationAsync("start");

        await world.Button("Start a chat of your own").ClickAsync();
        await Expect(world.Page.Locator("#new-chat-dialog")).ToBeVisibleAsync();
        await world.Page.ExpectNoViolationAsync("new chat");
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task A_chat_with_its_panel_folded_out_breaks_no_rule(bool isPhone, ColorScheme scheme)
    {
        await using var world = await PageWorld.OpenAsync(browser, SizeOf(isPhone), scheme);
        world.Engine.Scene = FakeEngine.Lighthouse();
        var chat = await world.OpenNewChatAsync();
        await WriteAsync(world);
        world.Engine.ChangeBackground(chat, "teal");
        await world.ExpectBackgroundAsync("teal");
        await world.Page.ExpectNoViolationAsync("chat");

        if (isPhone)
            await world.Page.Locator("#open-scene").ClickAsync();
        foreach (var part in new[] { "Prompt", "Earlier backgrounds", "Settings" })
            await world.FoldOutAsync(part);
        await Expect(world.Page.GetByLabel("Strength of the picture")).ToBeVisibleAsync();
        await world.Page.ExpectNoViolationAsync("panel");

        world.Engine.Emit(chat, "IMAGE_GEN_PROGRESS", new { assetId = "job1", chatId = chat, stage = "running", step = 7, totalSteps = 28 });
        await world.ExpectStageAsync("Painting…");
        await world.Page.ExpectNoViolationAsync("painting");
        world.Engine.Emit(chat, "IMAGE_GEN_ERROR", new { assetId = "job1", chatId = chat, message = "Nobody knows whether the call ran.", state = "uncertain", mayHaveBeenCharged = true });
        await Expect(world.Button("Try again")).ToBeVisibleAsync();
        await world.Page.ExpectNoViolationAsync("failure");
    }

    [Theory, MemberData(nameof(Looks))]
    public async Task The_connections_and_their_form_break_no_rule(bool isPhone, ColorScheme scheme)
    {
        await using var world = await PageWorld.OpenAsync(browser, SizeOf(isPhone), scheme);
        world.Engine.Connections.Add("Studio", more: new JsonObject { ["has_api_key"] = true });
        await world.OpenNewChatAsync();
        if (isPhone)
            await world.Page.Locator("#open-scene").ClickAsync();
        await world.PaintedBy.ClickAsync();
        await Expect(world.Page.Locator(".connection-row")).ToHaveCountAsync(1);
        await world.Page.ExpectNoViolationAsync("connections");

        await world.Button("Edit: Studio").ClickAsync();
        await Expect(world.Page.Locator(".connection-form")).ToBeVisibleAsync();
        await world.Page.ExpectNoViolationAsync("form");
    }

    private static ViewportSize SizeOf(bool isPhone) => isPhone ? Browser.Phone : Browser.Desktop;

    private static async Task WriteAsync(PageWorld world)
    {
        await world.Page.GetByLabel("Your message").FillAsync("*Rain falls.* Is the boat ready?");
        await world.Page.Keyboard.PressAsync("Enter");
        await Expect(world.Messages).ToHaveCountAsync(1);
    }
}
