using System.Collections.Immutable;
using System.Diagnostics;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>
/// Owns a chat's scene and its jobs. Promises: one decision per text of a reply, and at most one job per reply that nobody
/// asked for; at most one job per target is with a connection; a newer scene replaces a job that is not sent, unless a
/// person asked for that one; every job ends once; the background is the one that belongs to the chat as it stands, and
/// never older than the latest wish there.
/// States of a reply: waiting for more → being read → judged. States of a job: reading → waiting → submitted → ended.
/// Timers: one, until when a reading waits for more messages. What is owed (readings, submitted jobs, attachments) is asked
/// for again by the host until it is answered.
/// </summary>
public sealed class SceneBehaviour : IBehaviour<SceneState, SceneCommand, SceneFact>
{
    public static SceneState Initial { get; } = new();

    public static Decision<SceneFact> Decide(SceneState state, SceneCommand command, Turn turn)
    {
        var turnOf = new SceneTurn(state, turn);
        switch (command)
        {
            case SceneCommand.NoticeReply notice: turnOf.NoticeReply(notice); break;
            case SceneCommand.NoticeText notice: turnOf.NoticeText(notice); break;
            case SceneCommand.NoticeRemoval notice: turnOf.NoticeRemoval(notice); break;
            case SceneCommand.RequestImage request: turnOf.Request(request.Chat, request.Order); break;
            case SceneCommand.SceneWasRead read: turnOf.UseReading(read.ReadId, read.Outcome); break;
            case SceneCommand.JobWasEnded ended: turnOf.EndSubmitted(ended.Job, ended.End); break;
            case SceneCommand.CancelJob cancel: turnOf.Cancel(cancel.Job); break;
            case SceneCommand.ShowImage show: turnOf.Show(show); break;
            case SceneCommand.ClearBackground: turnOf.Clear(); break;
            case SceneCommand.ForgetImage forget: turnOf.ForgetImage(forget); break;
            case SceneCommand.RecallImage recall: turnOf.RecallImage(recall.Image); break;
            case SceneCommand.ImageWasAttached attached: turnOf.EndAttachment(attached.Image); break;
            case SceneCommand.ForgetChat: turnOf.ForgetChat(); break;
            case SceneCommand.GetScene: turnOf.Say(new Answer.SceneIs(SceneJudge.View(state))); break;
            case SceneCommand.GetBackground: turnOf.Say(new Answer.BackgroundIs(state.Background)); break;
            case SceneCommand.TimeHasCome: turnOf.LookAtTheClock(); break;
            default: throw new UnreachableException($"Decide has no case for {command.GetType().Name}");
        }

        return turnOf.ToDecision();
    }

    public static SceneState Evolve(SceneState state, SceneFact fact) => fact switch
    {
        SceneFact.ReplyNoticed noticed => SceneFold.Notice(state, noticed),
        SceneFact.JobRequested requested => SceneFold.Request(state, requested),
        SceneFact.Decided decided => SceneFold.Decide(state, decided),
        SceneFact.TextChanged changed => SceneFold.ChangeText(state, changed),
        SceneFact.ReplyRemoved removed => SceneFold.Remove(state, removed),
        SceneFact.ReadingPostponed postponed => state with { Reply = state.Reply is { } reply ? reply with { Until = postponed.Until } : null },
        SceneFact.ReadingResumed resumed => SceneFold.Resume(state, resumed),
        SceneFact.JobPlanned planned => SceneFold.Plan(state, planned),
        SceneFact.JobSubmitted submitted => SceneFold.Change(state, submitted.Job, job => job with { Stage = SceneJobStage.Submitted, SubmittedAt = submitted.At }),
        SceneFact.JobWithdrawn withdrawn => SceneFold.Change(state, withdrawn.Job, job => job with { Withdrawal = withdrawn.Reason }),
        SceneFact.JobEnded ended => SceneFold.End(state, ended),
        SceneFact.BackgroundChanged changed => SceneFold.ChangeBackground(state, changed),
        SceneFact.ImageForgotten forgotten => SceneFold.Forget(state, forgotten),
        SceneFact.AttachmentWanted wanted => state with { Attachments = state.Attachments.SetItem(wanted.Attachment.Image.Value, wanted.Attachment) },
        SceneFact.AttachmentMade made => state with { Attachments = state.Attachments.Remove(made.Attachment.Image.Value) },
        _ => throw new UnreachableException($"Evolve has no case for {fact.GetType().Name}"),
    };

    public static ImmutableArray<Effect> Owed(SceneState state)
    {
        if (state.Chat is not { } chat)
            return [];
        var owed = ImmutableArray.CreateBuilder<Effect>();
        if (state.Reply is { Until: null } reply)
            owed.Add(SceneTurn.ToRead(state, chat, reply));
        foreach (var job in state.Jobs.Values)
        {
            if (job.Stage == SceneJobStage.Reading)
                owed.Add(SceneTurn.ToRead(state, chat, job.ReadId, job.Order));
            else if (job is { Plan: { } plan, SubmittedAt: { } at })
                owed.Add(SceneTurn.ToConnection(chat, job, plan, at));
        }

        foreach (var attachment in state.Attachments.Values)
            owed.Add(new Effect.AttachImage(chat, attachment));
        return owed.ToImmutable();
    }

    public static DateTimeOffset? Due(SceneState state) => state.Reply?.Until;

    public static bool IsAtRest(SceneState state) => state.Reply is null && state.Jobs.IsEmpty && state.Attachments.IsEmpty;

    public static UserId? Audience(SceneState stateAfter, SceneFact fact) => fact switch
    {
        SceneFact.JobRequested or SceneFact.Decided or SceneFact.JobEnded or SceneFact.BackgroundChanged or SceneFact.AttachmentMade => stateAfter.Chat?.User,
        _ => null,
    };
}
