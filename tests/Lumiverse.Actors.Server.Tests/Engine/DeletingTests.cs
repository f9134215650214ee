using System.Net;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Lumiverse.Actors.Server.Tests.Engine.GalleryKeeper;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>Deleting many images, and taking it back.</summary>
public sealed class DeletingTests
{
    [Fact]
    public async Task What_is_deleted_is_gone_at_once_everywhere_and_is_back_as_it_was()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var ids = await client.UploadManyAsync(3);
        var before = (await client.GetAsync($"images/{ids[0]}/info")).Expect(HttpStatusCode.OK);
        var bytes = (await client.GetAsync($"images/{ids[0]}")).Bytes;

        var deleted = await client.PostAsync("images/delete", new { ids = new[] { ids[0], ids[1], "unknown" } });

        Assert.Equal(ids[..2], deleted.Texts("deleted"));
        Assert.Equal(["unknown"], deleted.Texts("missing"));
        Assert.Equal([ids[2]], await client.IdsAsync());
        Assert.Equal(1, (await client.GetAsync("images/layout")).Json.GetProperty("total").GetInt32());
        foreach (var gone in new[] { $"images/{ids[0]}", $"images/{ids[0]}?size=sm", $"images/{ids[0]}/info", $"images/{ids[0]}/download", Relative(before["public_url"]) })
            (await client.GetAsync(gone)).ExpectProblem(HttpStatusCode.NotFound);

        var restored = await client.PostAsync("images/restore", new { ids = new[] { ids[0], "unknown" } });

