using System.Net;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Answer = Lumiverse.Actors.Server.Tests.Hosting.Answer;

namespace Lumiverse.Actors.Server.Tests.Api;

public sealed class AvatarTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 9];

    [Fact]
    public async Task An_avatar_is_served_as_what_its_bytes_are()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var id = (await client.PostAsync("characters", new { name = "Mira" }))["id"];

        // The sender calls it HTML; the bytes say PNG.
        var answer = (await PutAsync(client, $"characters/{id}/avatar", Png, "image", "text/html")).Expect(HttpStatusCode.OK);
        Assert.Equal($"/api/v1/characters/{id}/avatar", answer["avatar_url"]);

        var avatar = (await client.GetAsync($"characters/{id}/avatar")).Expect(HttpStatusCode.OK);
        Assert.Equal(("image/png", "nosniff"), (avatar.MediaType, avatar.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(Png, avatar.Bytes);
    }

    [Fact]
    public async Task A_second_avatar_takes_the_place_of_the_first()
    {
        using var folder = new TemporaryFolder();
        await using var server = await TestServer.StartAsync(folder);
        using var client = server.Client();
        var id = (await client.PostAsync("personas", new { name = "Ilan" }))["id"];

        await PutAsync(client, $"personas/{id}/avatar", Png);
        await PutAsync(client, $"personas/{id}/avatar", Jpeg);

        Assert.Equal("image/jpeg", (await client.GetAsync($"personas/{id}/avatar")).MediaType);
        Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "avatars")));
    }

    [Fact]
    public async Task What_is_no_picture_or_too_large_or_missing_is_refused()
    {
        await using var server = await TestServer.StartAsync(settings: ["Lumiverse:Limits:AvatarBytes=100"]);
        using var client = server.Client();
        var id = (await client.PostAsync("characters", new { name = "Mira" }))["id"];

        (await PutAsync(client, $"characters/{id}/avatar", "<svg/>"u8.ToArray())).ExpectProblem(HttpStatusCode.BadRequest, "image");
        (await PutAsync(client, $"characters/{id}/avatar", [.. Png, .. new byte[100]])).ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "image");
        (await PutAsync(client, $"characters/{id}/avatar", [.. Png, .. new byte[1_000_000]])).ExpectProblem(HttpStatusCode.RequestEntityTooLarge);
        (await PutAsync(client, $"characters/{id}/avatar", Png, "picture")).ExpectProblem(HttpStatusCode.BadRequest, "image");
        (await PutAsync(client, "characters/nobody/avatar", Png)).ExpectProblem(HttpStatusCode.NotFound);
        (await client.GetAsync($"characters/{id}/avatar")).ExpectProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_engine_reads_the_avatars_of_a_chat_and_of_nobody_elses()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var (character, persona) = ((await client.PostAsync("characters", new { name = "Mira" }))["id"], (await client.PostAsync("personas", new { name = "Ilan" }))["id"]);
        var chat = ChatId.Of((await client.PostAsync("chats", new { character_id = character, persona_id = persona }))["id"]);
        var alone = ChatId.Of((await client.PostAsync("chats", new { }))["id"]);
        await PutAsync(client, $"characters/{character}/avatar", Png);
        var avatars = server.Services.GetRequiredService<IAvatarSource>();

        var one = await avatars.ReadAsync(UserId.Of("local"), chat, default);
        await PutAsync(client, $"personas/{persona}/avatar", Jpeg);
        var both = await avatars.ReadAsync(UserId.Of("local"), chat, default);

        Assert.Equal(Png, one.Character?.ToArray());
        Assert.Null(one.Persona);
        Assert.Equal((Convert.ToHexString(Png), Convert.ToHexString(Jpeg)), (Hex(both.Character), Hex(both.Persona)));
        Assert.Equal(new ChatAvatars(null, null), await avatars.ReadAsync(UserId.Of("local"), alone, default));
        Assert.Equal(new ChatAvatars(null, null), await avatars.ReadAsync(UserId.Of("bob"), chat, default));
    }

    private static string Hex(ReadOnlyMemory<byte>? bytes) => bytes is { } read ? Convert.ToHexString(read.Span) : "";

    private static Task<Answer> PutAsync(ApiClient client, string path, byte[] bytes, string field = "image", string type = "image/png")
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new(type);
        return client.SendAsync(HttpMethod.Put, path, new MultipartFormDataContent { { file, field, "avatar" } });
    }
}
