using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

/// <summary>A chat whose people do anything in any order, and a host that answers, restarts and repeats itself at any time.</summary>
internal sealed class RandomChat(int seed)
{
    private const int Steps = 80;

    private static readonly string[] Places = ["dim tavern", "windy harbour", "pine forest", "castle gate"];
    private static readonly string[] Moods = ["tense", "calm", "joyful"];

    private readonly Random _random = new(seed);
    private readonly SceneStage _stage = new();
    private readonly StoryModel _model = new();
    private readonly Dictionary<(string, string), Scene> _scenes = [];
    private ScenePolicy _policy = Given.Policy;
    private int _messages;
    private int _images;

    public void Live()
    {
        for (var step = 0; step < Steps; step++)
        {
            Act();
            Check();
        }

        while (Answer()) { }
        Check();
        Assert.True(SceneBehaviour.IsAtRest(_stage.State), "Something waits for an answer that nobody owes.");
    }

    private void Act()
    {
        switch (_random.Next(24))
        {
            case < 5: Write(); break;
            case < 8: Edit(); break;
            case < 10: Remove(); break;
            case < 16: Answer(); break;
            case 16: Tell(new SceneCommand.RequestImage(Given.Chat, Given.Order($"job{_images++}", Pick(JobTrigger.Manual, JobTrigger.Force)))); break;
            case 17: Choose(); break;
            case 18: Delete(); break;
            case 19: Repeat(); break;
            case 20: ChangeSettings(); break;
            case 21: Restart(); break;
            case 22: Cancel(); break;
            default: _stage.Now += TimeSpan.FromSeconds(_random.Next(40)); break;
        }
    }

    private void Check()
    {
        if (_stage.State.Jobs.Values.All(job => job.Plan?.Target != OutputTarget.Background))
            Assert.Equal(_model.Expected, _stage.Shown());
        var submitted = _stage.State.Jobs.Values.Where(job => job.Stage == SceneJobStage.Submitted).Select(job => job.Plan?.Target).ToList();
        Assert.Equal(submitted.Distinct(), submitted);
    }

    private void Write()
    {
        var (message, version) = ($"m{_messages++}", "a");
        _scenes[(message, version)] = NextScene();
        _model.Write(message, version);
        Tell(new SceneCommand.NoticeReply(Given.Chat, MessageId.Of(message)) { Version = version });
    }

    /// <summary>Mostly of the newest reply; as often back to an earlier text as on to another one.</summary>
    private void Edit()
    {
        if (_model.Replies.Count == 0)
            return;
        var (message, before) = _model.Replies[^(1 + (_random.Next(4) == 0 ? _random.Next(_model.Replies.Count) : 0))];
        var version = Pick("a", "b", "c", "d");
        _scenes.TryAdd((message, version), _random.Next(2) == 0 ? _scenes[(message, before)] : NextScene());
        if (version != before)
            _model.Edit(message, version);
        Tell(new SceneCommand.NoticeText(Given.Chat, MessageId.Of(message), version));
    }

    private void Remove()
    {
        if (_model.Replies.Count == 0)
            return;
        var (message, _) = _model.Replies[^(1 + (_random.Next(3) == 0 ? _random.Next(_model.Replies.Count) : 0))];
        _model.Remove(message);
        Tell(new SceneCommand.NoticeRemoval(Given.Chat, MessageId.Of(message)));
    }

    /// <summary>One thing the world owes the scene; false when it owes nothing.</summary>
    private bool Answer()
    {
        if (_stage.Due is { } due && _stage.Owed.IsEmpty)
        {
            _stage.Now = due;
            Tell(new SceneCommand.TimeHasCome());
            return true;
        }

        if (_stage.Owed.IsEmpty)
            return false;
        switch (_stage.Owed[_random.Next(_stage.Owed.Length)])
        {
            case Effect.ReadScene read: Tell(new SceneCommand.SceneWasRead(read.Request.ReadId, Read(read.Request))); break;
            case Effect.TellConnection { Command: ConnectionCommand.SubmitJob submit }: End(submit.Ticket.Job); break;
            case Effect.TellConnection { Command: ConnectionCommand.WithdrawJob withdraw }: End(withdraw.Ticket.Job); break;
            case Effect.AttachImage attach: Tell(new SceneCommand.ImageWasAttached(attach.Attachment.Image)); break;
        }

        return true;
    }

