using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Core.Settings;

namespace Lumiverse.Actors.AspNetCore.Generating;

/// <summary>Reads what a person wants painted.</summary>
internal static class OrderForm
{
    public static ImageOrder Read(JsonFields fields, JobId job) => new(
        job,
        fields.Flag("forceGeneration") == true ? JobTrigger.Force : JobTrigger.Manual,
        Mode(fields),
        fields.Text("prompt", SettingRule.LongestPrompt),
        fields.Text("negativePrompt", SettingRule.LongestPrompt),
        WireWords.ParseOutputTarget(fields.Word("outputTarget", WireWords.OutputTargets)),
        fields.Id<MessageId>("attachToMessageId"),
        fields.Whole("promptGenerationTimeoutSeconds", 0, SettingRule.LongestTimeoutSeconds),
        fields.Whole("generationTimeoutSeconds", 0, SettingRule.LongestTimeoutSeconds),
        RetryOf: null)
    {
        IsLiteral = fields.Flag("skipParse") == true,
    };

    /// <summary>
    /// Words of one's own without a mode are meant to be painted, whatever the settings say. Words that need no parsing
    /// (<c>skipParse</c>) are painted as they are.
    /// </summary>
    private static PromptMode? Mode(JsonFields fields)
    {
        var mode = WireWords.ParsePromptMode(fields.Word("promptMode", WireWords.PromptModes));
        var hasWords = !string.IsNullOrWhiteSpace(fields.Text("prompt", SettingRule.LongestPrompt));
        var isParsed = fields.Flag("skipParse") == true;
        return mode switch
        {
            null when hasWords => PromptMode.Custom,
            PromptMode.ParsedCustom when isParsed => PromptMode.Custom,
            _ => mode,
        };
    }
}
