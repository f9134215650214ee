using System.Net;
using System.Net.Http.Json;
using Lumiverse.Actors.AspNetCore;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Server.Tests.Api;

public sealed class AccessTests
{
    private static readonly string[] TwoUsers = ["Lumiverse:Users:alice=alice-token-1", "Lumiverse:Users:bob=bob-token-2"];

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("alice-token-")]
    public async Task Without_a_known_token_nothing_is_answered(string? token)
    {
        await using var server = await TestServer.StartAsync(settings: TwoUsers);
        using var client = server.Client(token);

        var answer = await client.GetAsync("chats");

        answer.ExpectProblem(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_bearer_token_names_its_user_to_routes_of_the_engine()
    {
        await using var server = await TestServer.StartAsync(settings: TwoUsers, routes: MapWhoAmI);
        using var bob = server.Client("bob-token-2");

        Assert.Equal("bob"u8.ToArray(), (await bob.GetAsync("whoami")).Bytes);
    }

    [Fact]
    public async Task Routes_mapped_later_need_a_user_unless_they_say_otherwise()
    {
        await using var server = await TestServer.StartAsync(settings: TwoUsers, routes: app =>
        {
            MapWhoAmI(app);
            app.MapGet("/for-everybody", () => "ok").AllowAnonymous();
        });
        using var nobody = server.Client();

        (await nobody.GetAsync("whoami")).ExpectProblem(HttpStatusCode.Unauthorized);
        (await nobody.GetAsync("/for-everybody")).Expect(HttpStatusCode.OK);
        (await nobody.GetAsync("/health/live")).Expect(HttpStatusCode.OK);
        (await nobody.GetAsync("/")).Expect(HttpStatusCode.OK);
        (await nobody.GetAsync("/openapi/v1.json")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_users_everybody_on_this_machine_is_local()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();

        Assert.Equal("local", (await client.GetAsync("session"))["user"]);
    }

    [Fact]
    public async Task What_belongs_to_another_user_is_not_found()
    {
        await using var server = await TestServer.StartAsync(settings: TwoUsers);
        using var alice = server.Client("alice-token-1");
        using var bob = server.Client("bob-token-2");
        var character = (await alice.PostAsync("characters", new { name = "Mira" }))["id"];
        var chat = (await alice.PostAsync("chats", new { title = "Hers" }))["id"];
        var message = (await alice.PostAsync($"chats/{chat}/messages", new { content = "Hello", is_user = true }))["id"];

        (await bob.GetAsync($"chats/{chat}")).ExpectProblem(HttpStatusCode.NotFound);
        (await bob.DeleteAsync($"chats/{chat}")).ExpectProblem(HttpStatusCode.NotFound);
        (await bob.GetAsync($"chats/{chat}/messages")).ExpectProblem(HttpStatusCode.NotFound);
        (await bob.PostAsync($"chats/{chat}/messages", new { content = "x", is_user = true })).ExpectProblem(HttpStatusCode.NotFound);
        (await bob.PutAsync($"chats/{chat}/messages/{message}", new { content = "x" })).ExpectProblem(HttpStatusCode.NotFound);
        (await bob.DeleteAsync($"chats/{chat}/messages/{message}")).ExpectProblem(HttpStatusCode.NotFound);
        (await bob.GetAsync($"characters/{character}/avatar")).ExpectProblem(HttpStatusCode.NotFound);
        (await bob.PostAsync("chats", new { character_id = character })).ExpectProblem(HttpStatusCode.BadRequest, "character_id");
        Assert.Equal("0", (await bob.GetAsync("chats"))["total"]);
        Assert.Equal("Hello", (await alice.GetAsync($"chats/{chat}/messages")).Json.GetProperty("data")[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_session_cookie_reads_everything_and_never_holds_the_token()
    {
        await using var server = await TestServer.StartAsync(settings: TwoUsers);
        using var client = server.Client();

        var cookie = await SignInAsync(client, "alice-token-1");

        Assert.DoesNotContain("alice-token-1", cookie, StringComparison.Ordinal);
        (await client.SendAsync(HttpMethod.Get, "chats", null, ("Cookie", cookie))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_survives_a_restart_and_ends_with_a_changed_token()
    {
        using var folder = new TemporaryFolder();
        var cookie = "";
        await using (var first = await TestServer.StartAsync(folder, TwoUsers))
            cookie = await SignInAsync(first.Client(), "alice-token-1");

        await using (var second = await TestServer.StartAsync(folder, TwoUsers))
            (await second.Client().SendAsync(HttpMethod.Get, "session", null, ("Cookie", cookie))).Expect(HttpStatusCode.OK);
        await using (var third = await TestServer.StartAsync(folder, ["Lumiverse:Users:alice=another-token"]))
            (await third.Client().SendAsync(HttpMethod.Get, "session", null, ("Cookie", cookie))).ExpectProblem(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.Created)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("X-Nothing", "said", HttpStatusCode.Forbidden)]
    public async Task A_change_by_cookie_must_prove_that_it_comes_from_the_page(string header, string value, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync(settings: TwoUsers);
        using var client = server.Client();
        var cookie = await SignInAsync(client, "alice-token-1");

        var answer = await client.SendAsync(HttpMethod.Post, "chats", JsonContent.Create(new { }), ("Cookie", cookie), (header, value));

        answer.Expect(expected);
    }

    [Fact]
    public async Task A_change_by_cookie_from_the_own_origin_is_served()
    {
        await using var server = await TestServer.StartAsync(settings: TwoUsers);
        using var client = server.Client();
        var cookie = await SignInAsync(client, "alice-token-1");

        var origin = server.Address.GetLeftPart(UriPartial.Authority);
        (await client.SendAsync(HttpMethod.Post, "chats", JsonContent.Create(new { }), ("Cookie", cookie), ("Origin", origin))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Another_site_cannot_use_the_implicit_user()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();

        (await client.SendAsync(HttpMethod.Post, "chats", JsonContent.Create(new { }), ("Origin", "http://evil.example"))).ExpectProblem(HttpStatusCode.Forbidden);
        (await client.PostAsync("chats", new { })).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Signing_out_takes_the_cookie_away()
    {
        await using var server = await TestServer.StartAsync(settings: TwoUsers);
        using var client = server.Client();
        var cookie = await SignInAsync(client, "alice-token-1");

        var answer = await client.SendAsync(HttpMethod.Delete, "session", null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"));

        Assert.Contains("expires=Thu, 01 Jan 1970", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wrong_token_opens_no_session()
    {
        await using var server = await TestServer.StartAsync(settings: TwoUsers);
        using var client = server.Client();

        (await client.PostAsync("session", new { token = "nope" })).ExpectProblem(HttpStatusCode.Unauthorized, "token");
        (await client.PostAsync("session", new { })).ExpectProblem(HttpStatusCode.BadRequest, "token");
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]:80", HttpStatusCode.OK)]
    [InlineData("chat.example.org", HttpStatusCode.OK)]
    [InlineData("rebound.example.com", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.example.com", HttpStatusCode.BadRequest)]
    public async Task Only_known_host_names_are_answered(string host, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync(settings: ["Lumiverse:AllowedHosts:0=chat.example.org"]);
        using var client = server.Client();

        (await client.SendAsync(HttpMethod.Get, "session", null, ("Host", host))).Expect(expected);
    }

    private static void MapWhoAmI(WebApplication app) => app.MapGet(
        "/api/v1/whoami", (HttpContext context) => context.RequestServices.GetRequiredService<IUserContext>().Find(context)?.Value);

    private static async Task<string> SignInAsync(ApiClient client, string token)
    {
        var answer = (await client.PostAsync("session", new { token })).Expect(HttpStatusCode.OK);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        return cookie.Split(';')[0];
    }
}
