using System.Net;
using System.Text;
using System.Text.Json;
using Lumiverse.Actors.Imaging.Containers;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>Fills a gallery and looks into it.</summary>
internal static class GalleryKeeper
{
    /// <summary>A picture of its own for each name, with a remark in its file.</summary>
    public static byte[] Picture(string name)
    {
        using var file = PictureFile.Labelled(new MemoryStream(RemarkProvider.Pixel), $"remark of {name}");
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static async Task<JsonElement> UploadAsync(this ApiClient client, string name, byte[]? bytes = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes ?? Picture(name)), "image", $"{name}.png" } };
        return (await client.SendAsync(HttpMethod.Post, "images", form)).Expect(HttpStatusCode.Created).Json;
    }

    public static async Task<List<string>> UploadManyAsync(this ApiClient client, int count)
    {
        var ids = new List<string>();
        for (var number = 0; number < count; number++)
            ids.Add(Storyteller.Text(await client.UploadAsync($"picture-{number}"), "id"));
        return ids;
    }

    /// <summary>Makes the provider that writes remarks the default, and answers the connection.</summary>
    public static async Task<string> UseRemarksAsync(this ApiClient client) => (await client.PostAsync(
        "image-gen-connections", new { name = "Remarks", provider = "remark", model = "m1", is_default = true, default_parameters = new { steps = 28, sampler = "euler" } }))
        .Expect(HttpStatusCode.Created)["id"];

    /// <summary>Paints and answers the image.</summary>
    public static async Task<JsonElement> PaintAsync(this ApiClient client, string chat, string prompt, string target = "background")
    {
        var done = (await client.PostAsync("image-gen/generate", new { chatId = chat, prompt, outputTarget = target })).Expect(HttpStatusCode.OK);
        return (await client.GetAsync($"images/{done["imageId"]}/info")).Expect(HttpStatusCode.OK).Json;
    }

    public static async Task<List<string>> IdsAsync(this ApiClient client, string query = "") =>
        [.. (await client.GetAsync($"images?limit=1000{query}")).Expect(HttpStatusCode.OK).Json.GetProperty("data").EnumerateArray().Select(image => Storyteller.Text(image, "id"))];

    public static string[] Texts(this Answer answer, string property) =>
        [.. answer.Expect(HttpStatusCode.OK).Json.GetProperty(property).EnumerateArray().Select(item => item.GetString() ?? "")];

    /// <summary>An address as the client sends it, below its own.</summary>
    public static string Relative(string url) => url["/api/v1/".Length..];

    public static bool Holds(this byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
