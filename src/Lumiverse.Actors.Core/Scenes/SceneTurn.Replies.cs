using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Scenes;

// What the host says about the text of the chat, and what stands behind it.
internal sealed partial class SceneTurn
{
    /// <summary>However short the pauses of a chat are, its scene is read once a minute: somebody may look at it.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>The reading that a reply is owed.</summary>
    public static Effect ToRead(SceneState state, ChatKey chat, PendingReply reply) => new Effect.ReadScene(
        new SceneRequest(reply.ReadId, chat, reply.Message, state.Seen, NobodysOrder) { PreviousAt = state.SeenAt, MayWait = !reply.HasWaited });

    /// <summary>The reading that a request is owed.</summary>
    public static Effect ToRead(SceneState state, ChatKey chat, string readId, ImageOrder order) =>
        new Effect.ReadScene(new SceneRequest(readId, chat, null, state.Seen, order) { PreviousAt = state.SeenAt });

    public void NoticeReply(SceneCommand.NoticeReply notice)
    {
        Say(new Answer.Done());
        if (_state.Trail.Find(notice.Message) is { } known)
            ChangeText(notice.Chat, notice.Message, notice.Version.Length > 0 ? notice.Version : known.Version);
        else if (!_state.RecentReplies.Contains(notice.Message))
            Read(notice.Chat, notice.Message, notice.Version);
    }

    public void NoticeText(SceneCommand.NoticeText notice)
    {
        Say(new Answer.Done());
        ChangeText(notice.Chat, notice.Message, notice.Version);
    }

    public void NoticeRemoval(SceneCommand.NoticeRemoval notice)
    {
        Say(new Answer.Done());
        if (_state.Trail.Find(notice.Message) is null)
            return;
        var pending = _state.Reply;
        Note(new SceneFact.ReplyRemoved(notice.Chat, notice.Message, turn.Now));
        if (pending?.Message == notice.Message)
            PutOnRecord(pending, "The reply was deleted before it was judged.");
        foreach (var job in _state.Jobs.Values.Where(job => job.For?.Message == notice.Message && job.Order.Trigger == JobTrigger.Automatic))
            Withdraw(job, WithdrawalReason.Superseded);
        if (_state is { Reply: null, Trail.Newest: { Text.IsJudged: false } newest })
            Read(notice.Chat, newest.Message, newest.Version);
        Show();
    }

    /// <summary>A reading that was put off is begun when its time has come.</summary>
    public void LookAtTheClock()
    {
        if (_state.Reply?.Until <= turn.Now)
            Resume();
    }

    /// <summary>What is not known here was said before the first reply that is remembered, or is none: it changes nothing.</summary>
    private void ChangeText(ChatKey chat, MessageId message, string version)
    {
        if (_state.Trail.Find(message) is not { } known || known.Version == version)
            return;
        Note(new SceneFact.TextChanged(chat, message, version, turn.Now));
        if (_state.Trail.Newest is { Text.IsJudged: false } newest && newest.Message == message)
            Read(chat, message, version);
        Show();
    }

    private void Read(ChatKey chat, MessageId message, string version)
    {
        var older = _state.Reply;
        Note(new SceneFact.ReplyNoticed(chat, message, turn.NewId("read"), turn.Now) { Version = version });
        if (older is not null && older.Message != message)
            PutOnRecord(older, "Superseded by a newer reply before it was judged.");
        if (_state.Reply is { } reply)
            _effects.Add(ToRead(_state, chat, reply));
    }

    private void PutOnRecord(PendingReply reply, string reason) =>
        Note(Verdict.No(reason).ToFact(Chat, reply.ReadId, reply.Message, JobTrigger.Automatic, null, turn.Now));

    private void UseReplyReading(PendingReply reply, SceneReadOutcome outcome)
    {
        if (outcome is SceneReadOutcome.Postponed postponed)
        {
            Postpone(reply, postponed.Pause);
            return;
        }

        // The host's word of an edit may be on its way still; what was read counts.
        if (outcome is SceneReadOutcome.Read { Version: { } version, Message: { } message } && message == reply.Message && version != _state.Trail.Find(message)?.Version)
            Note(new SceneFact.TextChanged(Chat, message, version, turn.Now));
        if (_state.Reply is { } standing)
            JudgeReply(standing, outcome);
        else
            Show();
    }

    private void Postpone(PendingReply reply, TimeSpan pause)
    {
        var until = (reply.At ?? turn.Now) + pause;
        var latest = (reply.Since ?? turn.Now) + LongestWait;
        until = until < latest ? until : latest;
        if (until > turn.Now)
            Note(new SceneFact.ReadingPostponed(reply.ReadId, until));
        else
            Resume();
    }

    /// <summary>Under an id of its own: the reading that was put off may not have left the stage yet.</summary>
    private void Resume()
    {
        Note(new SceneFact.ReadingResumed(turn.NewId("read")));
        if (_state.Reply is { } reply)
            _effects.Add(ToRead(_state, Chat, reply));
    }

    private void JudgeReply(PendingReply reply, SceneReadOutcome outcome)
    {
        var job = JobId.Of(turn.NewId("job"));
        var verdict = SceneJudge.Judge(_state, ImageOrder.Automatic(job), outcome, turn.Now);
        var decided = verdict.ToFact(Chat, reply.ReadId, reply.Message, JobTrigger.Automatic, verdict.Generate ? job : null, turn.Now);
        Note(decided with { Version = _state.Trail.Find(reply.Message)?.Version });
        if (verdict.Generate && outcome is SceneReadOutcome.Read read)
        {
            Note(new SceneFact.JobRequested(Chat, ImageOrder.Automatic(job), reply.ReadId, turn.Now));
            Plan(job, read);
        }

        ShowUnlessMoreComes();
    }

    /// <summary>What belongs behind the chat as it stands is shown.</summary>
    /// <param name="ended">The job that has just ended; its image comes to be, every other one comes back.</param>
    private void Show(JobId? ended = null)
    {
        var behind = _state.Trail.Behind;
        if (behind?.Image?.Image == _state.Background?.Image)
            return;
        bool? isRestored = ended is not null && behind?.Image?.Job == ended ? null : true;
        Note(new SceneFact.BackgroundChanged(Chat, behind?.Image, behind?.Wish ?? 0, turn.Now) { IsRestored = isRestored });
    }

    /// <summary>A background that is about to be replaced is not worth a flicker.</summary>
    private void ShowUnlessMoreComes(JobId? ended = null)
    {
        var behind = _state.Trail.Behind;
        if (!_state.Jobs.Values.Any(job => WillStandBefore(job, behind)))
            Show(ended);
    }

    private bool WillStandBefore(SceneJob job, Backdrop? behind) =>
        job is { Plan.Target: OutputTarget.Background, Withdrawal: null } && job.Wish > (behind?.Wish ?? 0) && _state.Trail.Passes(job.For);

    private void Attach(SceneJob job, JobPlan plan, ImageId image)
    {
        if (plan.Target is OutputTarget.AttachToMessage or OutputTarget.ChatAttachment
            && (job.Order.AttachTo ?? plan.Message ?? job.For?.Message) is { } message)
        {
            var attachment = new SceneAttachment(message, image, plan.Target);
            Note(new SceneFact.AttachmentWanted(Chat, attachment));
            _effects.Add(new Effect.AttachImage(Chat, attachment));
        }
    }
}
