using System.Collections.Frozen;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Serialization;

/// <summary>
/// The names under which messages are stored and sent, with their versions. A name is never reused; a changed shape gets
/// the next version, and the old one keeps loading.
/// </summary>
internal static class Manifests
{
    public const string EntityMessage = "entity-message.v1";

    private static readonly (string Name, Type Type)[] All =
    [
        ("scene.reply-noticed.v1", typeof(SceneFact.ReplyNoticed)),
        ("scene.job-requested.v1", typeof(SceneFact.JobRequested)),
        ("scene.decided.v1", typeof(SceneFact.Decided)),
        ("scene.job-planned.v1", typeof(SceneFact.JobPlanned)),
        ("scene.job-submitted.v1", typeof(SceneFact.JobSubmitted)),
        ("scene.job-withdrawn.v1", typeof(SceneFact.JobWithdrawn)),
        ("scene.job-ended.v1", typeof(SceneFact.JobEnded)),
        ("scene.background-changed.v1", typeof(SceneFact.BackgroundChanged)),
        ("scene.text-changed.v1", typeof(SceneFact.TextChanged)),
        ("scene.reply-removed.v1", typeof(SceneFact.ReplyRemoved)),
        ("scene.reading-postponed.v1", typeof(SceneFact.ReadingPostponed)),
        ("scene.reading-resumed.v1", typeof(SceneFact.ReadingResumed)),
        ("scene.image-forgotten.v1", typeof(SceneFact.ImageForgotten)),
        ("scene.attachment-wanted.v1", typeof(SceneFact.AttachmentWanted)),
        ("scene.attachment-made.v1", typeof(SceneFact.AttachmentMade)),
        ("scene.state.v1", typeof(SceneState)),
        ("scene.notice-reply.v1", typeof(SceneCommand.NoticeReply)),
        ("scene.request-image.v1", typeof(SceneCommand.RequestImage)),
        ("scene.cancel-job.v1", typeof(SceneCommand.CancelJob)),
        ("scene.show-image.v1", typeof(SceneCommand.ShowImage)),
        ("scene.clear-background.v1", typeof(SceneCommand.ClearBackground)),
        ("scene.forget-image.v1", typeof(SceneCommand.ForgetImage)),
        ("scene.recall-image.v1", typeof(SceneCommand.RecallImage)),
        ("scene.forget-chat.v1", typeof(SceneCommand.ForgetChat)),
        ("scene.get-scene.v1", typeof(SceneCommand.GetScene)),
        ("scene.get-background.v1", typeof(SceneCommand.GetBackground)),
        ("scene.scene-was-read.v1", typeof(SceneCommand.SceneWasRead)),
        ("scene.job-was-ended.v1", typeof(SceneCommand.JobWasEnded)),
        ("scene.notice-text.v1", typeof(SceneCommand.NoticeText)),
        ("scene.notice-removal.v1", typeof(SceneCommand.NoticeRemoval)),
        ("scene.image-was-attached.v1", typeof(SceneCommand.ImageWasAttached)),
        ("scene.time-has-come.v1", typeof(SceneCommand.TimeHasCome)),

        ("connection.terms-changed.v1", typeof(ConnectionFact.TermsChanged)),
        ("connection.profile-changed.v1", typeof(ConnectionFact.ProfileChanged)),
        ("connection.job-accepted.v1", typeof(ConnectionFact.JobAccepted)),
        ("connection.attempt-started.v1", typeof(ConnectionFact.AttemptStarted)),
        ("connection.attempt-ended.v1", typeof(ConnectionFact.AttemptEnded)),
        ("connection.job-withdrawn.v1", typeof(ConnectionFact.JobWithdrawn)),
        ("connection.calls-paused.v1", typeof(ConnectionFact.CallsPaused)),
        ("connection.breaker-opened.v1", typeof(ConnectionFact.BreakerOpened)),
        ("connection.job-ended.v1", typeof(ConnectionFact.JobEnded)),
        ("connection.state.v1", typeof(ConnectionState)),
        ("connection.submit-job.v1", typeof(ConnectionCommand.SubmitJob)),
        ("connection.withdraw-job.v1", typeof(ConnectionCommand.WithdrawJob)),
        ("connection.notice-profile.v1", typeof(ConnectionCommand.NoticeProfile)),
        ("connection.get-queue.v1", typeof(ConnectionCommand.GetQueue)),
        ("connection.terms-were-read.v1", typeof(ConnectionCommand.TermsWereRead)),
        ("connection.attempt-was-ended.v1", typeof(ConnectionCommand.AttemptWasEnded)),
        ("connection.image-was-saved.v1", typeof(ConnectionCommand.ImageWasSaved)),
        ("connection.time-has-come.v1", typeof(ConnectionCommand.TimeHasCome)),

        ("gallery.image-added.v1", typeof(GalleryFact.ImageAdded)),
        ("gallery.image-deleted.v1", typeof(GalleryFact.ImageDeleted)),
        ("gallery.image-restored.v1", typeof(GalleryFact.ImageRestored)),
        ("gallery.image-purged.v1", typeof(GalleryFact.ImagePurged)),
        ("gallery.image-details-set.v1", typeof(GalleryFact.ImageDetailsSet)),
        ("gallery.public-url-revoked.v1", typeof(GalleryFact.PublicUrlRevoked)),
        ("gallery.thumbnails-wanted.v1", typeof(GalleryFact.ThumbnailsWanted)),
        ("gallery.thumbnails-made.v1", typeof(GalleryFact.ThumbnailsMade)),
        ("gallery.image-forgotten.v1", typeof(GalleryFact.ImageForgotten)),
        ("gallery.state.v1", typeof(GalleryState)),
        ("gallery.add-image.v1", typeof(GalleryCommand.AddImage)),
        ("gallery.delete-image.v1", typeof(GalleryCommand.DeleteImage)),
        ("gallery.delete-images.v1", typeof(GalleryCommand.DeleteImages)),
        ("gallery.restore-images.v1", typeof(GalleryCommand.RestoreImages)),
        ("gallery.set-image-details.v1", typeof(GalleryCommand.SetImageDetails)),
        ("gallery.set-many-details.v1", typeof(GalleryCommand.SetManyDetails)),
        ("gallery.revoke-public-url.v1", typeof(GalleryCommand.RevokePublicUrl)),
        ("gallery.remake-thumbnails.v1", typeof(GalleryCommand.RemakeThumbnails)),
        ("gallery.thumbnails-were-made.v1", typeof(GalleryCommand.ThumbnailsWereMade)),
        ("gallery.replace-thumbnails.v1", typeof(GalleryCommand.ReplaceThumbnails)),
        ("gallery.image-was-forgotten.v1", typeof(GalleryCommand.ImageWasForgotten)),
        ("gallery.time-has-come.v1", typeof(GalleryCommand.TimeHasCome)),

        ("answer.done.v1", typeof(Answer.Done)),
        ("answer.job-stands.v1", typeof(Answer.JobStands)),
        ("answer.busy.v1", typeof(Answer.Busy)),
        ("answer.going-down.v1", typeof(Answer.GoingDown)),
        ("answer.missing.v1", typeof(Answer.Missing)),
        ("answer.unknown.v1", typeof(Answer.Unknown)),
        ("answer.failed.v1", typeof(Answer.Failed)),
        ("answer.scene-is.v1", typeof(Answer.SceneIs)),
        ("answer.background-is.v1", typeof(Answer.BackgroundIs)),
        ("answer.queue-is.v1", typeof(Answer.QueueIs)),
        ("answer.image-is.v1", typeof(Answer.ImageIs)),
    ];

    private static readonly FrozenDictionary<string, Type> Types = All.ToFrozenDictionary(entry => entry.Name, entry => entry.Type);
    private static readonly FrozenDictionary<Type, string> Names = All.ToFrozenDictionary(entry => entry.Type, entry => entry.Name);

    public static IEnumerable<Type> KnownTypes => Types.Values;

    public static string NameOf(Type type) =>
        Names.TryGetValue(type, out var name) ? name : throw new InvalidOperationException($"{type.Name} has no manifest: add it to {nameof(Manifests)}.");

    /// <summary>Null = written by a newer version, or not ours.</summary>
    public static Type? TypeOf(string name) => Types.GetValueOrDefault(name);
}
