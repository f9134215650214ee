using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

/// <summary>Sentences in which tests speak of scenes.</summary>
internal static class SceneSentences
{
    public static Decision<SceneFact> Notice(this SceneStage stage, string message) =>
        stage.Tell(new SceneCommand.NoticeReply(Given.Chat, MessageId.Of(message)));

    public static Decision<SceneFact> Notice(this SceneStage stage, string message, string version) =>
        stage.Tell(new SceneCommand.NoticeReply(Given.Chat, MessageId.Of(message)) { Version = version });

    public static Decision<SceneFact> Edit(this SceneStage stage, string message, string version) =>
        stage.Tell(new SceneCommand.NoticeText(Given.Chat, MessageId.Of(message), version));

    public static Decision<SceneFact> Remove(this SceneStage stage, string message) =>
        stage.Tell(new SceneCommand.NoticeRemoval(Given.Chat, MessageId.Of(message)));

    /// <summary>A reply comes, is read, painted and shown.</summary>
    public static void PaintToTheEnd(this SceneStage stage, string message, Scene scene, string image, ScenePolicy? policy = null) =>
        stage.IsEnded(stage.Paint(message, scene, policy), Given.Done(image));

    /// <summary>A reply gets another text, which is read.</summary>
    public static Decision<SceneFact> EditTo(this SceneStage stage, string message, string version, Scene scene, ScenePolicy? policy = null)
    {
        stage.Edit(message, version);
        return stage.ReplyIsRead(Given.Reading(scene, policy));
    }

    public static int CountJobs(this SceneStage stage) => stage.Journal.OfType<SceneFact.JobRequested>().Count();

    public static Decision<SceneFact> Request(this SceneStage stage, ImageOrder order) =>
        stage.Tell(new SceneCommand.RequestImage(Given.Chat, order));

    public static Decision<SceneFact> Request(this SceneStage stage, string job, JobTrigger trigger = JobTrigger.Manual) =>
        stage.Request(Given.Order(job, trigger));

    public static Decision<SceneFact> ReplyIsRead(this SceneStage stage, SceneReadOutcome outcome) =>
        stage.Tell(new SceneCommand.SceneWasRead(stage.State.Reply?.ReadId ?? "none", outcome));

    public static Decision<SceneFact> RequestIsRead(this SceneStage stage, string job, SceneReadOutcome outcome) =>
        stage.Tell(new SceneCommand.SceneWasRead(stage.State.Jobs[job].ReadId, outcome));

    /// <summary>A reply comes whose scene is worth a picture; the id of its job.</summary>
    public static string Paint(this SceneStage stage, string message, Scene scene, ScenePolicy? policy = null)
    {
        stage.Notice(message);
        stage.ReplyIsRead(Given.Reading(scene, policy));
        return stage.Journal.OfType<SceneFact.JobRequested>().Last().Order.Job.Value;
    }

    /// <summary>A request is made and read; it is planned when it is worth a picture.</summary>
    public static Decision<SceneFact> Ask(this SceneStage stage, string job, JobTrigger trigger, Scene scene, ScenePolicy? policy = null)
    {
        stage.Request(job, trigger);
        return stage.RequestIsRead(job, Given.Reading(scene, policy));
    }

    public static Decision<SceneFact> IsEnded(this SceneStage stage, string job, JobEnd end) =>
        stage.Tell(new SceneCommand.JobWasEnded(JobId.Of(job), end));

    public static Decision<SceneFact> Cancel(this SceneStage stage, string job) =>
        stage.Tell(new SceneCommand.CancelJob(JobId.Of(job)));

    public static JobEnd EndOf(this SceneStage stage, string job) =>
        Assert.Single(stage.Journal.OfType<SceneFact.JobEnded>(), ended => ended.Job.Value == job).End;

    public static bool IsSubmitted(this SceneStage stage, string job) =>
        stage.State.Jobs.TryGetValue(job, out var live) && live.Stage == SceneJobStage.Submitted;

    public static SceneFact.Decided LastDecision(this SceneStage stage) => stage.Journal.OfType<SceneFact.Decided>().Last();

    public static string? Shown(this SceneStage stage) => stage.State.Background?.Image.Value;

    public static Answer Reply(this Decision<SceneFact> decision) => Assert.Single(decision.Effects.OfType<Effect.Reply>()).Answer;

    public static IEnumerable<ConnectionCommand> ToConnection(this Decision<SceneFact> decision) =>
        decision.Effects.OfType<Effect.TellConnection>().Select(tell => tell.Command);
}
