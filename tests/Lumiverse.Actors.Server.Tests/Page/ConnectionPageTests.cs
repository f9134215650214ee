using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>Connections by the page alone: the list, the form that the schema draws, and what happens behind an open form.</summary>
[Collection(PageCollection.Name)]
public sealed class ConnectionPageTests(Browser browser)
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public static TheoryData<bool> Screens => [true, false];

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_connection_is_made_by_the_form_that_its_schema_draws(bool isPhone)
    {
        await using var world = await OpenAsync(isPhone);
        await AddAsync(world);
        var form = world.Page.Locator(".connection-form");
        await form.GetByLabel("Name").FillAsync("My easel");
        await form.GetByLabel("API key").FillAsync("secret");
        await form.GetByLabel("Model", new() { Exact = true }).FillAsync("easel-of-tomorrow");
        await form.GetByLabel("Strokes").FillAsync("50");
        await form.GetByLabel("Size").SelectOptionAsync("large");
        await form.GetByText("Fine tuning").ClickAsync();
        await form.GetByLabel("Smooth").CheckAsync();
        await form.GetByText("References", new() { Exact = true }).ClickAsync();
        await form.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "a.png", MimeType = "image/png", Buffer = Convert.FromBase64String(Png) });
        await Expect(form.Locator(".reference img")).ToHaveCountAsync(1);
        await world.Button("Save").ClickAsync();

        await Expect(world.Page.Locator(".connection-row h3").First).ToHaveTextAsync("My easel");
        var saved = Assert.Single(world.Engine.Connections.Saved);
        Assert.Equal(("easel", "secret", "easel-of-tomorrow"), ((string?)saved["provider"], (string?)saved["api_key"], (string?)saved["model"]));
        var expected = JsonNode.Parse($$"""{"size":"large","strokes":50,"smooth":true,"referenceImages":[{"data":"{{Png}}","mimeType":"image/png"}]}""");
        Assert.True(JsonNode.DeepEquals(expected, saved["default_parameters"]), saved["default_parameters"]?.ToJsonString());
    }

    [Fact]
    public async Task What_nobody_set_is_not_stored()
    {
        await using var world = await OpenAsync();
        await AddAsync(world);
        await world.Button("Save").ClickAsync();

        await Expect(world.Page.Locator(".connection-row")).ToHaveCountAsync(2);
        Assert.Equal("{}", world.Engine.Connections.Saved.Single()["default_parameters"]?.ToJsonString());
        Assert.Equal("Easel", (string?)world.Engine.Connections.Saved.Single()["name"]);
    }

    [Fact]
    public async Task Each_fault_stands_at_its_field_and_the_first_has_the_focus()
    {
        await using var world = await OpenAsync();
        await AddAsync(world);
        world.Engine.Connections.NextFault = JsonNode.Parse("""{"error":"Two fields are wrong.","errors":{"api_url":"api_url must be an address.","default_parameters.guidance":"guidance must be a number."}}""")?.AsObject();
        await world.Button("Save").ClickAsync();

        await Expect(world.Page.GetByText("api_url must be an address.")).ToBeVisibleAsync();
        await Expect(world.Page.GetByText("guidance must be a number.")).ToBeVisibleAsync();
        await Expect(world.Page.GetByLabel("Address")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_stored_key_is_not_shown_and_stays_unless_another_is_typed_or_it_is_removed()
    {
        await using var world = await OpenAsync(more: new JsonObject { ["has_api_key"] = true });
        await EditAsync(world);
        await Expect(world.Page.GetByLabel("API key")).ToHaveValueAsync("");
        await world.Button("Save").ClickAsync();
        await EditAsync(world);
        await world.Page.GetByLabel("Remove the stored key").CheckAsync();
        await world.Button("Save").ClickAsync();
        await Expect(world.Page.Locator(".connection-row")).Not.ToContainTextAsync("key stored");

        Assert.False(world.Engine.Connections.Saved.First().ContainsKey("api_key"));
        Assert.Equal("", (string?)world.Engine.Connections.Saved.Last()["api_key"]);
    }

    [Fact]
    public async Task Models_say_where_their_list_is_from_and_narrow_what_can_be_chosen()
    {
        await using var world = await OpenAsync();
        await EditAsync(world);

        await Expect(world.Page.GetByText("2 models from a kept list: Easel could not be reached.")).ToBeVisibleAsync();
        await Expect(world.Page.GetByLabel("Size").Locator("option")).ToHaveCountAsync(2);
        await world.Page.GetByLabel("Model", new() { Exact = true }).FillAsync("easel-tiny");
        await Expect(world.Page.GetByLabel("Size").Locator("option")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Parameters_that_the_provider_does_not_know_are_told_and_kept_until_removed()
    {
        await using var world = await OpenAsync(more: new JsonObject { ["default_parameters"] = new JsonObject { ["glitter"] = 3 } });
        await EditAsync(world);
        await Expect(world.Page.GetByText("Kept, but this provider does not know: glitter.")).ToBeVisibleAsync();
        await world.Button("Save").ClickAsync();
        await EditAsync(world);
        await world.Button("Remove them").ClickAsync();
        await world.Button("Save").ClickAsync();
        await Expect(world.Page.Locator(".connection-form")).ToHaveCountAsync(0);

        Assert.Equal(["""{"glitter":3}""", "{}"], world.Engine.Connections.Saved.Select(body => body["default_parameters"]?.ToJsonString()));
    }

    [Fact]
    public async Task An_event_behind_an_open_form_says_so_and_leaves_what_was_typed()
    {
        await using var world = await OpenAsync();
        await EditAsync(world);
        await world.Page.GetByLabel("Name").FillAsync("Half typed");
        world.Engine.Connections.Change("c1", new JsonObject { ["name"] = "Renamed elsewhere" });
        world.Engine.Emit(world.Page.Url.Split('#')[1], "IMAGE_GEN_CONNECTION_CHANGED", new { id = "c1" });

        await Expect(world.Page.GetByText("This connection was changed elsewhere.")).ToBeVisibleAsync();
        await Expect(world.Page.GetByLabel("Name")).ToHaveValueAsync("Half typed");
        await world.Button("Cancel").ClickAsync();
        await Expect(world.Page.Locator(".connection-row h3")).ToHaveTextAsync("Renamed elsewhere");
    }

    [Fact]
    public async Task A_connection_is_used_tested_copied_and_deleted_after_asking()
    {
        await using var world = await OpenAsync();
        await world.Button("Duplicate: Studio").ClickAsync();
        await world.Button("Use: Studio (Copy)").ClickAsync();
        await Expect(world.Page.Locator("#open-connections")).ToHaveTextAsync("Studio (Copy)");
        await world.Button("Test: Studio").ClickAsync();
        await Expect(world.Page.GetByText("Easel accepts the API key.")).ToBeVisibleAsync();
        await world.Button("Delete: Studio (Copy)").ClickAsync();
        await Expect(world.Button("Keep it")).ToBeFocusedAsync();
        await world.Button("Delete").ClickAsync();

        await Expect(world.Page.Locator(".connection-row")).ToHaveCountAsync(1);
        await Expect(world.Page.Locator(".connection-row h3")).ToHaveTextAsync("Studio");
        await Expect(world.Page.Locator("#open-connections")).ToHaveTextAsync("Studio");
    }

    [Fact]
    public async Task The_price_of_the_next_image_stands_by_the_button_that_spends_it()
    {
        await using var world = await PageWorld.OpenAsync(browser);
        world.Engine.Connections.Add("Studio", more: new JsonObject { ["has_api_key"] = true });
        world.Engine.Connections.Usage = JsonNode.Parse("""{"supported":true,"summary":"980 Anlas left","meters":[],"next_image":{"amount":20,"unit":"Anlas","explanation":""}}""")?.AsObject();
        await world.OpenNewChatAsync();

        await Expect(world.Page.Locator("#connection-usage")).ToHaveTextAsync("980 Anlas left · next image: 20 Anlas");
    }

    [Fact]
    public async Task What_was_migrated_is_told_until_it_is_dismissed()
    {
        await using var world = await OpenAsync(more: new JsonObject { ["metadata"] = new JsonObject { ["keep"] = 1, ["migrated"] = new JsonObject { ["from"] = "settings", ["note"] = "Its key is encrypted." } } });
        await Expect(world.Page.Locator(".migrated")).ToContainTextAsync("Your earlier settings became a connection:Studio Its key is encrypted.");
        await Expect(world.Page.Locator("#migrated")).ToContainTextAsync("Your earlier settings became a connection.");
        await world.Button("Dismiss").ClickAsync();

        await Expect(world.Page.Locator(".migrated")).ToHaveCountAsync(0);
        await Expect(world.Page.Locator("#migrated")).ToBeHiddenAsync();
        Assert.Equal("""{"keep":1}""", world.Engine.Connections.Saved.Single()["metadata"]?.ToJsonString());
    }

    /// <summary>A chat with the connections open, and one connection named Studio.</summary>
    private async Task<PageWorld> OpenAsync(bool isPhone = false, JsonObject? more = null)
    {
        var world = await PageWorld.OpenAsync(browser, isPhone ? Browser.Phone : Browser.Desktop);
        world.Engine.Connections.Add("Studio", more: more);
        await world.OpenNewChatAsync();
        if (isPhone)
            await world.Page.Locator("#open-scene").ClickAsync();
        await world.Page.Locator("#open-connections").ClickAsync();
        await Expect(world.Page.Locator(".connection-row")).ToHaveCountAsync(1);
        return world;
    }

    private static async Task AddAsync(PageWorld world)
    {
        await world.Button("Add a connection").ClickAsync();
        await Expect(world.Page.Locator(".connection-form select").First).ToBeFocusedAsync();
    }

    private static Task EditAsync(PageWorld world) => world.Button("Edit: Studio").ClickAsync();
}
