using System.Text;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;

namespace Lumiverse.Actors.Providers.Tests.NovelAi;

/// <summary>Answers of V3: whatever they are said to be, their bytes tell.</summary>
public sealed class DeliveryTests
{
    private const string V3 = "nai-diffusion-3";

    [Fact]
    public async Task V3_is_asked_for_json_and_not_for_a_stream()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();

        var answer = await FakeNovelAi.GenerateAsync(novelAi.Call(V3));

        var request = Assert.Single(novelAi.Generations);
        Assert.Equal("/ai/generate-image", request.PathAndQuery);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.False(request.Json["parameters"]?.AsObject().ContainsKey("stream"));
        Assert.Equal(Samples.Png, Assert.IsType<ProviderAnswer.Succeeded>(answer).Bytes.ToArray());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("binary/octet-stream")]
    public async Task Json_is_read_under_any_type(string type) =>
        Assert.Equal(Samples.Png, await PictureOfAsync(type, Encoding.UTF8.GetBytes(Samples.Json(Samples.Png))));

    [Theory]
    [InlineData("binary/octet-stream")]
    [InlineData("application/x-zip-compressed")]
    [InlineData("application/json")]
    public async Task An_archive_is_read_under_any_type(string type) =>
        Assert.Equal(Samples.WebP, await PictureOfAsync(type, Samples.Zip(("image_0.webp", Samples.WebP))));

    [Fact]
    public async Task A_bare_picture_is_a_picture() => Assert.Equal(Samples.Png, await PictureOfAsync("text/plain", Samples.Png));

    [Fact]
    public async Task An_answer_with_201_is_an_answer_as_well()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        novelAi.Generation = (_, http) => http.RespondAsync(201, "application/zip", Samples.Zip(("image_0.png", Samples.Png)));

        Assert.IsType<ProviderAnswer.Succeeded>(await FakeNovelAi.GenerateAsync(novelAi.Call(V3)));
    }

    [Fact]
    public async Task The_first_picture_of_an_archive_is_taken_and_other_files_are_not() =>
        Assert.Equal(Samples.Png, await PictureOfAsync("application/zip", Samples.Zip(("readme.txt", "hello"u8.ToArray()), ("image_0.png", Samples.Png), ("image_1.png", Samples.WebP))));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"images":[]}""")]
    [InlineData("""{"images":[{"image":"no base64!"}]}""")]
    [InlineData("""{"images":[{"image":"aGVsbG8="}]}""")]
    [InlineData("""{"images":"none"}""")]
    [InlineData("PK\u0003\u0004 and then nothing of an archive")]
    public async Task An_answer_without_a_picture_is_ambiguous(string body) =>
        Assert.IsType<ProviderAnswer.Ambiguous>(await AnswerToAsync("application/json", Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task An_archive_that_unpacks_without_end_is_no_picture()
    {
        byte[] bomb = [.. Samples.Png, .. new byte[60 * 1024 * 1024]];

        Assert.IsType<ProviderAnswer.Ambiguous>(await AnswerToAsync("application/zip", Samples.Zip(("image_0.png", bomb))));
    }

    private static async Task<byte[]> PictureOfAsync(string type, byte[] body) =>
        Assert.IsType<ProviderAnswer.Succeeded>(await AnswerToAsync(type, body)).Bytes.ToArray();

    private static async Task<ProviderAnswer> AnswerToAsync(string type, byte[] body)
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        novelAi.Generation = (_, http) => http.RespondAsync(200, type, body);
        return await FakeNovelAi.GenerateAsync(novelAi.Call(V3));
    }
}
