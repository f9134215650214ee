using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Serialization;

/// <summary>JSON of everything that is stored or sent, generated at build time: no reflection, no type names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SceneFact.ReplyNoticed), TypeInfoPropertyName = "SceneFactReplyNoticed")]
[JsonSerializable(typeof(SceneFact.JobRequested), TypeInfoPropertyName = "SceneFactJobRequested")]
[JsonSerializable(typeof(SceneFact.Decided), TypeInfoPropertyName = "SceneFactDecided")]
[JsonSerializable(typeof(SceneFact.JobPlanned), TypeInfoPropertyName = "SceneFactJobPlanned")]
[JsonSerializable(typeof(SceneFact.JobSubmitted), TypeInfoPropertyName = "SceneFactJobSubmitted")]
[JsonSerializable(typeof(SceneFact.JobWithdrawn), TypeInfoPropertyName = "SceneFactJobWithdrawn")]
[JsonSerializable(typeof(SceneFact.JobEnded), TypeInfoPropertyName = "SceneFactJobEnded")]
[JsonSerializable(typeof(SceneFact.BackgroundChanged), TypeInfoPropertyName = "SceneFactBackgroundChanged")]
[JsonSerializable(typeof(SceneFact.TextChanged), TypeInfoPropertyName = "SceneFactTextChanged")]
[JsonSerializable(typeof(SceneFact.ReplyRemoved), TypeInfoPropertyName = "SceneFactReplyRemoved")]
[JsonSerializable(typeof(SceneFact.ReadingPostponed), TypeInfoPropertyName = "SceneFactReadingPostponed")]
[JsonSerializable(typeof(SceneFact.ReadingResumed), TypeInfoPropertyName = "SceneFactReadingResumed")]
[JsonSerializable(typeof(SceneFact.ImageForgotten), TypeInfoPropertyName = "SceneFactImageForgotten")]
[JsonSerializable(typeof(SceneFact.AttachmentWanted), TypeInfoPropertyName = "SceneFactAttachmentWanted")]
[JsonSerializable(typeof(SceneFact.AttachmentMade), TypeInfoPropertyName = "SceneFactAttachmentMade")]
[JsonSerializable(typeof(SceneState), TypeInfoPropertyName = "SceneState")]
[JsonSerializable(typeof(SceneCommand.NoticeReply), TypeInfoPropertyName = "SceneCommandNoticeReply")]
[JsonSerializable(typeof(SceneCommand.RequestImage), TypeInfoPropertyName = "SceneCommandRequestImage")]
[JsonSerializable(typeof(SceneCommand.CancelJob), TypeInfoPropertyName = "SceneCommandCancelJob")]
[JsonSerializable(typeof(SceneCommand.ShowImage), TypeInfoPropertyName = "SceneCommandShowImage")]
[JsonSerializable(typeof(SceneCommand.ClearBackground), TypeInfoPropertyName = "SceneCommandClearBackground")]
[JsonSerializable(typeof(SceneCommand.ForgetImage), TypeInfoPropertyName = "SceneCommandForgetImage")]
[JsonSerializable(typeof(SceneCommand.RecallImage), TypeInfoPropertyName = "SceneCommandRecallImage")]
[JsonSerializable(typeof(SceneCommand.ForgetChat), TypeInfoPropertyName = "SceneCommandForgetChat")]
[JsonSerializable(typeof(SceneCommand.GetScene), TypeInfoPropertyName = "SceneCommandGetScene")]
[JsonSerializable(typeof(SceneCommand.GetBackground), TypeInfoPropertyName = "SceneCommandGetBackground")]
[JsonSerializable(typeof(SceneCommand.SceneWasRead), TypeInfoPropertyName = "SceneCommandSceneWasRead")]
[JsonSerializable(typeof(SceneCommand.JobWasEnded), TypeInfoPropertyName = "SceneCommandJobWasEnded")]
[JsonSerializable(typeof(SceneCommand.NoticeText), TypeInfoPropertyName = "SceneCommandNoticeText")]
[JsonSerializable(typeof(SceneCommand.NoticeRemoval), TypeInfoPropertyName = "SceneCommandNoticeRemoval")]
[JsonSerializable(typeof(SceneCommand.ImageWasAttached), TypeInfoPropertyName = "SceneCommandImageWasAttached")]
[JsonSerializable(typeof(SceneCommand.TimeHasCome), TypeInfoPropertyName = "SceneCommandTimeHasCome")]
[JsonSerializable(typeof(ConnectionFact.TermsChanged), TypeInfoPropertyName = "ConnectionFactTermsChanged")]
[JsonSerializable(typeof(ConnectionFact.ProfileChanged), TypeInfoPropertyName = "ConnectionFactProfileChanged")]
[JsonSerializable(typeof(ConnectionFact.JobAccepted), TypeInfoPropertyName = "ConnectionFactJobAccepted")]
[JsonSerializable(typeof(ConnectionFact.AttemptStarted), TypeInfoPropertyName = "ConnectionFactAttemptStarted")]
[JsonSerializable(typeof(ConnectionFact.AttemptEnded), TypeInfoPropertyName = "ConnectionFactAttemptEnded")]
[JsonSerializable(typeof(ConnectionFact.JobWithdrawn), TypeInfoPropertyName = "ConnectionFactJobWithdrawn")]
[JsonSerializable(typeof(ConnectionFact.CallsPaused), TypeInfoPropertyName = "ConnectionFactCallsPaused")]
[JsonSerializable(typeof(ConnectionFact.BreakerOpened), TypeInfoPropertyName = "ConnectionFactBreakerOpened")]
[JsonSerializable(typeof(ConnectionFact.JobEnded), TypeInfoPropertyName = "ConnectionFactJobEnded")]
[JsonSerializable(typeof(ConnectionState), TypeInfoPropertyName = "ConnectionState")]
[JsonSerializable(typeof(ConnectionCommand.SubmitJob), TypeInfoPropertyName = "ConnectionCommandSubmitJob")]
[JsonSerializable(typeof(ConnectionCommand.WithdrawJob), TypeInfoPropertyName = "ConnectionCommandWithdrawJob")]
[JsonSerializable(typeof(ConnectionCommand.NoticeProfile), TypeInfoPropertyName = "ConnectionCommandNoticeProfile")]
[JsonSerializable(typeof(ConnectionCommand.GetQueue), TypeInfoPropertyName = "ConnectionCommandGetQueue")]
[JsonSerializable(typeof(ConnectionCommand.TermsWereRead), TypeInfoPropertyName = "ConnectionCommandTermsWereRead")]
[JsonSerializable(typeof(ConnectionCommand.AttemptWasEnded), TypeInfoPropertyName = "ConnectionCommandAttemptWasEnded")]
[JsonSerializable(typeof(ConnectionCommand.ImageWasSaved), TypeInfoPropertyName = "ConnectionCommandImageWasSaved")]
[JsonSerializable(typeof(ConnectionCommand.TimeHasCome), TypeInfoPropertyName = "ConnectionCommandTimeHasCome")]
[JsonSerializable(typeof(GalleryFact.ImageAdded), TypeInfoPropertyName = "GalleryFactImageAdded")]
[JsonSerializable(typeof(GalleryFact.ImageDeleted), TypeInfoPropertyName = "GalleryFactImageDeleted")]
[JsonSerializable(typeof(GalleryFact.ImageRestored), TypeInfoPropertyName = "GalleryFactImageRestored")]
[JsonSerializable(typeof(GalleryFact.ImagePurged), TypeInfoPropertyName = "GalleryFactImagePurged")]
[JsonSerializable(typeof(GalleryFact.ImageDetailsSet), TypeInfoPropertyName = "GalleryFactImageDetailsSet")]
[JsonSerializable(typeof(GalleryFact.PublicUrlRevoked), TypeInfoPropertyName = "GalleryFactPublicUrlRevoked")]
[JsonSerializable(typeof(GalleryFact.ThumbnailsWanted), TypeInfoPropertyName = "GalleryFactThumbnailsWanted")]
[JsonSerializable(typeof(GalleryFact.ThumbnailsMade), TypeInfoPropertyName = "GalleryFactThumbnailsMade")]
[JsonSerializable(typeof(GalleryFact.ImageForgotten), TypeInfoPropertyName = "GalleryFactImageForgotten")]
[JsonSerializable(typeof(GalleryState), TypeInfoPropertyName = "GalleryState")]
[JsonSerializable(typeof(GalleryCommand.AddImage), TypeInfoPropertyName = "GalleryCommandAddImage")]
[JsonSerializable(typeof(GalleryCommand.DeleteImage), TypeInfoPropertyName = "GalleryCommandDeleteImage")]
[JsonSerializable(typeof(GalleryCommand.DeleteImages), TypeInfoPropertyName = "GalleryCommandDeleteImages")]
[JsonSerializable(typeof(GalleryCommand.RestoreImages), TypeInfoPropertyName = "GalleryCommandRestoreImages")]
[JsonSerializable(typeof(GalleryCommand.SetManyDetails), TypeInfoPropertyName = "GalleryCommandSetManyDetails")]
[JsonSerializable(typeof(GalleryCommand.SetImageDetails), TypeInfoPropertyName = "GalleryCommandSetImageDetails")]
[JsonSerializable(typeof(GalleryCommand.RevokePublicUrl), TypeInfoPropertyName = "GalleryCommandRevokePublicUrl")]
[JsonSerializable(typeof(GalleryCommand.RemakeThumbnails), TypeInfoPropertyName = "GalleryCommandRemakeThumbnails")]
[JsonSerializable(typeof(GalleryCommand.ThumbnailsWereMade), TypeInfoPropertyName = "GalleryCommandThumbnailsWereMade")]
[JsonSerializable(typeof(GalleryCommand.ReplaceThumbnails), TypeInfoPropertyName = "GalleryCommandReplaceThumbnails")]
[JsonSerializable(typeof(GalleryCommand.ImageWasForgotten), TypeInfoPropertyName = "GalleryCommandImageWasForgotten")]
[JsonSerializable(typeof(GalleryCommand.TimeHasCome), TypeInfoPropertyName = "GalleryCommandTimeHasCome")]
[JsonSerializable(typeof(Answer.Done), TypeInfoPropertyName = "AnswerDone")]
[JsonSerializable(typeof(Answer.JobStands), TypeInfoPropertyName = "AnswerJobStands")]
[JsonSerializable(typeof(Answer.Busy), TypeInfoPropertyName = "AnswerBusy")]
[JsonSerializable(typeof(Answer.GoingDown), TypeInfoPropertyName = "AnswerGoingDown")]
[JsonSerializable(typeof(Answer.Missing), TypeInfoPropertyName = "AnswerMissing")]
[JsonSerializable(typeof(Answer.Unknown), TypeInfoPropertyName = "AnswerUnknown")]
[JsonSerializable(typeof(Answer.Failed), TypeInfoPropertyName = "AnswerFailed")]
[JsonSerializable(typeof(Answer.SceneIs), TypeInfoPropertyName = "AnswerSceneIs")]
[JsonSerializable(typeof(Answer.BackgroundIs), TypeInfoPropertyName = "AnswerBackgroundIs")]
[JsonSerializable(typeof(Answer.QueueIs), TypeInfoPropertyName = "AnswerQueueIs")]
[JsonSerializable(typeof(Answer.ImageIs), TypeInfoPropertyName = "AnswerImageIs")]
[JsonSerializable(typeof(Scene))]
[JsonSerializable(typeof(SceneJob))]
[JsonSerializable(typeof(FieldSource))]
[JsonSerializable(typeof(SceneAttachment))]
[JsonSerializable(typeof(ChatId))]
[JsonSerializable(typeof(QueuedJob))]
[JsonSerializable(typeof(EndedTicket))]
[JsonSerializable(typeof(BinnedImage))]
[JsonSerializable(typeof(BlobHash))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(long))]
internal sealed partial class MessageJsonContext : JsonSerializerContext;

