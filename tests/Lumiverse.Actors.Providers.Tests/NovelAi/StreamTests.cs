using System.Collections.Immutable;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.NovelAi.Streaming;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Providers.Tests.NovelAi;

/// <summary>Frames cut anywhere, events in every shape that was seen, and streams that end too soon.</summary>
public sealed class StreamTests
{
    private static readonly byte[] ThreeFrames =
        [.. NovelAiFrames.Intermediate(0, Samples.Jpeg, wholeSigma: true), .. NovelAiFrames.Intermediate(1, Samples.Jpeg), .. NovelAiFrames.Final(Samples.Png)];

    [Fact]
    public void Trap_2_a_stream_split_at_every_offset_gives_the_same_single_final()
    {
        for (var offset = 0; offset <= ThreeFrames.Length; offset++)
        {
            var (picture, progress) = Read(ThreeFrames[..offset], ThreeFrames[offset..]);

            Assert.Equal(Samples.Png, picture);
            Assert.Equal([1, 2], progress.Select(step => step.Part));
        }
    }

    [Fact]
    public void Trap_2_a_stream_in_single_bytes_gives_the_same_single_final() =>
        Assert.Equal(Samples.Png, Read([.. ThreeFrames.Select(one => new[] { one })]).Picture);

    [Fact]
    public void Trap_2_no_beginning_of_a_stream_has_a_picture()
    {
        for (var length = 0; length < ThreeFrames.Length; length++)
            Assert.Null(Read(ThreeFrames[..length]).Picture);
    }

    [Theory]
    [InlineData(7_000_000_000L)]
    [InlineData(3L)]
    [InlineData("3f2a")]
    public void Trap_2_a_generation_may_be_named_by_a_number_or_a_text(object generation) =>
        Assert.Equal(Samples.Png, Read(NovelAiFrames.Final(Samples.Png, generation)).Picture);

    [Fact]
    public void Trap_2_a_final_may_be_webp() => Assert.Equal(Samples.WebP, Read(NovelAiFrames.Final(Samples.WebP)).Picture);

    [Fact]
    public void The_first_of_several_finals_is_the_result() =>
        Assert.Equal(Samples.Png, Read([.. NovelAiFrames.Final(Samples.Png), .. NovelAiFrames.Final(Samples.WebP)]).Picture);

    [Fact]
    public void Events_that_nobody_knows_are_passed_over() =>
        Assert.Equal(Samples.Png, Read([.. NovelAiFrames.Unknown(), .. NovelAiFrames.Final(Samples.Png)]).Picture);

    [Fact]
    public void A_final_without_bytes_is_no_result() => Assert.Null(Read(NovelAiFrames.Final([])).Picture);

    [Fact]
    public void A_preview_is_a_data_url_with_its_place_among_the_steps()
    {
        var step = Assert.Single(Read(NovelAiFrames.Intermediate(4, Samples.Jpeg)).Progress);

        Assert.Equal(new ProviderProgress(5, 23, $"data:image/jpeg;base64,{Convert.ToBase64String(Samples.Jpeg)}"), step);
    }

