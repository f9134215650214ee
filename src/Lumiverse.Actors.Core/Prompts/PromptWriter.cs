using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>Writes what a provider is told. The same text is shown by a preview and sent by a job.</summary>
public static class PromptWriter
{
    private const string EnvironmentOnly = "people, person, figures, faces, text, letters, watermark, signature, frame";

    /// <summary>
    /// The prompt for an order, or null when its mode needs words or a place that nobody gave. Whether it is null does not
    /// depend on the style; words of one's own are sent as they are in either.
    /// </summary>
    public static ImagePrompt? Write(ImageOrder order, ScenePolicy policy, Scene? scene, PromptStyle style = PromptStyle.Prose)
    {
        var mode = order.Mode ?? policy.Mode;
        var negative = Chosen(order.NegativePrompt, policy.CustomNegativePrompt);
        if (mode == PromptMode.Scene)
            return scene is { IsPaintable: true } ? FromScene(scene, order.NegativePrompt, style) : null;
        var words = Chosen(order.Prompt, policy.CustomPrompt);
        if (words is null)
            return null;
        if (mode != PromptMode.ParsedCustom || scene is not { IsPaintable: true })
            return new ImagePrompt(words, negative);
        return style == PromptStyle.Tags
            ? TagWriter.AfterWords(words, scene, negative)
            : new ImagePrompt($"{words.TrimEnd('.', ' ')}. {Describe(scene)}", negative);
    }

    private static ImagePrompt FromScene(Scene scene, string? negative, PromptStyle style)
    {
        if (style == PromptStyle.Tags)
            return TagWriter.FromScene(scene, negative);
        var people = scene.Subjects.IsEmpty ? " No people." : "";
        var never = scene.Subjects.IsEmpty ? EnvironmentOnly : "text, letters, watermark, signature, frame";
        return new ImagePrompt($"A wide background illustration. {Describe(scene)}{people}", Join(never, negative));
    }

    private static string Describe(Scene scene)
    {
        var place = Join(scene.Environment, scene.TimeOfDay.Name(), scene.Weather);
        var mood = scene.Mood.Length > 0 ? $" The mood is {scene.Mood}." : "";
        var focus = scene.FocalDetail.Length > 0 ? $" The eye goes to {scene.FocalDetail}." : "";
        var palette = scene.PaletteOverride is { Length: > 0 } colours ? $" Palette: {colours}." : "";
        return $"{Capital(place)}.{mood}{focus}{palette}{People(scene)}{Composition(scene)}";
    }

    private static string People(Scene scene) => scene.Subjects.IsEmpty
        ? ""
        : $" In the scene: {string.Join("; ", scene.Subjects.Select(who => Join(who.Name ?? who.Role, who.Appearance)))}.";

    private static string Composition(Scene scene) =>
        Join(scene.CompositionSubjects, scene.CompositionShot, scene.CompositionCamera) is { Length: > 0 } composed ? $" Composition: {composed}." : "";

    internal static string Join(params ReadOnlySpan<string?> parts)
    {
        var text = "";
        foreach (var part in parts)
            text += string.IsNullOrWhiteSpace(part) ? "" : text.Length > 0 ? $", {part.Trim()}" : part.Trim();
        return text;
    }

    private static string? Chosen(string? first, string? second) =>
        !string.IsNullOrWhiteSpace(first) ? first.Trim() : !string.IsNullOrWhiteSpace(second) ? second.Trim() : null;

    private static string Capital(string text) => text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
