using System.Net;
using System.Text;
using System.Text.Json;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>What a gallery has on disk: thumbnails that are lost and made again, and files that nothing uses.</summary>
public sealed class GalleryStorageTests
{
    [Fact]
    public async Task Lost_thumbnails_are_made_again_when_somebody_looks()
    {
        using var folder = new TemporaryFolder();
        await using var server = await TestServer.StartAsync(folder);
        using var client = server.Client();
        var id = Storyteller.Text(await client.UploadAsync("picture"), "id");
        var small = (await client.GetAsync($"images/{id}?size=sm")).Expect(HttpStatusCode.OK).Bytes;
        var picture = (await client.GetAsync($"images/{id}")).Bytes;
        foreach (var file in Blobs(folder).Where(file => !File.ReadAllBytes(file).SequenceEqual(picture)))
            File.Delete(file);

        Assert.Equal(picture, (await client.GetAsync($"images/{id}?size=sm")).Expect(HttpStatusCode.OK).Bytes);
        var seen = picture;
        for (var look = 0; look < 200 && !seen.SequenceEqual(small); look++)
        {
            await Task.Delay(50);
            seen = (await client.GetAsync($"images/{id}?size=sm")).Expect(HttpStatusCode.OK).Bytes;
        }

        Assert.Equal(small, seen);
    }

    [Fact]
    public async Task All_thumbnails_are_made_again_while_the_server_goes_on()
    {
        using var folder = new TemporaryFolder();
        await using var server = await TestServer.StartAsync(folder);
        using var client = server.Client();
        var ids = await client.UploadManyAsync(5);
        var small = (await client.GetAsync($"images/{ids[0]}?size=sm")).Bytes;
        foreach (var file in Blobs(folder).Where(file => File.ReadAllBytes(file).SequenceEqual(small)))
            File.Delete(file);

        var rebuild = client.SendAsync(HttpMethod.Post, "images/rebuild-thumbnails?all=true");
        await client.UploadAsync("meanwhile");
        var stream = Encoding.UTF8.GetString((await rebuild).Expect(HttpStatusCode.OK).Bytes);

        Assert.Contains("\"skipped\":0,\"failed\":0}", stream[stream.LastIndexOf("event: done", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(small, (await client.GetAsync($"images/{ids[0]}?size=sm")).Bytes);
    }

    [Fact]
    public async Task Storage_is_told_by_chat_with_thumbnails_and_bin()
    {
        await using var server = await TestServer.StartAsync(services: services => services.AddSingleton<Ports.Providers.IImageProvider>(new RemarkProvider()));
        using var client = server.Client();
        await client.UseRemarksAsync();
        var chat = (await Storyteller.BeginAsync(client)).Chat;
        var painted = await client.PaintAsync(chat, "a harbour");
        var ids = await client.UploadManyAsync(2);
        await client.DeleteAsync($"images/{ids[0]}");

        var storage = (await client.GetAsync("images/storage")).Expect(HttpStatusCode.OK).Json;

        Assert.Equal((2, 4, 1, 0), (Count(storage, "images"), Count(storage, "thumbnails"), Count(storage, "bin"), Count(storage, "unused")));
        Assert.Equal(
            painted.GetProperty("byte_size").GetInt64(),
            storage.GetProperty("chats").EnumerateArray().Single(of => Storyteller.Text(of, "chat_id") == chat).GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task Files_that_nothing_uses_are_listed_before_they_are_deleted_and_nothing_else_goes()
    {
        var clock = new ShiftedTime();
        using var folder = new TemporaryFolder();
        await using var server = await TestServer.StartAsync(folder, services: services => services.AddSingleton<TimeProvider>(clock));
        using var client = server.Client();
        var ids = await client.UploadManyAsync(2);
        await client.DeleteAsync($"images/{ids[1]}");
        var before = Blobs(folder).Order().ToList();
        var stray = Path.Combine(folder.Path, "blobs", "ab", "cd");
        Directory.CreateDirectory(stray);
        stray = Path.Combine(stray, $"abcd{new string('0', 60)}");
        await File.WriteAllTextAsync(stray, "nobody's");

        var young = (await client.PostAsync("images/storage/clean", new { dry_run = false })).Expect(HttpStatusCode.OK);
        clock.Shift(TimeSpan.FromMinutes(4));
        var kept = (await client.PostAsync("images/storage/clean", new { dry_run = false })).Expect(HttpStatusCode.OK);
        File.SetLastWriteTimeUtc(stray, DateTime.UtcNow.AddMinutes(-10));
        var dry = (await client.PostAsync("images/storage/clean", new { })).Expect(HttpStatusCode.OK);
        Assert.True(File.Exists(stray));
        var clean = (await client.PostAsync("images/storage/clean", new { dry_run = false })).Expect(HttpStatusCode.OK);

        Assert.Equal(("0", "0", "1", "1"), (young["count"], kept["count"], dry["count"], clean["count"]));
        Assert.Equal((Path.GetFileName(stray), 8), (Storyteller.Text(dry.Json.GetProperty("files")[0], "id"), dry.Json.GetProperty("files")[0].GetProperty("bytes").GetInt32()));
        Assert.Equal(before, Blobs(folder).Order());
        Assert.Equal([ids[1]], (await client.PostAsync("images/restore", new { ids = new[] { ids[1] } })).Texts("restored"));
        (await client.GetAsync($"images/{ids[1]}")).Expect(HttpStatusCode.OK);
    }

    private static int Count(JsonElement storage, string of) => storage.GetProperty(of).GetProperty("count").GetInt32();

    private static string[] Blobs(TemporaryFolder folder) => Directory.GetFiles(Path.Combine(folder.Path, "blobs"), "*", SearchOption.AllDirectories);
}
