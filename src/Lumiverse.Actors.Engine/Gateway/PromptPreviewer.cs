using System.Diagnostics;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>Says what a job would send at this moment: read and put together as a job does it, and not sent.</summary>
internal sealed class PromptPreviewer(SceneReader scenes, CallPreparer calls)
{
    /// <param name="seen">The scene last seen in the chat; null = none.</param>
    public async Task<PromptPreview> PreviewAsync(ChatKey chat, ImageOrder order, Scene? seen, CancellationToken cancellation) =>
        await scenes.ReadAsync(new SceneRequest("preview", chat, null, seen, order), cancellation) switch
        {
            SceneReadOutcome.Read read => await PreviewAsync(chat, order, read, cancellation),
            SceneReadOutcome.Failed failed => PromptPreview.Nothing(failed.Reason),
            SceneReadOutcome.SwitchedOff off => PromptPreview.Nothing(off.Reason),
            var other => throw new UnreachableException($"No preview for {other.GetType().Name}"),
        };

    private async Task<PromptPreview> PreviewAsync(ChatKey chat, ImageOrder order, SceneReadOutcome.Read read, CancellationToken cancellation)
    {
        if (PromptWriter.Write(order, read) is not { } prompt)
            return PromptPreview.Nothing("Nothing in the chat says where it takes place. Describe the place, or use a prompt of your own.");
        var draft = await calls.DraftAsync(read.Connection.Id, chat, prompt, read.Scene, cancellation);
        return draft.Call is { } call
            ? new PromptPreview(call.Composed, read.Scene, call.Connection.Provider, null) { Model = call.Connection.Model, References = Count(call), Room = RoomIn(call.Composed, read.Terms.Limits) }
            : PromptPreview.Nothing(draft.Obstacle);
    }

    private static PromptRoom RoomIn(ImagePrompt composed, PromptLimits limits) => new(
        limits.Tokens, TokenCount.Of(composed.Text) + composed.Characters.Sum(TokenCount.Of), TokenCount.Of(composed.Negative));

    private static ReferenceCounts Count(DraftedCall call) => new(
        Of(call, ReferenceSource.Manual), Of(call, ReferenceSource.CharacterAvatar), Of(call, ReferenceSource.PersonaAvatar));

    private static int Of(DraftedCall call, ReferenceSource source) => call.References.Count(reference => reference.Source == source);
}
