using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>What a person does on the page, on a desktop and on a phone.</summary>
[Collection(PageCollection.Name)]
public sealed class ChatPageTests(Browser browser)
{
    public static TheoryData<string> Screens { get; } = ["desktop", "phone"];

    [Theory, MemberData(nameof(Screens))]
    public async Task A_newcomer_plays_a_sample(string screen)
    {
        await using var world = await PageWorld.OpenAsync(browser, SizeOf(screen));

        await world.Button("Play the sample The harbour at night").ClickAsync();
        await Expect(world.Messages).ToHaveCountAsync(1);
        await world.Button("Pause").ClickAsync();
        await world.Button("Next").ClickAsync();
        await Expect(world.Messages).ToHaveCountAsync(2);
        await world.Button("Next").ClickAsync();
        await Expect(world.Messages).ToHaveCountAsync(3);

        await Expect(world.Page.Locator("#player")).ToBeHiddenAsync();
        await Expect(world.Page.Locator(".message").First).ToHaveAccessibleNameAsync("Message of Mira");
        await Expect(world.Page.Locator(".message em").First).ToHaveTextAsync("Mira lifts a lantern.");
        await Expect(world.Page.Locator("#chat-title")).ToHaveTextAsync("The harbour at night");
    }

    [Fact]
    public async Task Who_asks_for_the_samples_is_taken_to_the_first_one()
    {
        await using var world = await PageWorld.OpenAsync(browser, SizeOf("desktop"));
        var first = world.Page.Locator("#welcome .card").GetByRole(AriaRole.Button).First;

        await world.Button("Play a sample").ClickAsync();
        await Expect(first).ToBeFocusedAsync();

        await world.OpenNewChatAsync();
        await world.Button("Play a sample").ClickAsync();
        await Expect(first).ToBeFocusedAsync();
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task A_person_starts_a_chat_and_writes_for_both_sides(string screen)
    {
        await using var world = await PageWorld.OpenAsync(browser, SizeOf(screen));

        await world.Button("Start a chat of your own").ClickAsync();
        await world.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mira");
        await world.Page.GetByLabel("Your name").FillAsync("Ilan");
        await world.Button("Begin").ClickAsync();
        await world.Page.GetByLabel("Your message").FillAsync("Is the boat ready?");
        await world.Page.Keyboard.PressAsync("Enter");
        await Expect(world.Messages).ToHaveTextAsync(["Is the boat ready?"]);
        await world.Page.GetByLabel("Your message").FillAsync("Rain falls.");
        await world.Button("Reply as Mira").ClickAsync();

        await Expect(world.Messages).ToHaveTextAsync(["Is the boat ready?", "Rain falls."]);
        await Expect(world.Page.Locator(".speaker")).ToHaveTextAsync(["Ilan", "Mira"]);
        await world.Page.ReloadAsync();
        await Expect(world.Messages).ToHaveTextAsync(["Is the boat ready?", "Rain falls."]);
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task A_reply_is_edited_varied_and_deleted(string screen)
    {
        await using var world = await PageWorld.OpenAsync(browser, SizeOf(screen));
        await world.OpenNewChatAsync();
        await world.Page.GetByLabel("Your message").FillAsync("first");
        await world.Button("Reply as the narrator").ClickAsync();
        await world.Messages.First.ClickAsync();

        await world.Button("Edit").ClickAsync();
        await world.Page.GetByLabel("Text of the message").FillAsync("first, edited");
        await world.Button("Save").ClickAsync();
        await Expect(world.Messages).ToHaveTextAsync(["first, edited"]);

        await world.Messages.First.ClickAsync();
        await world.Button("Another version").ClickAsync();
        await world.Page.GetByLabel("Another version of the reply").FillAsync("second");
        await world.Button("Add").ClickAsync();
        await Expect(world.Messages).ToHaveTextAsync(["second"]);
        await world.Button("Alternative before").ClickAsync();
        await Expect(world.Messages).ToHaveTextAsync(["first, edited"]);

        await world.Messages.First.ClickAsync();
        await world.Button("Delete").ClickAsync();
        await world.Button("Really delete?").ClickAsync();
        await Expect(world.Messages).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Of_chats_that_are_opened_quickly_the_last_one_stays()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        var (first, second) = (await world.NewChatAsync("First"), await world.NewChatAsync("Second"));
        await world.OpenChatAsync(second);
        await Expect(world.Page.Locator("#chat-title")).ToHaveTextAsync("Second");
        await world.NewChatAsync("Third");
        var (isAsked, isLeft) = (new TaskCompletionSource(), new TaskCompletionSource());
        await world.Page.RouteAsync("**/api/v1/chats?*", async route =>
        {
            isAsked.TrySetResult();
            await isLeft.Task;
            await route.ContinueAsync();
        });

        await world.Page.EvaluateAsync("chat => { location.hash = chat; }", first);
        await isAsked.Task;
        await world.Page.EvaluateAsync("chat => { location.hash = chat; }", second);
        isLeft.SetResult();

        await Expect(world.Page.Locator("#chat-list")).ToContainTextAsync("Third"); // What was asked for the first one is answered.
        await Expect(world.Page.Locator("#chat-title")).ToHaveTextAsync("Second");
    }

    [Fact]
    public async Task Markup_in_a_message_stays_text()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        await world.OpenNewChatAsync("<b>bold</b>");
        const string attack = "<img src=x onerror=alert(1)><script>alert(2)</script>";

        await world.Page.GetByLabel("Your message").FillAsync(attack);
        await world.Button("Send").ClickAsync();

        await Expect(world.Messages).ToHaveTextAsync([attack]);
        await Expect(world.Page.Locator("#chat-title")).ToHaveTextAsync("<b>bold</b>");
        await Expect(world.Page.Locator(".message img, .message script")).ToHaveCountAsync(0);
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task A_person_signs_in_with_their_token(string screen)
    {
        await using var world = await PageWorld.OpenAsync(browser, SizeOf(screen), settings: ["Lumiverse:Users:alice=alice-token-1"]);

        await world.Page.GetByLabel("Access token").FillAsync("wrong");
        await world.Button("Sign in").ClickAsync();
        await Expect(world.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("not known");
        await world.Page.ExpectNoViolationAsync("sign in");
        await world.Page.GetByLabel("Access token").FillAsync("alice-token-1");
        await world.Button("Sign in").ClickAsync();

        await Expect(world.Button("Play the sample A meadow at noon")).ToBeVisibleAsync();
        await world.Button("Play the sample A meadow at noon").ClickAsync();
        await Expect(world.Messages).ToHaveCountAsync(1);
        await Expect(world.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "open");
    }

    [Fact]
    public async Task A_small_phone_needs_no_sideways_scrolling_and_its_panels_obey_the_keyboard()
    {
        await using var world = await PageWorld.OpenAsync(browser, new ViewportSize { Width = 360, Height = 640 });
        await world.OpenNewChatAsync("A chat with quite a long title that does not fit into the bar");
        await world.Page.GetByLabel("Your message").FillAsync(new string('w', 400));
        await world.Button("Send").ClickAsync();
        await Expect(world.Messages).ToHaveCountAsync(1);

        Assert.Equal(360, await world.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        await world.Button("Show the scene").ClickAsync();
        await Expect(world.Button("Generate")).ToBeVisibleAsync();
        await world.Page.Keyboard.PressAsync("Escape");
        await Expect(world.Button("Generate")).ToBeHiddenAsync();
        await Expect(world.Button("Show the scene")).ToBeFocusedAsync();
    }

    private static ViewportSize SizeOf(string screen) => screen == "phone" ? Browser.Phone : Browser.Desktop;
}
