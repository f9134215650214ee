using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.SceneReport.Passages;

internal enum Difficulty { Easy, Hard }

/// <summary>Some lines of a chat with what a fair reader finds in them.</summary>
/// <param name="Lines">Messages, the oldest first; a leading "U: " marks the user's.</param>
/// <param name="Expect">By field, every answer that a fair reader accepts; "" where nothing is told. What people may disagree on is left out.</param>
/// <param name="Previous">The scene before; null when the chat begins.</param>
internal sealed record LabelledPassage(
    string Id, Difficulty Difficulty, SetHalf Half, ImmutableArray<string> Lines,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Expect, ImmutableSortedDictionary<string, string>? Previous = null)
{
    private const string UserMark = "U: ";

    public static ImmutableArray<LabelledPassage> All { get; } = Labelled.Load<LabelledPassage>("passages");

    public async Task<Scene> ReadAsync()
    {
        var context = new SceneContext([.. Lines.Select(LineOf)], Previous is null ? null : Labelled.SceneOf(Previous), Scenario: null);
        return (await new BuiltInSceneExtractor().ReadAsync(context, CancellationToken.None)).Scene;
    }

    /// <summary>Whether the passage tells the field, rather than leaving it as it was or unknown.</summary>
    public bool Tells(string field) =>
        !Expect[field].Contains("") && !Expect[field].Contains(Previous?.GetValueOrDefault(field, "") ?? "");

    private static ChatLine LineOf(string text, int index) => text.StartsWith(UserMark, StringComparison.Ordinal)
        ? new ChatLine(new MessageId($"m{index}"), IsUser: true, "Corin", text[UserMark.Length..])
        : new ChatLine(new MessageId($"m{index}"), IsUser: false, "Maren", text);
}