    private SceneReadOutcome Read(SceneRequest request) => _random.Next(10) switch
    {
        0 when request.MayWait => new SceneReadOutcome.Postponed(TimeSpan.FromSeconds(_random.Next(5))),
        1 => new SceneReadOutcome.Failed("Nobody is there."),
        2 when request.Order.Trigger == JobTrigger.Automatic => new SceneReadOutcome.SwitchedOff("Off."),
        _ => new SceneReadOutcome.Read(
            SceneAt(request.Message), "rules", request.Message, _policy, new ConnectionChoice(Given.Connection, "offline", null, null))
        {
            Version = request.Message is { } message ? _model.Replies.Find(reply => reply.Message == message.Value).Version : null,
        },
    };

    private Scene SceneAt(MessageId? message) =>
        _model.Replies.FindLast(reply => message is null || reply.Message == message.Value.Value) is { Message: not null } reply ? _scenes[reply] : Given.Tavern;

    private void End(JobId job) => Tell(new SceneCommand.JobWasEnded(job, _random.Next(4) == 0
        ? JobEnd.Without(JobOutcome.Failed, "Down.", _stage.Now)
        : Given.Done($"image{_images++}", _stage.Now)));

    private void Choose()
    {
        if (_random.Next(3) > 0)
            Choose($"own{_images++}");
        else if (_stage.Tell(new SceneCommand.ClearBackground()).Facts.Length > 0)
            _model.Choose(null);
    }

    private void Choose(string image)
    {
        _model.Choose(image);
        Tell(new SceneCommand.ShowImage(Given.Chat, ImageId.Of(image), Given.Picture(image)));
    }

    private void Delete()
    {
        if (_stage.Shown() is not { } shown)
            return;
        _model.Delete(shown);
        Tell(new SceneCommand.ForgetImage(ImageId.Of(shown)) { Chat = Given.Chat });
    }

    private void Repeat()
    {
        foreach (var (message, version) in _model.Replies)
            Tell(new SceneCommand.NoticeReply(Given.Chat, MessageId.Of(message)) { Version = version });
    }

    private void ChangeSettings() => _policy = Given.Policy with
    {
        Threshold = 1 + _random.Next(3),
        Force = _random.Next(6) == 0,
        Return = Pick(Enum.GetValues<ReturnToPlace>()),
        Change = Pick(Enum.GetValues<ChangePolicy>()),
        Target = Pick(OutputTarget.Background, OutputTarget.Background, OutputTarget.AttachToMessage),
        MinimumGapMessages = _random.Next(3),
        MinimumGapSeconds = _random.Next(2) * 30,
    };

    private void Cancel()
    {
        if (!_stage.State.Jobs.IsEmpty)
            Tell(new SceneCommand.CancelJob(Pick([.. _stage.State.Jobs.Values]).Order.Job));
    }

    private void Restart()
    {
        var before = Given.Rendered(_stage.State);
        _stage.Recover();
        Assert.Equal(before, Given.Rendered(_stage.State));
    }

    private void Tell(SceneCommand command)
    {
        foreach (var fact in _stage.Tell(command).Facts)
            _model.Notice(fact);
    }

    private Scene NextScene() => new(
        Pick(Places), Pick(TimeOfDay.Dawn, TimeOfDay.Midday, TimeOfDay.Night), Pick("heavy rain", "clear sky"), Pick(Moods), "a silver lantern");

    private T Pick<T>(params T[] among) => among[_random.Next(among.Length)];
}
