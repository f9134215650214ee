using System.Collections.Immutable;
using System.Diagnostics;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>
/// Owns a chat's scene and its jobs. Promises: one decision per reply; at most one job per target is with a connection;
/// a newer scene replaces a job that is not sent, unless a person asked for that one; every job ends once; the background
/// is never older than the latest wish.
/// States of a job: reading → waiting → submitted → ended.
/// Timers: none; what is owed (readings, submitted jobs) is asked for again by the host until it is answered.
/// </summary>
public sealed class SceneBehaviour : IBehaviour<SceneState, SceneCommand, SceneFact>
{
    public static SceneState Initial { get; } = new();

    public static Decision<SceneFact> Decide(SceneState state, SceneCommand command, Turn turn)
    {
        var turnOf = new SceneTurn(state, turn);
        switch (command)
        {
            case SceneCommand.NoticeReply notice: turnOf.NoticeReply(notice.Chat, notice.Message); break;
            case SceneCommand.RequestImage request: turnOf.Request(request.Chat, request.Order); break;
            case SceneCommand.SceneWasRead read: turnOf.UseReading(read.ReadId, read.Outcome); break;
            case SceneCommand.JobWasEnded ended: turnOf.EndSubmitted(ended.Job, ended.End); break;
            case SceneCommand.CancelJob cancel: turnOf.Cancel(cancel.Job); break;
            case SceneCommand.ShowImage show: turnOf.Show(show); break;
            case SceneCommand.ClearBackground: turnOf.Clear(); break;
            case SceneCommand.ForgetImage forget: turnOf.ForgetImage(forget.Image); break;
            case SceneCommand.RecallImage recall: turnOf.RecallImage(recall.Image); break;
            case SceneCommand.ForgetChat: turnOf.ForgetChat(); break;
            case SceneCommand.GetScene: turnOf.Say(new Answer.SceneIs(new SceneView(state.Seen, state.PicturedFor(OutputTarget.Background), state.SeenAt, state.Extractor))); break;
            case SceneCommand.GetBackground: turnOf.Say(new Answer.BackgroundIs(state.Background)); break;
            case SceneCommand.TimeHasCome: break;
            default: throw new UnreachableException($"Decide has no case for {command.GetType().Name}");
        }

        return turnOf.ToDecision();
    }

    public static SceneState Evolve(SceneState state, SceneFact fact) => fact switch
    {
        SceneFact.ReplyNoticed noticed => SceneFold.Notice(state, noticed),
        SceneFact.JobRequested requested => SceneFold.Request(state, requested),
        SceneFact.Decided decided => SceneFold.Decide(state, decided),
        SceneFact.JobPlanned planned => SceneFold.Change(state, planned.Job, job => job with { Stage = SceneJobStage.Waiting, Plan = planned.Plan }),
        SceneFact.JobSubmitted submitted => SceneFold.Change(state, submitted.Job, job => job with { Stage = SceneJobStage.Submitted, SubmittedAt = submitted.At }),
        SceneFact.JobWithdrawn withdrawn => SceneFold.Change(state, withdrawn.Job, job => job with { Withdrawal = withdrawn.Reason }),
        SceneFact.JobEnded ended => SceneFold.End(state, ended),
        SceneFact.BackgroundChanged changed => SceneFold.ChangeBackground(state, changed),
        _ => throw new UnreachableException($"Evolve has no case for {fact.GetType().Name}"),
    };

    public static ImmutableArray<Effect> Owed(SceneState state)
    {
        if (state.Chat is not { } chat)
            return [];
        var owed = ImmutableArray.CreateBuilder<Effect>();
        if (state.Reply is { } reply)
            owed.Add(new Effect.ReadScene(new SceneRequest(reply.ReadId, chat, reply.Message, state.Seen, SceneTurn.NobodysOrder) { PreviousAt = state.SeenAt }));
        foreach (var job in state.Jobs.Values)
        {
            if (job.Stage == SceneJobStage.Reading)
                owed.Add(new Effect.ReadScene(new SceneRequest(job.ReadId, chat, null, state.Seen, job.Order) { PreviousAt = state.SeenAt }));
            else if (job is { Plan: { } plan, SubmittedAt: { } at })
                owed.Add(SceneTurn.ToConnection(chat, job, plan, at));
        }

        return owed.ToImmutable();
    }

    public static DateTimeOffset? Due(SceneState state) => null;

    public static bool IsAtRest(SceneState state) => state.Reply is null && state.Jobs.IsEmpty;

    public static UserId? Audience(SceneState stateAfter, SceneFact fact) => fact switch
    {
        SceneFact.JobRequested or SceneFact.Decided or SceneFact.JobEnded or SceneFact.BackgroundChanged => stateAfter.Chat?.User,
        _ => null,
    };
}