        Assert.Equal([ids[0]], restored.Texts("restored"));
        Assert.Equal(["unknown"], restored.Texts("missing"));
        Assert.Equal(before.Json.GetRawText(), (await client.GetAsync($"images/{ids[0]}/info")).Json.GetRawText());
        Assert.Equal(bytes, (await client.GetAsync($"images/{ids[0]}")).Bytes);
        (await client.GetAsync(Relative(before["public_url"]))).Expect(HttpStatusCode.OK);
        Assert.Equal([ids[2], ids[0]], await client.IdsAsync());
    }

    [Fact]
    public async Task A_background_goes_and_comes_with_its_image_and_says_so_before()
    {
        var provider = new RemarkProvider();
        await using var server = await TestServer.StartAsync(services: services => services.AddSingleton<Ports.Providers.IImageProvider>(provider));
        using var client = server.Client();
        await client.UseRemarksAsync();
        var chat = (await Storyteller.BeginAsync(client)).Chat;
        var first = Storyteller.Text(await client.PaintAsync(chat, "a harbour"), "id");
        var second = Storyteller.Text(await client.PaintAsync(chat, "a forest"), "id");

        var uses = (await client.PostAsync("images/uses", new { ids = new[] { first, second } })).Expect(HttpStatusCode.OK).Json.GetProperty("data");
        Assert.Equal(["background", "history"], uses.EnumerateArray().Select(used => Storyteller.Text(used.GetProperty("uses")[0], "as")).Order());
        Assert.All(uses.EnumerateArray(), used => Assert.Equal(chat, used.GetProperty("used_in")[0].GetString()));

        await client.PostAsync("images/delete", new { ids = new[] { first, second } });
        (await client.GetAsync($"image-gen/chats/{chat}/background")).Expect(HttpStatusCode.NoContent);
        await client.PostAsync("images/restore", new { ids = new[] { second, first } });
        var back = await client.GetAsync($"image-gen/chats/{chat}/background");
        for (var look = 0; look < 100 && back.Status != HttpStatusCode.OK; look++)
        {
            await Task.Delay(50);
            back = await client.GetAsync($"image-gen/chats/{chat}/background");
        }

        Assert.Equal(second, back.Expect(HttpStatusCode.OK)["imageId"]);
        var strip = (await client.GetAsync($"image-gen/chats/{chat}/backgrounds")).Expect(HttpStatusCode.OK).Json.GetProperty("data");
        Assert.Equal([$"{second} True", $"{first} False"], strip.EnumerateArray().Select(past => $"{past.GetProperty("imageId")} {past.GetProperty("current").GetBoolean()}"));
    }

    [Fact]
    public async Task After_the_undo_time_the_bytes_go_and_nothing_comes_back()
    {
        var clock = new ShiftedTime();
        using var folder = new TemporaryFolder();
        await using var server = await TestServer.StartAsync(folder, services: services => services.AddSingleton<TimeProvider>(clock));
        using var client = server.Client();
        var ids = await client.UploadManyAsync(2);
        await client.PostAsync("images/delete", new { ids = new[] { ids[0] } });
        Assert.Equal(1, Bin(await client.GetAsync("images/storage")));

        clock.Shift(GalleryBehaviour.UndoTime + TimeSpan.FromMinutes(5));
        await client.SendAsync(HttpMethod.Patch, $"images/{ids[1]}", System.Net.Http.Json.JsonContent.Create(new { favorite = true }));
        for (var look = 0; look < 200 && Bin(await client.GetAsync("images/storage")) > 0; look++)
            await Task.Delay(50);

        (await client.PostAsync("images/restore", new { ids = new[] { ids[0] } })).ExpectProblem(HttpStatusCode.NotFound);
        (await client.PostAsync("images/storage/clean", new { dry_run = false })).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(BytesOf(folder), bytes => bytes.Holds("remark of picture-0"));
        Assert.Equal(Picture("picture-1"), (await client.GetAsync($"images/{ids[1]}")).Bytes);
    }

    [Fact]
    public async Task A_kill_neither_brings_back_nor_loses_what_was_deleted()
    {
        using var folder = new TemporaryFolder();
        List<string> ids;
        await using (var server = await ServerProcess.StartAsync(folder))
        {
            using var client = new ApiClient(server.Address);
            ids = await client.UploadManyAsync(3);
            (await client.PostAsync("images/delete", new { ids = ids[..2] })).Expect(HttpStatusCode.OK);
            await server.KillAsync();
        }

        await using (var server = await ServerProcess.StartAsync(folder))
        {
            using var client = new ApiClient(server.Address);
            Assert.Equal(ids[2..], await client.IdsAsync());
            Assert.Equal([ids[0]], (await client.PostAsync("images/restore", new { ids = ids[..1] })).Texts("restored"));
            await server.KillAsync();
        }

        await using (var server = await ServerProcess.StartAsync(folder))
        {
            using var client = new ApiClient(server.Address);
            Assert.Equal([ids[2], ids[0]], await client.IdsAsync());
            Assert.Equal(Picture("picture-0"), (await client.GetAsync($"images/{ids[0]}")).Bytes);
            Assert.Equal(1, Bin(await client.GetAsync("images/storage")));
        }
    }

    [Fact]
    public async Task Many_images_are_marked_captioned_and_tagged_at_once()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var ids = await client.UploadManyAsync(3);

        (await client.PostAsync("images/update", new { ids, tags = new[] { "old", "kept" } })).Expect(HttpStatusCode.OK);
        var updated = await client.PostAsync("images/update", new { ids = ids[..2], favorite = true, caption = "by the sea", add_tags = new[] { "kept", "fresh" }, remove_tags = new[] { "old" } });

        Assert.Equal(ids[..2], updated.Texts("updated"));
        var details = (await client.PostAsync("images/details", new { ids })).Expect(HttpStatusCode.OK).Json.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["kept,fresh", "kept,fresh", "old,kept"], details.Select(image => string.Join(',', image.GetProperty("tags").EnumerateArray())));
        Assert.Equal(ids[..2].Order(), (await client.IdsAsync("&favorite=true&q=sea%20fre")).Order());
        (await client.PostAsync("images/update", new { ids, add_tags = Enumerable.Range(0, 50).Select(number => $"t{number}") })).ExpectProblem(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("images/delete", "{}"), InlineData("images/delete", """{"ids":[]}"""), InlineData("images/delete", """{"ids":"a"}""")]
    [InlineData("images/restore", """{"ids":["a b"]}"""), InlineData("images/details", """{"ids":[1]}"""), InlineData("images/uses", """{"ids":[null]}""")]
    [InlineData("images/update", """{"ids":["a"],"favorite":"yes"}"""), InlineData("images/download", """{"ids":["a"],"metadata":"some"}""")]
    public async Task A_malformed_list_of_images_is_refused(string path, string body)
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();

        (await client.PostTextAsync(path, body)).ExpectProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task More_than_a_thousand_at_once_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();

        (await client.PostAsync("images/delete", new { ids = Enumerable.Range(0, 1001).Select(number => $"i{number}") })).ExpectProblem(HttpStatusCode.BadRequest);
        (await client.PostAsync("images/delete", new { ids = Enumerable.Range(0, 1000).Select(number => $"i{number}") })).ExpectProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Images_of_somebody_else_are_not_there()
    {
        await using var server = await TestServer.StartAsync(settings: ["Lumiverse:Users:alice=token-a", "Lumiverse:Users:bob=token-b"]);
        using var alice = server.Client("token-a");
        using var bob = server.Client("token-b");
        var id = (await alice.UploadManyAsync(1))[0];
        var body = new { ids = new[] { id } };

        foreach (var path in new[] { "images/delete", "images/update", "images/details", "images/uses", "images/download", "images/restore" })
            (await bob.PostAsync(path, body)).ExpectProblem(HttpStatusCode.NotFound);
        foreach (var path in new[] { $"images/{id}/versions", $"images/{id}/download", $"images/download?ids={id}" })
            (await bob.GetAsync(path)).ExpectProblem(HttpStatusCode.NotFound);
        (await bob.PostAsync($"image-gen/images/{id}/regenerate", new { })).ExpectProblem(HttpStatusCode.NotFound);
        await alice.PostAsync("images/delete", body);
        (await bob.PostAsync("images/restore", body)).ExpectProblem(HttpStatusCode.NotFound);
        Assert.Equal(0, (await bob.GetAsync("images/layout")).Json.GetProperty("total").GetInt32());
        Assert.Equal(0, Bin(await bob.GetAsync("images/storage")));
        Assert.Equal([id], (await alice.PostAsync("images/restore", body)).Texts("restored"));
    }

    private static int Bin(Answer storage) => storage.Expect(HttpStatusCode.OK).Json.GetProperty("bin").GetProperty("count").GetInt32();

    private static IEnumerable<byte[]> BytesOf(TemporaryFolder folder) =>
        Directory.GetFiles(Path.Combine(folder.Path, "blobs"), "*", SearchOption.AllDirectories).Select(File.ReadAllBytes);
}
