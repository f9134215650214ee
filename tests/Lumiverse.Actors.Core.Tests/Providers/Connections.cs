using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Providers;

/// <summary>Sentences in which tests speak of connections.</summary>
internal static class Connections
{
    public static ConnectionStage With(ConnectionTerms terms)
    {
        var stage = new ConnectionStage();
        stage.Tell(new ConnectionCommand.TermsWereRead(terms));
        return stage;
    }

    public static Decision<ConnectionFact> Submit(this ConnectionStage stage, JobTicket ticket) =>
        stage.Tell(new ConnectionCommand.SubmitJob(ticket));

    public static Decision<ConnectionFact> Submit(this ConnectionStage stage, string job) => stage.Submit(Given.Ticket(job));

    public static Decision<ConnectionFact> Withdraw(this ConnectionStage stage, string job, WithdrawalReason reason) =>
        stage.Tell(new ConnectionCommand.WithdrawJob(Given.Ticket(job), reason));

    /// <summary>The call of a job ends.</summary>
    public static Decision<ConnectionFact> Answer(this ConnectionStage stage, string job, AttemptOutcome outcome) =>
        stage.Tell(new ConnectionCommand.AttemptWasEnded(stage.AttemptOf(job), outcome));

    public static Decision<ConnectionFact> Save(this ConnectionStage stage, string job) =>
        stage.Tell(new ConnectionCommand.ImageWasSaved(JobId.Of(job), Given.Saved()));

    public static Decision<ConnectionFact> Delete(this ConnectionStage stage) =>
        stage.Tell(new ConnectionCommand.NoticeProfile(Given.Chat.User, Given.Connection, null));

    /// <summary>Time goes by until the connection has something to do.</summary>
    public static Decision<ConnectionFact> WaitUntilDue(this ConnectionStage stage)
    {
        var due = stage.Due ?? throw new InvalidOperationException("The connection waits for nothing.");
        stage.Now = due > stage.Now ? due : stage.Now;
        return stage.Tell(new ConnectionCommand.TimeHasCome());
    }

    public static AttemptId AttemptOf(this ConnectionStage stage, string job) =>
        stage.State.Jobs[job].Attempt ?? throw new InvalidOperationException($"{job} is not being called.");

    public static QueuedJobStage StageOf(this ConnectionStage stage, string job) => stage.State.Jobs[job].Stage;

    public static JobEnd EndOf(this ConnectionStage stage, string job) =>
        Assert.Single(stage.Journal.OfType<ConnectionFact.JobEnded>(), ended => ended.Job.Value == job).End;

    /// <summary>Jobs whose calls a decision starts, in order.</summary>
    public static IEnumerable<string> Calls(this Decision<ConnectionFact> decision) =>
        decision.Effects.OfType<Effect.CallProvider>().Select(call => call.Ticket.Job.Value);

    /// <summary>The end that a scene is told in a decision.</summary>
    public static JobEnd ToldEnd(this Decision<ConnectionFact> decision) =>
        Assert.Single(decision.Effects.OfType<Effect.TellScene>().Select(tell => tell.Command).OfType<SceneCommand.JobWasEnded>()).End;
}
