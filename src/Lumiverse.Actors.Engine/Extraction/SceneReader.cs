using System.Collections.Frozen;
using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>
/// The rules of the built-in extractor, as a fold: each line changes what it speaks of, and the rest persists.
/// </summary>
internal static class SceneReader
{
    /// <summary>A host may hand over a whole chat; the scene stands in its end.</summary>
    public const int MostLines = 32;

    private static readonly char[] NameBreaks = [' ', '-', '.', ','];

    public static SourcedScene Read(SceneContext context, Lexicon lexicon)
    {
        var names = NamesOf(context.Lines);
        var read = new SourcedScene(Bare(context.Previous ?? Scene.Unknown), SceneState.NoSources);
        var isArrival = false;
        foreach (var line in Unread(context, read.Scene))
        {
            var before = Furnishings.Bare(read.Scene.Environment);
            read = Apply(read, line, names, isArrival, lexicon);
            isArrival = line.IsUser && before != Furnishings.Bare(read.Scene.Environment);
        }
        return context.Scenario is { Length: > 0 } scenario ? read with { Scene = Opened(read.Scene, scenario, names, lexicon) } : read;
    }

    /// <summary>
    /// With a scene at hand, what came after it, or else the last reply and what the user wrote before it; older lines are in
    /// that scene already, and reading them again would bring back the rain that somebody has left outside.
    /// </summary>
    private static IEnumerable<ChatLine> Unread(SceneContext context, Scene scene)
    {
        var lines = context.Lines;
        var known = scene.IsPaintable ? lines.Select(line => line.Id).ToList().FindIndex(id => id == context.PreviousAt) : -1;
        if (known >= 0 && known < lines.Length - 1)
            return lines.Skip(known + 1).TakeLast(MostLines);
        var replies = lines.Where(line => !line.IsUser).TakeLast(2).ToArray();
        return scene.IsPaintable && replies.Length == 2
            ? lines.SkipWhile(line => line.Id != replies[0].Id).Skip(1).TakeLast(MostLines)
            : lines.TakeLast(MostLines);
    }

    /// <summary>People are not read here, so they don't persist either.</summary>
    private static Scene Bare(Scene scene) => scene with
    {
        Subjects = [],
        CompositionSubjects = null,
        CompositionShot = null,
        CompositionCamera = null,
    };

    private static SourcedScene Apply(SourcedScene known, ChatLine line, IReadOnlySet<string> names, bool isArrival, Lexicon lexicon)
    {
        var passage = Passage.Of(line.Content, lexicon.Grammar);
        var reading = new PassageReader(passage, names, lexicon).Read(known.Scene, isArrival);
        var sources = known.Sources;
        foreach (var field in SceneChange.Between(known.Scene, reading.Scene, ChangePolicy.Exact).Where(field => field.Changed))
            if (field.After.Length == 0)
                sources = sources.Remove(field.Name);
            else if (reading.TokenOf(field.Name) is { } at)
                sources = sources.SetItem(field.Name, new FieldSource(line.Id, passage.Quote(at)));
        return new SourcedScene(reading.Scene, sources);
    }

    /// <summary>What the scenario says holds until a line says otherwise; its mood and things are those of the whole story.</summary>
    private static Scene Opened(Scene scene, string scenario, IReadOnlySet<string> names, Lexicon lexicon)
    {
        var opening = new PassageReader(Passage.Of(scenario, lexicon.Grammar), names, lexicon).Read(Scene.Unknown, isArrival: false);
        return new PassageReading(scene, null, null, null, null, null).Or(opening).Scene;
    }

    private static FrozenSet<string> NamesOf(ImmutableArray<ChatLine> lines) => lines
        .TakeLast(MostLines)
        .SelectMany(line => line.Name.ToLowerInvariant().Split(NameBreaks, StringSplitOptions.RemoveEmptyEntries))
        .ToFrozenSet();
}

/// <summary>A scene, and the words that told those of its fields that have changed.</summary>
internal sealed record SourcedScene(Scene Scene, ImmutableSortedDictionary<string, FieldSource> Sources);
