using System.Collections.Immutable;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>One turn of a scene: facts are folded as they are decided, so that later rules see what earlier ones did.</summary>
internal sealed partial class SceneTurn(SceneState state, Turn turn)
{
    /// <summary>Jobs of one chat that have not ended. A person who clicks faster than that is told to wait.</summary>
    public const int MostLiveJobs = 16;

    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(5);

    private readonly ImmutableArray<SceneFact>.Builder _facts = ImmutableArray.CreateBuilder<SceneFact>();
    private readonly ImmutableArray<Effect>.Builder _effects = ImmutableArray.CreateBuilder<Effect>();
    private SceneState _state = state;

    /// <summary>Stands in a reading that has no job yet.</summary>
    public static ImageOrder NobodysOrder { get; } = ImageOrder.Automatic(default);

    public Decision<SceneFact> ToDecision() => new(_facts.ToImmutable(), _effects.ToImmutable());

    /// <summary>What a submitted job is owed: to be painted, or to be dropped.</summary>
    public static Effect ToConnection(ChatKey chat, SceneJob job, JobPlan plan, DateTimeOffset submittedAt)
    {
        var ticket = new JobTicket(
            job.Order.Job, chat, plan.Connection.Id, job.Order.Trigger, plan.Prompt, plan.Scene, plan.Seed,
            plan.Connection.CharacterId, plan.GenerationTimeoutSeconds, submittedAt)
        {
            Version = job.Order.Again?.Version,
            Pinned = job.Order.Again?.Call,
        };
        return new Effect.TellConnection(plan.Connection.Id, job.Withdrawal is { } reason
            ? new ConnectionCommand.WithdrawJob(ticket, reason)
            : new ConnectionCommand.SubmitJob(ticket));
    }

    public void Say(Answer answer) => _effects.Add(new Effect.Reply(answer));

    public void Request(ChatKey chat, ImageOrder order)
    {
        if (Standing(order.Job) is { } standing)
        {
            Say(standing);
            return;
        }

        if (_state.Jobs.Count >= MostLiveJobs)
        {
            Say(new Answer.Busy($"This chat has {MostLiveJobs} images under way. Wait for one to end, or cancel one.", BusyPause));
            return;
        }

        var readId = turn.NewId("read");
        Note(new SceneFact.JobRequested(chat, order, readId, turn.Now));
        _effects.Add(ToRead(_state, chat, readId, order));
        Say(new Answer.JobStands(order.Job, null));
    }

    public void UseReading(string readId, SceneReadOutcome outcome)
    {
        if (_state.Reply is { } reply && reply.ReadId == readId)
            UseReplyReading(reply, outcome);
        else if (_state.Jobs.Values.FirstOrDefault(job => job.ReadId == readId && job.Stage == SceneJobStage.Reading) is { } job)
            JudgeRequest(job, outcome);
    }

    public void EndSubmitted(JobId id, JobEnd end)
    {
        if (!_state.Jobs.TryGetValue(id.Value, out var job))
            return; // Told twice.
        end = LastWord(job, end);
        End(job, end);
        if (end is { Outcome: JobOutcome.Done, Image: { } image } && job.Plan is { } done)
            Attach(job, done, image.Id);
        if (job.Plan is { Target: OutputTarget.Background })
            ShowUnlessMoreComes(id);
        if (job.Plan is { } ended)
            Promote(ended.Target);
    }

    public void Cancel(JobId id)
    {
        if (_state.Jobs.TryGetValue(id.Value, out var job))
            Withdraw(job, WithdrawalReason.Cancelled);
        Say(Standing(id) is { } standing ? standing : new Answer.Missing("job"));
    }

    public void Show(SceneCommand.ShowImage show)
    {
        var picture = _state.Album.FindLast(known => known.Image == show.Image) ?? new Background(show.Image, show.Picture, null, null, null);
        Note(new SceneFact.BackgroundChanged(show.Chat, picture, _state.Wishes + 1, turn.Now));
        Say(new Answer.Done());
    }

    /// <summary>Clearing is a wish of its own, also while nothing is shown yet but something is on its way.</summary>
    public void Clear()
    {
        if (_state.Background is not null || _state.Jobs.Values.Any(job => job.Wish > _state.LatestBackgroundWish))
            Note(new SceneFact.BackgroundChanged(Chat, null, _state.Wishes + 1, turn.Now));
        Say(new Answer.Done());
    }

    /// <summary>Nobody wished for an empty background: an image on its way is still welcome.</summary>
    public void ForgetImage(SceneCommand.ForgetImage forget)
    {
        if (_state.Chat is { } chat && (_state.Remembers(forget.Image) || _state.Background?.Image == forget.Image))
            Note(new SceneFact.ImageForgotten(chat, forget.Image));
        if (_state.Background?.Image == forget.Image)
            Note(new SceneFact.BackgroundChanged(Chat, null, _state.LatestBackgroundWish, turn.Now) { IsRestored = true });
        if (forget.Chat is { } waiting)
            _effects.Add(new Effect.TellGallery(waiting.User, new GalleryCommand.ImageWasForgotten(forget.Image) { Chat = waiting.Chat }));
    }

