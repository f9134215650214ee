using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Testing.Conformance;

/// <summary>What every <see cref="IImageProvider"/> promises, however it makes its pictures.</summary>
public static class ProviderConformance
{
    private const int LongestPreview = 256 * 1024;

    private static readonly string[] ParameterTypes = ["number", "integer", "boolean", "string", "select", "image_array"];
    private static readonly string[] ModelListStyles = ["static", "dynamic", "google"];

    private static readonly Promises<ProviderStage> All = new(
        ("A call that goes well gives a picture", PaintsAsync),
        ("A call that is cancelled before it goes out is not started", CancelledBeforeAsync),
        ("What is composed is the same for a preview and for a call, and changes nothing", ComposingIsPureAsync),
        ("How much of a prompt is read is the same each time, and changes nothing", LimitsArePureAsync),
        ("A provider describes itself so that forms and limits can follow", DescriptionAsync),
        ("Parameters that it does not know are no reason to fail", UnknownParametersAsync),
        ("A good connection passes its test, in a sentence", TestsWellAsync),
        ("A list of models says where it comes from, and why a live one is missing", ModelsAsync),
        ("An account is told in a sentence, or not at all", UsageAsync),
        ("A preview is a data URL of 256 KiB at most", PreviewsAsync));

    /// <summary>The promises, as sentences.</summary>
    public static IReadOnlyList<string> Names => All.Names;

    /// <param name="open">Opens a stage; the check disposes it.</param>
    public static IReadOnlyList<Check> Of(Func<Task<ProviderStage>> open) => All.Over(open);

    private static async Task PaintsAsync(ProviderStage stage)
    {
        var answer = Must.Be<ProviderAnswer.Succeeded>(await stage.GenerateAsync(), "The call did not succeed.");
        Must.Hold(IsPicture(answer.Bytes.Span), $"Its {answer.Bytes.Length} bytes begin like no picture.");
    }

