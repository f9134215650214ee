using System.Globalization;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>A decision as one sentence that says what was weighed.</summary>
public static class DecisionWords
{
    public static string Sentence(SceneFact.Decided decided)
    {
        var start = decided.Generate ? "generated: " : "not generated: ";
        var changed = decided.Fields.IsDefaultOrEmpty ? [] : decided.Fields.Where(field => field.Changed).ToList();
        if (decided.Reason.StartsWith(SceneJudge.NotEnoughChange, StringComparison.Ordinal))
            return $"{start}{(changed.Count == 0 ? "nothing changed" : $"only {string.Join(", ", changed.Select(NameOf))} changed")}; {changed.Count} of {decided.Threshold}";
        return decided.Generate && decided.Reason.StartsWith("Changed", StringComparison.Ordinal)
            ? $"{start}{string.Join(", ", changed.Select(Tell))}; {changed.Count} of {decided.Threshold} needed"
            : start + Clause(decided.Reason);
    }

    /// <summary>How far the next automatic image is, or null when nothing was weighed yet.</summary>
    public static string? Outlook(int changed, int? threshold) => threshold is not { } needed
        ? null
        : (needed - changed) switch
        {
            <= 0 => "enough has changed for an image",
            1 => "next image when 1 more field changes",
            var more => $"next image when {more} more fields change",
        };

    private static string Clause(string sentence) =>
        sentence.Length == 0 ? "" : char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');

    private static string Tell(FieldChange field) => string.Create(
        CultureInfo.InvariantCulture, $"{NameOf(field)} changed ({Shown(field.Before)} → {Shown(field.After)} {field.Distance:0.##})");

    private static string NameOf(FieldChange field) => field.Name switch
    {
        "environment" => "place",
        "time_of_day" => "time",
        "focal_detail" => "detail",
        var name => name,
    };

    private static string Shown(string value) => value.Length == 0 ? "nothing" : value;
}