internal static class MessageJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static JsonTypeInfo Of(Type type) => Options.GetTypeInfo(type);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(MessageJsonContext.Default.Options)
        {
            TypeInfoResolver = MessageJsonContext.Default,
            // Written and read by this program alone; prompts in any script stay legible and short.
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        AddIdentifiers(options.Converters);
        AddDictionaries(options.Converters);
        return options;
    }

    private static void AddIdentifiers(IList<JsonConverter> converters)
    {
        converters.Add(new IdentifierConverter<UserId>());
        converters.Add(new IdentifierConverter<ChatId>());
        converters.Add(new IdentifierConverter<MessageId>());
        converters.Add(new IdentifierConverter<ConnectionId>());
        converters.Add(new IdentifierConverter<JobId>());
        converters.Add(new IdentifierConverter<AttemptId>());
        converters.Add(new IdentifierConverter<ImageId>());
        converters.Add(new IdentifierConverter<BlobHash>());
    }

    private static void AddDictionaries(IList<JsonConverter> converters)
    {
        converters.Add(new OrdinalDictionaryConverter<Scene>());
        converters.Add(new OrdinalDictionaryConverter<SceneJob>());
        converters.Add(new OrdinalDictionaryConverter<FieldSource>());
        converters.Add(new OrdinalDictionaryConverter<SceneAttachment>());
        converters.Add(new OrdinalDictionaryConverter<ChatId>());
        converters.Add(new OrdinalDictionaryConverter<QueuedJob>());
        converters.Add(new OrdinalDictionaryConverter<EndedTicket>());
        converters.Add(new OrdinalDictionaryConverter<BinnedImage>());
        converters.Add(new OrdinalDictionaryConverter<BlobHash>());
        converters.Add(new OrdinalDictionaryConverter<string>());
        converters.Add(new OrdinalDictionaryConverter<long>());
    }
}