    [Fact]
    public void A_preview_too_large_for_a_page_leaves_its_place_alone()
    {
        byte[] large = [.. Samples.Jpeg, .. new byte[200 * 1024]];

        Assert.Equal(new ProviderProgress(1, 23, null), Assert.Single(Read(NovelAiFrames.Intermediate(0, large)).Progress));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 1 })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', (byte)'a', (byte)'"' })]
    public void A_length_that_no_frame_has_ends_the_reading(byte[] malformed) =>
        Assert.Null(Read([.. malformed, .. NovelAiFrames.Final(Samples.Png)]).Picture);

    [Theory]
    [InlineData(new byte[] { 0x93, 1, 2, 3 })]
    [InlineData(new byte[] { 0xDF, 0x7F, 0xFF, 0xFF, 0xFF, 0xA1 })]
    [InlineData(new byte[] { 0x81, 0xA5, (byte)'i', (byte)'m', (byte)'a', (byte)'g', (byte)'e', 0xC6, 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x81, 0xC1, 0xC1 })]
    public void A_frame_that_is_no_map_is_passed_over(byte[] payload) =>
        Assert.Equal(Samples.Png, Read([.. NovelAiFrames.Of(payload), .. NovelAiFrames.Final(Samples.Png)]).Picture);

    [Fact]
    public void Nesting_without_end_is_passed_over()
    {
        var deep = new byte[100_000];
        Array.Fill(deep, (byte)0x91);

        Assert.Equal(Samples.Png, Read([.. NovelAiFrames.Of([0x81, 0xA1, (byte)'x', .. deep]), .. NovelAiFrames.Final(Samples.Png)]).Picture);
    }

    [Fact]
    public async Task Trap_2_a_stream_over_http_in_chunks_of_a_few_bytes_succeeds()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        novelAi.Generation = (_, http) => http.DripAsync(200, "application/msgpack", ThreeFrames.Chunk(7));
        var progress = new Recorded();

        var answer = await FakeNovelAi.GenerateAsync(novelAi.Call(), progress);

        Assert.Equal(Samples.Png, Assert.IsType<ProviderAnswer.Succeeded>(answer).Bytes.ToArray());
        Assert.Equal([1, 2], progress.Select(step => step.Part));
        Assert.All(progress, step => Assert.Equal(28, step.TotalParts));
    }

    [Fact]
    public async Task Trap_2_a_stream_that_ends_after_its_last_preview_is_ambiguous_and_no_picture()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        novelAi.Generation = (_, http) => http.RespondAsync(200, "application/msgpack", NovelAiFrames.Intermediate(26, Samples.Jpeg));

        var ambiguous = Assert.IsType<ProviderAnswer.Ambiguous>(await FakeNovelAi.GenerateAsync(novelAi.Call()));

        Assert.Contains("without a picture", ambiguous.Reason);
        Assert.Single(novelAi.Generations);
    }

    [Fact]
    public async Task A_line_that_breaks_within_the_final_is_ambiguous()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        novelAi.Generation = (_, http) => BreakAsync(http, ThreeFrames[..^5]);

        Assert.IsType<ProviderAnswer.Ambiguous>(await FakeNovelAi.GenerateAsync(novelAi.Call()));
        Assert.Single(novelAi.Generations);
    }

    [Fact]
    public async Task A_picture_that_arrived_counts_even_when_the_line_breaks_after_it()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        var seen = new TaskCompletionSource();
        novelAi.Generation = async (_, http) =>
        {
            await http.DripAsync(200, "application/msgpack", [NovelAiFrames.Final(Samples.Png), NovelAiFrames.Intermediate(0, Samples.Jpeg)]);
            await seen.Task.WaitAsync(TimeSpan.FromSeconds(30)); // Ends a test that fails.
            await http.DropAsync();
        };

        var answer = await FakeNovelAi.GenerateAsync(novelAi.Call(), new Recorded(seen.SetResult));

        Assert.Equal(Samples.Png, Assert.IsType<ProviderAnswer.Succeeded>(answer).Bytes.ToArray());
    }

    [Fact]
    public async Task An_error_event_is_ambiguous_and_says_what_it_said()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        novelAi.Generation = (_, http) => http.RespondAsync(200, "application/msgpack", [.. NovelAiFrames.Intermediate(0, Samples.Jpeg), .. NovelAiFrames.Failure("worker died")]);

        var ambiguous = Assert.IsType<ProviderAnswer.Ambiguous>(await FakeNovelAi.GenerateAsync(novelAi.Call()));

        Assert.Contains("worker died", ambiguous.Reason);
    }

    private static (byte[]? Picture, ImmutableArray<ProviderProgress> Progress) Read(params byte[][] chunks)
    {
        var progress = new Recorded();
        var stream = new PictureStream(23, progress);
        foreach (var chunk in chunks)
            stream.Push(chunk);
        return (stream.Picture, [.. progress]);
    }

    /// <summary>Announces more than it sends, so that the end of the line is not the end of the answer.</summary>
    private static async Task BreakAsync(HttpContext http, byte[] body)
    {
        http.Response.ContentType = "application/msgpack";
        http.Response.ContentLength = body.Length + 1;
        await http.Response.Body.WriteAsync(body);
        await http.Response.Body.FlushAsync();
        await http.DropAsync();
    }
}