    public void EndAttachment(ImageId image)
    {
        if (_state.Attachments.TryGetValue(image.Value, out var attachment))
            Note(new SceneFact.AttachmentMade(Chat, attachment));
    }

    public void RecallImage(ImageId image)
    {
        if (_state.Forgotten is { } background && background.Image == image)
            Note(new SceneFact.BackgroundChanged(Chat, background, _state.LatestBackgroundWish, turn.Now) { IsRestored = true });
    }

    public void ForgetChat()
    {
        foreach (var job in _state.Jobs.Values)
            Withdraw(job, WithdrawalReason.ChatDeleted);
        if (_state.Reply is { } reply)
            Note(Verdict.No("The chat was deleted.").ToFact(Chat, reply.ReadId, reply.Message, JobTrigger.Automatic, null, turn.Now));
        Clear();
    }

    private ChatKey Chat => _state.Chat ?? throw new InvalidOperationException("A scene with jobs knows its chat.");

    private void JudgeRequest(SceneJob job, SceneReadOutcome outcome)
    {
        var read = outcome as SceneReadOutcome.Read;
        var verdict = SceneJudge.Judge(_state, job.Order, outcome, turn.Now);
        Note(verdict.ToFact(Chat, job.ReadId, read?.Message, job.Order.Trigger, job.Order.Job, turn.Now));
        if (verdict.Generate && read is not null)
            Plan(job.Order.Job, read);
        else
            End(job, JobEnd.Without(verdict.IsFailure ? JobOutcome.Failed : JobOutcome.Refused, verdict.Reason, turn.Now));
    }

    private void Plan(JobId id, SceneReadOutcome.Read read)
    {
        var order = _state.Jobs[id.Value].Order;
        var prompt = PromptWriter.Write(order, read) ?? throw new InvalidOperationException("A verdict to paint has a prompt.");
        var target = order.Target ?? read.Policy.Target;
        Note(new SceneFact.JobPlanned(id, new JobPlan(
            read.Connection, prompt, order.Again?.Scene ?? read.Scene, read.Message, target, turn.NewImageSeed("seed"), read.Policy.GenerationTimeoutSeconds)));
        MakeWay(target);
        Promote(target);
    }

    /// <summary>
    /// A newer scene replaces what is not sent, but never what a person asked for when nobody asked for the newer one.
    /// Readings may end in another order than they began, so every pair is looked at.
    /// </summary>
    private void MakeWay(OutputTarget target)
    {
        var lane = _state.Jobs.Values.Where(job => job.Plan?.Target == target).ToList();
        foreach (var older in lane)
        {
            if (lane.Any(newer => newer.Wish > older.Wish && (newer.Order.IsExplicit || !older.Order.IsExplicit)))
                Withdraw(older, WithdrawalReason.Superseded);
        }
    }

    private void Withdraw(SceneJob job, WithdrawalReason reason)
    {
        if (job is not { Plan: { } plan, SubmittedAt: { } at })
        {
            End(job, Withdrawal.End(reason, turn.Now));
            ShowUnlessMoreComes();
        }
        else if (job.Withdrawal is null or WithdrawalReason.Superseded && job.Withdrawal != reason)
        {
            Note(new SceneFact.JobWithdrawn(job.Order.Job, reason));
            _effects.Add(ToConnection(Chat, job with { Withdrawal = reason }, plan, at));
        }
    }

    /// <summary>Submits the job whose turn it is, unless one of the same target is with a connection.</summary>
    private void Promote(OutputTarget target)
    {
        var lane = _state.Jobs.Values.Where(job => job.Plan?.Target == target).ToList();
        if (lane.Any(job => job.Stage == SceneJobStage.Submitted))
            return;
        var next = lane.OrderBy(job => job.Order.IsExplicit ? 0 : 1).ThenBy(job => job.Wish).FirstOrDefault();
        if (next is not { Plan: { } plan })
            return;
        Note(new SceneFact.JobSubmitted(next.Order.Job, turn.Now));
        _effects.Add(ToConnection(Chat, next, plan, turn.Now));
    }

    /// <summary>An image that came before the connection heard of the cancelling is kept, but the job stays cancelled.</summary>
    private JobEnd LastWord(SceneJob job, JobEnd end) =>
        end.Outcome == JobOutcome.Done && job.Withdrawal is { } reason and not WithdrawalReason.Superseded
            ? Withdrawal.End(reason, turn.Now) with { Image = end.Image }
            : end;

    private void End(SceneJob job, JobEnd end) => Note(new SceneFact.JobEnded(Chat, job.Order.Job, end));

    private Answer.JobStands? Standing(JobId id) =>
        _state.Jobs.ContainsKey(id.Value) ? new Answer.JobStands(id, null)
        : _state.RecentEnds.FirstOrDefault(ended => ended.Job == id) is { } ended ? new Answer.JobStands(id, ended.End)
        : null;

    private void Note(SceneFact fact)
    {
        _facts.Add(fact);
        _state = SceneBehaviour.Evolve(_state, fact);
    }
}
