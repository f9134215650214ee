using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>Pictures as files.</summary>
public sealed class DownloadTests
{
    [Fact]
    public async Task A_file_carries_its_prompt_and_a_name_or_tells_nothing_at_all()
    {
        await using var server = await StartAsync();
        using var client = server.Client();
        await client.UseRemarksAsync();
        var chat = (await Storyteller.BeginAsync(client)).Chat;
        var image = Storyteller.Text(await client.PaintAsync(chat, "A dim harbour, \"at night\" 漢字"), "id");

        var (included, name) = await FileAsync(client, $"images/{image}/download");
        var (omitted, bareName) = await FileAsync(client, $"images/{image}/download?metadata=omit");

        Assert.True(included.Holds("A dim harbour, \"at night\" 漢字, best quality\nSeed: "));
        Assert.True(included.Holds("Size: 1x1, Model: m1, Provider: remark, steps: 28, sampler: euler"));
        Assert.Matches($"^\\d{{4}}-\\d\\d-\\d\\d-A-dim-harbour-at-night-漢字-best-quality-{image[..8]}\\.png$", name);
        Assert.False(omitted.Holds("harbour") || omitted.Holds(RemarkProvider.Remark));
        Assert.Matches($"^\\d{{4}}-\\d\\d-\\d\\d-{image[..8]}\\.png$", bareName);
        (await client.GetAsync($"images/{image}/download?metadata=some")).ExpectProblem(HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.PartialContent, (await client.SendAsync(HttpMethod.Get, $"images/{image}/download", null, ("Range", "bytes=0-7"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(HttpMethod.Head, $"images/{image}/download")).Status);
    }

    [Fact]
    public async Task Many_pictures_come_in_one_archive_each_under_a_name_of_its_own()
    {
        await using var server = await StartAsync();
        using var client = server.Client();
        var ids = await client.UploadManyAsync(3);
        var same = Storyteller.Text(await client.UploadAsync("picture-0", GalleryKeeper.Picture("another")), "id");

        var posted = await ArchiveAsync(client, new HttpRequestMessage(HttpMethod.Post, "images/download") { Content = JsonContent.Create(new { ids = ids.Append(same), metadata = "omit" }) });
        var asked = await ArchiveAsync(client, new HttpRequestMessage(HttpMethod.Get, $"images/download?ids={string.Join(',', ids)}&metadata=include"));
        var form = new FormUrlEncodedContent([KeyValuePair.Create("ids", string.Join(',', ids)), KeyValuePair.Create("metadata", "omit")]);
        var sent = await ArchiveAsync(client, new HttpRequestMessage(HttpMethod.Post, "images/download") { Content = form });

        Assert.Equal(4, posted.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.DoesNotContain(posted.Values, bytes => bytes.Holds("remark of"));
        Assert.Equal(ids.Select((_, number) => GalleryKeeper.Picture($"picture-{number}")).Select(Convert.ToHexString).Order(), asked.Values.Select(Convert.ToHexString).Order());
        Assert.All(asked.Keys, name => Assert.Matches(@"^\d{4}-\d\d-\d\d-picture-\d-[0-9a-f]{8}\.png$", name));
        Assert.Equal(3, sent.Count);
        (await client.GetAsync("images/download")).ExpectProblem(HttpStatusCode.BadRequest);
        (await client.GetAsync("images/download?ids=unknown")).ExpectProblem(HttpStatusCode.NotFound);
    }

    /// <summary>Who goes away leaves no file open behind: on Linux that shows in the list of the process's open files.</summary>
    [Fact]
    public async Task A_download_that_is_broken_off_holds_nothing_open()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StartAsync(folder);
        using var client = server.Client();
        byte[] large = [.. GalleryKeeper.Picture("large"), .. new byte[20_000_000]];
        var id = Storyteller.Text(await client.UploadAsync("large", large), "id");

        using (var response = await client.Http.GetAsync($"images/download?ids={id}", HttpCompletionOption.ResponseHeadersRead))
        {
            await using var stream = await response.Content.ReadAsStreamAsync();
            Assert.NotEqual(0, await stream.ReadAsync(new byte[1000]));
        }

        for (var look = 0; look < 200 && OpenBlobs(folder) > 0; look++)
            await Task.Delay(50);
        Assert.Equal(0, OpenBlobs(folder));
        (await client.GetAsync($"images/{id}/info")).Expect(HttpStatusCode.OK);
    }

    private static int OpenBlobs(TemporaryFolder folder) => Directory.GetFiles("/proc/self/fd")
        .Count(file => new FileInfo(file).LinkTarget?.StartsWith(Path.Combine(folder.Path, "blobs"), StringComparison.Ordinal) == true);

    private static Task<TestServer> StartAsync(TemporaryFolder? folder = null) =>
        TestServer.StartAsync(folder, services: services => services.AddSingleton<Ports.Providers.IImageProvider>(new RemarkProvider()));

    private static async Task<(byte[] Bytes, string? Name)> FileAsync(ApiClient client, string path)
    {
        using var response = await client.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var disposition = response.Content.Headers.ContentDisposition;
        Assert.Equal("attachment", disposition?.DispositionType);
        return (await response.Content.ReadAsByteArrayAsync(), disposition?.FileNameStar ?? disposition?.FileName);
    }

    private static async Task<Dictionary<string, byte[]>> ArchiveAsync(ApiClient client, HttpRequestMessage request)
    {
        using var response = await client.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync());
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in archive.Entries)
        {
            using var bytes = new MemoryStream();
            await using var stream = await entry.OpenAsync();
            await stream.CopyToAsync(bytes);
            Assert.Equal(entry.Length, entry.CompressedLength);
            files.Add(entry.FullName, bytes.ToArray());
        }

        return files;
    }
}
