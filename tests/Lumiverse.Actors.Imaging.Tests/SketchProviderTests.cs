using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers;
using Lumiverse.Actors.Providers.Sketch;
using SkiaSharp;

namespace Lumiverse.Actors.Imaging.Tests;

public sealed class SketchProviderTests : IDisposable
{
    private static readonly Scene Harbour = new("old harbour", TimeOfDay.Dusk, "light fog", "calm", "a lantern on the quay");

    private readonly SketchProvider _provider = new();

    public void Dispose() => _provider.Dispose();

    [Fact]
    public async Task The_same_call_paints_the_same_bytes_and_another_seed_others()
    {
        var first = await Paint(Harbour, new JsonObject(), seed: 7);

        Assert.Equal(first, await Paint(Harbour, new JsonObject(), seed: 7));
        Assert.NotEqual(first, await Paint(Harbour, new JsonObject(), seed: 8));
        Assert.NotEqual(first, await Paint(Harbour with { Environment = "quiet harbour" }, new JsonObject(), seed: 7));
    }

    [Fact]
    public async Task A_seed_parameter_pins_the_picture()
    {
        var pinned = new JsonObject { ["seed"] = 42 };

        Assert.Equal(await Paint(Harbour, pinned, seed: 1), await Paint(Harbour, pinned, seed: 2));
        Assert.Equal(await Paint(Harbour, pinned, seed: 1), await Paint(Harbour, new JsonObject(), seed: 42));
    }

    [Theory]
    [InlineData(null, 1216, 832)]
    [InlineData("832x1216", 832, 1216)]
    [InlineData("64x64", 64, 64)]
    [InlineData("2048X65", 2048, 65)]
    [InlineData("63x64", 1216, 832)]
    [InlineData("2049x64", 1216, 832)]
    [InlineData("-64x64", 1216, 832)]
    [InlineData("99999999999x64", 1216, 832)]
    [InlineData("a lot", 1216, 832)]
    public async Task Any_sensible_size_is_painted_and_others_take_the_default(string? size, int width, int height)
    {
        using var picture = SKBitmap.Decode(await Paint(Harbour, new JsonObject { ["size"] = size }));

        Assert.Equal((width, height), (picture.Width, picture.Height));
    }

    [Theory]
    [InlineData("none", typeof(ProviderAnswer.Succeeded))]
    [InlineData("refused", typeof(ProviderAnswer.Refused))]
    [InlineData("not_started", typeof(ProviderAnswer.NotStarted))]
    [InlineData("rate_limited", typeof(ProviderAnswer.NotStarted))]
    [InlineData("failed", typeof(ProviderAnswer.FailedUncharged))]
    [InlineData("ambiguous", typeof(ProviderAnswer.Ambiguous))]
    [InlineData("corrupt", typeof(ProviderAnswer.Succeeded))]
    public async Task Every_staged_failure_has_its_answer(string failure, Type answer)
    {
        Assert.IsType(answer, await Generate(Harbour, Small(("failure", failure))));
        Assert.Contains(_provider.Description.Capabilities.Parameters["failure"].Options, option => option.Id == failure);
    }

    [Fact]
    public async Task A_staged_rate_limit_is_temporary_and_says_when_to_come_back()
    {
        var answer = Assert.IsType<ProviderAnswer.NotStarted>(await Generate(Harbour, Small(("failure", "rate_limited"))));

        Assert.True(answer.Temporary && answer.RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public async Task Corrupt_bytes_cannot_be_inspected()
    {
        using var inspector = new PictureInspector();
        var bytes = await Paint(Harbour, Small(("failure", "corrupt")));

        Assert.IsType<Ports.Images.Inspection.Unreadable>(await inspector.InspectAsync(bytes, CancellationToken.None));
    }

    [Fact]
    public async Task A_failure_rate_is_decided_by_the_seed()
    {
        var answers = new List<ProviderAnswer>();
        foreach (var seed in Enumerable.Range(0, 40))
            answers.Add(await Generate(Harbour, Small(("failure", "refused"), ("failureRate", 0.5)), (uint)seed));
        var repeated = await Generate(Harbour, Small(("failure", "refused"), ("failureRate", 0.5)), seed: 0);

        Assert.InRange(answers.Count(answer => answer is ProviderAnswer.Refused), 8, 32);
        Assert.Equal(answers[0].GetType(), repeated.GetType());
    }

    [Fact]
    public async Task Latency_ends_with_cancellation_as_not_started()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = Generate(Harbour, Small(("latencyMs", 60_000)), cancellation: cancellation.Token);
        Assert.False(waiting.IsCompleted);

        await cancellation.CancelAsync();

        Assert.IsType<ProviderAnswer.NotStarted>(await waiting);
    }

    [Fact]
    public async Task A_connection_test_and_the_model_list_need_nothing()
    {
        var test = await _provider.TestAsync(Target, CancellationToken.None);
        var models = await _provider.ListModelsAsync(Target, CancellationToken.None);

        Assert.True(test.Success);
        Assert.Equal(["sketch"], models.Models.Select(model => model.Id));
        Assert.Null(models.Failure);
    }

    [Fact]
    public async Task A_prompt_without_a_scene_is_read_for_its_words()
    {
        var night = Brightness(await Paint(null, Small(), prompt: "a desert at midnight, masterpiece"));
        var noon = Brightness(await Paint(null, Small(), prompt: "a desert at noon, masterpiece"));

        Assert.True(night < noon / 2, $"{night} against {noon}");
    }

    private static ProviderTarget Target { get; } = new(ConnectionId.Of("c"), null, null, null);

    private async Task<byte[]> Paint(Scene? scene, JsonObject parameters, uint seed = 1, string prompt = "") =>
        Assert.IsType<ProviderAnswer.Succeeded>(await Generate(scene, parameters, seed, prompt)).Bytes.ToArray();

    private Task<ProviderAnswer> Generate(
        Scene? scene, JsonObject parameters, uint seed = 1, string prompt = "", CancellationToken cancellation = default) =>
        _provider.GenerateAsync(
            new ProviderCall(AttemptId.Of("a"), Target, new ImagePrompt(prompt, null), scene, parameters, seed), new Progress<ProviderProgress>(), cancellation);

    private static JsonObject Small(params (string Name, JsonNode Value)[] more) =>
        new([new("size", "96x64"), .. more.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Value))]);

    private static double Brightness(byte[] png)
    {
        using var picture = SKBitmap.Decode(png);
        return picture.Pixels.Average(pixel => pixel.Red + pixel.Green + pixel.Blue);
    }
}
