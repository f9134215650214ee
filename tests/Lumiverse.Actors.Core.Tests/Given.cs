using System.Collections.Immutable;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests;

/// <summary>Ordinary values, so that a test names only what matters to it.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2031, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static readonly ChatKey Chat = ChatNamed("tavern");

    public static readonly ConnectionId Connection = ConnectionId.Of("paints");

    public static readonly ConnectionTerms Paid = new(1, null, 1, false);

    public static readonly ConnectionTerms Free = Paid with { IsFree = true };

    public static readonly Scene Tavern = new("dim harbour tavern", TimeOfDay.Night, "heavy rain", "tense", "a silver lantern");

    public static readonly Scene Forest = new("pine forest", TimeOfDay.Morning, "clear sky", "calm", "a mossy stone");

    public static readonly ScenePolicy Policy = new(2, false, PromptMode.Scene, "", "", OutputTarget.Background, 300);

    public static readonly CallRecord Call = new("offline", null, "{}", 1);

    public static ChatKey ChatNamed(string name) => new(UserId.Of("ada"), ChatId.Of(name));

    public static Picture Picture(string name = "p") =>
        new(BlobHash.Of(name), "image/png", 1000, 64, 64, "AAAA", 0.5, null, null);

    public static SavedImage Saved(string name = "image") => new(ImageId.Of(name), "token", Picture(name));

    public static JobTicket Ticket(string job, JobTrigger trigger = JobTrigger.Automatic, string chat = "tavern", DateTimeOffset? at = null) =>
        new(JobId.Of(job), ChatNamed(chat), Connection, trigger, new ImagePrompt("A place.", null), null, 1, null, 300, at ?? Noon);

    public static ImageOrder Order(string job, JobTrigger trigger = JobTrigger.Manual) =>
        ImageOrder.Automatic(JobId.Of(job)) with { Trigger = trigger };

    public static SceneReadOutcome Reading(Scene? scene, ScenePolicy? policy = null) =>
        new SceneReadOutcome.Read(scene, "rules", MessageId.Of("m"), policy ?? Policy, new ConnectionChoice(Connection, "offline", null, null));

    /// <summary>What is written for an order on a reading.</summary>
    public static ImagePrompt? Written(
        ImageOrder order, Scene? scene, PromptStyle style = PromptStyle.Prose, PromptTerms? terms = null, ScenePolicy? policy = null) =>
        PromptWriter.Write(order, new SceneReadOutcome.Read(
            scene, "rules", MessageId.Of("m"), policy ?? Policy, new ConnectionChoice(Connection, "offline", null, null) { Style = style })
        {
            Terms = terms ?? PromptTerms.None,
        });

    public static JobEnd Done(string image = "image", DateTimeOffset? at = null) =>
        new(JobOutcome.Done, "", Saved(image), false, null, at ?? Noon);

    public static AttemptOutcome Throttled(TimeSpan? pause = null) => new AttemptOutcome.NotStarted("Too many requests.", true, pause);

    public static AttemptOutcome Succeeded(string picture = "p") => new AttemptOutcome.Succeeded(Picture(picture), Call);

    public static ImmutableArray<T> All<T>(this ImmutableArray<Effect> effects) where T : Effect => [.. effects.OfType<T>()];

    /// <summary>Whether the text of two values is the same; records with collections can't be compared otherwise.</summary>
    public static string Rendered(object? value) => System.Text.Json.JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object));
}