    private static async Task CancelledBeforeAsync(ProviderStage stage)
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Must.Be<ProviderAnswer.NotStarted>(await stage.GenerateAsync(cancellation: cancelled.Token), "The answer was another.");
    }

    private static async Task ComposingIsPureAsync(ProviderStage stage)
    {
        var draft = stage.Call(new ImagePrompt("harbour, night", "people") { Characters = ["girl, red hair"] }).Draft with
        {
            Scene = new Scene("harbour", TimeOfDay.Night, "rain", "tense", "lantern"),
        };
        var (before, first) = (draft.Parameters.ToJsonString(), stage.Provider.Compose(draft));
        await stage.GenerateAsync();
        Must.Hold(Told(stage.Provider.Compose(draft)) == Told(first), "The same draft was composed differently after a call.");
        Must.Hold(draft.Parameters.ToJsonString() == before, "Composing changed the parameters.");
        Must.Hold(first.Text.Length > 0, "Nothing is left of the prompt.");
    }

    private static Task LimitsArePureAsync(ProviderStage stage)
    {
        var parameters = stage.Parameters;
        var (before, first) = (parameters.ToJsonString(), stage.Provider.LimitsOf(stage.Target.Model, parameters));
        Must.Hold(stage.Provider.LimitsOf(stage.Target.Model, parameters) == first, "The second answer was another.");
        Must.Hold(parameters.ToJsonString() == before, "The parameters were changed.");
        Must.Hold(first.Tokens is null or > 0 && first.AddedTokens >= 0 && first.AddedNegativeTokens >= 0, $"{first} leaves no room for a prompt.");
        return Task.CompletedTask;
    }

    private static Task DescriptionAsync(ProviderStage stage)
    {
        var (description, capabilities) = (stage.Provider.Description, stage.Provider.Description.Capabilities);
        Must.Hold(Identifier.TryCreate<ConnectionId>(description.Id, out _), $"“{description.Id}” is no id.");
        Must.Hold(description.Name.Length > 0, "It has no name.");
        Must.Hold(description.Id == stage.Provider.Description.Id, "Its id changes.");
        Must.Hold(description.Terms is { ConcurrentCalls: >= 1 and <= 1000, Burst: >= 1, CallsPerMinute: null or > 0 }, $"{description.Terms} can't be kept.");
        Must.Hold(description.CallsPerAccount is null or > 0, "It allows an account no call at all.");
        Must.Hold(ModelListStyles.Contains(capabilities.ModelListStyle), $"“{capabilities.ModelListStyle}” is no style of a list of models.");
        foreach (var (name, parameter) in capabilities.Parameters)
            Describes(name, parameter);
        return Task.CompletedTask;
    }

    private static void Describes(string name, ParameterSchema parameter)
    {
        Must.Hold(ParameterTypes.Contains(parameter.Type), $"{name}: “{parameter.Type}” is no type.");
        Must.Hold(parameter.Description.Length > 0, $"{name} has no description.");
        Must.Hold(!(parameter.Min > parameter.Max), $"{name}: no number is between its bounds.");
        if (parameter.Type != "select")
            return;
        Must.Hold(!parameter.Options.IsEmpty, $"{name} offers nothing to choose.");
        Must.Hold(parameter.Default is null || parameter.Options.Any(option => option.Id == (string?)parameter.Default), $"{name}: the default is not among its options.");
    }

    private static async Task UnknownParametersAsync(ProviderStage stage)
    {
        var parameters = (JsonObject)stage.Parameters.DeepClone();
        parameters["x_of_another_version"] = new JsonObject { ["a"] = new JsonArray(1, null, "b") };
        Must.Be<ProviderAnswer.Succeeded>(await stage.GenerateAsync(stage.Call() with { Parameters = parameters }), "The call did not succeed.");
    }

    private static async Task TestsWellAsync(ProviderStage stage)
    {
        var test = await stage.Provider.TestAsync(stage.Target, default);
        Must.Hold(test.Success, $"It failed: {test.Message}");
        Must.Hold(test.Message.Length > 0, "It said nothing.");
    }

    private static async Task ModelsAsync(ProviderStage stage)
    {
        var catalog = await stage.Provider.ListModelsAsync(stage.Target, default);
        Must.Hold(catalog.Source == CatalogSource.Fallback == catalog.Failure is not null, $"{catalog.Source}, and “{catalog.Failure}”.");
        Must.Hold(catalog.Models.All(model => model is { Id.Length: > 0, Label.Length: > 0 }), "A model has no id or no label.");
        Must.Hold(catalog.Models.Select(model => model.Id).Distinct().Count() == catalog.Models.Length, "A model is listed twice.");
    }

    private static async Task UsageAsync(ProviderStage stage)
    {
        if (await stage.Provider.ReadUsageAsync(stage.Target, stage.Parameters, default) is not { } usage)
            return;
        Must.Hold(usage.Summary.Length > 0 ^ usage.Failure is { Length: > 0 }, $"The summary is “{usage.Summary}”, the failure “{usage.Failure}”.");
        Must.Hold(usage.NextImage is null or { Amount: >= 0, Unit.Length: > 0, Explanation.Length: > 0 }, $"A price without unit or explanation: {usage.NextImage}");
    }

    private static async Task PreviewsAsync(ProviderStage stage)
    {
        var progress = new Progressed();
        await stage.Provider.GenerateAsync(stage.Call(), progress, default);
        foreach (var preview in progress.Select(told => told.Preview).OfType<string>())
        {
            Must.Hold(preview.StartsWith("data:image/", StringComparison.Ordinal), "A preview is no data URL.");
            Must.Hold(preview.Length <= LongestPreview, $"A preview has {preview.Length} characters.");
        }
    }

    /// <summary>Records with lists in them compare by reference.</summary>
    internal static string Told(ImagePrompt prompt) => $"{prompt.Text}\n{prompt.Negative}\n{string.Join('\n', prompt.Characters)}";

    private static bool IsPicture(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || bytes.StartsWith("GIF8"u8)
        || (bytes.Length > 12 && (bytes[8..].StartsWith("WEBP"u8) || bytes[4..].StartsWith("ftyp"u8)));
}
