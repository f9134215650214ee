using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Tests.Providers;

public sealed class Ends_of_calls
{
    public static TheoryData<AttemptOutcome, JobOutcome> LastCalls => new()
    {
        { new AttemptOutcome.NotStarted("The key is wrong.", false, null), JobOutcome.Failed },
        { new AttemptOutcome.Refused("Against the rules."), JobOutcome.Refused },
        { new AttemptOutcome.Unusable("Not a picture."), JobOutcome.Failed },
        { new AttemptOutcome.Ambiguous("The line went dead."), JobOutcome.Uncertain },
        { new AttemptOutcome.Lost(), JobOutcome.Uncertain },
    };

    public static TheoryData<AttemptOutcome, bool> RepeatedCalls => new()
    {
        { Given.Throttled(), false },
        { new AttemptOutcome.FailedUncharged("Crashed.", null), false },
        { new AttemptOutcome.Ambiguous("The line went dead."), true },
        { new AttemptOutcome.Lost(), true },
    };

    [Theory, MemberData(nameof(LastCalls))]
    public void A_paid_call_that_must_not_be_repeated_is_the_last_one(AttemptOutcome outcome, JobOutcome end)
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        stage.Answer("job", outcome);
        Assert.Equal(end, stage.EndOf("job").Outcome);
        Assert.Single(stage.Journal.OfType<ConnectionFact.AttemptStarted>());
        Assert.Equal(outcome is AttemptOutcome.Ambiguous or AttemptOutcome.Lost or AttemptOutcome.Unusable, stage.EndOf("job").MayHaveBeenCharged);
    }

    [Theory, MemberData(nameof(RepeatedCalls))]
    public void A_call_that_may_be_repeated_is_repeated_after_a_pause(AttemptOutcome outcome, bool onlyWhenFree)
    {
        var stage = Connections.With(onlyWhenFree ? Given.Free : Given.Paid);
        stage.Submit("job");
        stage.Answer("job", outcome);
        Assert.Equal(["job"], stage.WaitUntilDue().Calls());
    }

    [Fact]
    public void A_job_that_fails_again_and_again_is_given_up()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        for (var i = 1; i < RetryPolicy.MostAttempts; i++)
        {
            stage.Answer("job", new AttemptOutcome.FailedUncharged("Crashed.", null));
            stage.WaitUntilDue();
        }

        stage.Answer("job", new AttemptOutcome.FailedUncharged("Crashed.", null));
        Assert.Equal("Crashed. Given up after 5 tries.", stage.EndOf("job").Reason);
    }

    [Theory]
    [InlineData(null, true, "It may have been charged; retry only if you accept to pay twice.")]
    [InlineData(true, true, "The account's balance shows that it was charged: a retry is paid for once more.")]
    [InlineData(false, false, "The account's balance shows that nothing was charged: a retry is safe.")]
    public void A_balance_says_what_a_call_of_unknown_outcome_cost(bool? wasCharged, bool mayHaveBeenCharged, string words)
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        stage.Answer("job", new AttemptOutcome.Ambiguous("The line went dead.", wasCharged));
        var end = stage.EndOf("job");
        Assert.Equal((JobOutcome.Uncertain, mayHaveBeenCharged, $"The line went dead. {words}"), (end.Outcome, end.MayHaveBeenCharged, end.Reason));
        Assert.Single(stage.Journal.OfType<ConnectionFact.AttemptStarted>());
    }

    [Fact]
    public void What_an_earlier_call_may_have_cost_is_not_forgotten()
    {
        var stage = Connections.With(Given.Free);
        stage.Submit("job");
        stage.Tell(new ConnectionCommand.TermsWereRead(Given.Paid));
        stage.Answer("job", new AttemptOutcome.Ambiguous("The line went dead."));
        Assert.True(stage.EndOf("job").MayHaveBeenCharged);
    }

    [Fact]
    public void Not_beginning_without_a_word_is_borne_longer_than_failing()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        for (var i = 1; i < RetryPolicy.MostThrottles; i++)
        {
            stage.Answer("job", Given.Throttled());
            stage.WaitUntilDue();
        }

        Assert.Equal(QueuedJobStage.Calling, stage.StageOf("job"));
        stage.Answer("job", Given.Throttled());
        Assert.Equal(JobOutcome.Failed, stage.EndOf("job").Outcome);
    }

    [Fact]
    public void Whoever_is_told_when_to_come_back_comes_back_for_an_hour()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        var calls = 0;
        for (; stage.Now <= Given.Noon + RetryPolicy.LongestAsking; calls++)
        {
            stage.Answer("job", Given.Throttled(TimeSpan.FromSeconds(2)));
            stage.WaitUntilDue();
        }

        Assert.True(calls > RetryPolicy.MostThrottles, $"{calls} calls");
        stage.Answer("job", Given.Throttled(TimeSpan.FromSeconds(2)));
        Assert.Equal("Too many requests. Given up after an hour of coming back.", stage.EndOf("job").Reason);
    }

    [Fact]
    public void Patience_with_one_kind_of_waiting_is_not_used_up_by_the_other()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        for (var i = 0; i < RetryPolicy.MostThrottles; i++)
        {
            stage.Answer("job", Given.Throttled(TimeSpan.FromSeconds(2)));
            stage.WaitUntilDue();
        }

        stage.Answer("job", Given.Throttled());
        stage.WaitUntilDue();
        stage.Answer("job", new AttemptOutcome.FailedUncharged("Crashed.", null));
        Assert.Equal(QueuedJobStage.Waiting, stage.StageOf("job"));
    }

    [Fact]
    public void An_image_is_stored_with_the_prompt_that_was_sent()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        var sent = Given.Call with { Prompt = new("A place, masterpiece.", "lowres") };
        stage.Answer("job", new AttemptOutcome.Succeeded(Given.Picture(), sent));
        var image = stage.State.Jobs["job"].Image;
        Assert.Equal(("A place, masterpiece.", "lowres"), (image?.Prompt, image?.NegativePrompt));
    }

    [Fact]
    public void An_image_that_was_found_after_a_crash_is_stored_with_the_prompt_of_its_job()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        stage.Answer("job", Given.Succeeded());
        Assert.Equal("A place.", stage.State.Jobs["job"].Image?.Prompt);
    }

    [Fact]
    public void A_throttled_connection_waits_at_least_as_long_as_it_was_told_with_all_its_jobs()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("first");
        stage.Submit("second");
        stage.Answer("first", Given.Throttled(TimeSpan.FromMinutes(2)));
        Assert.Empty(stage.TellAfter(TimeSpan.FromSeconds(119), new ConnectionCommand.TimeHasCome()).Calls());
        Assert.Single(stage.WaitUntilDue().Calls());
        Assert.Equal(Given.Noon.AddMinutes(2), stage.Now);
    }

    [Fact]
    public void A_shorter_pause_does_not_cut_a_longer_one()
    {
        var stage = Connections.With(Given.Paid with { ConcurrentCalls = 2 });
        stage.Submit("first");
        stage.Submit("second");
        stage.Answer("first", Given.Throttled(TimeSpan.FromMinutes(3)));
        stage.Answer("second", Given.Throttled(TimeSpan.FromMinutes(1)));
        Assert.Equal(Given.Noon.AddMinutes(3), stage.State.PausedUntil);
    }

    [Fact]
    public void A_picture_is_brought_to_the_gallery_until_it_is_saved_and_then_never_again()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        var attempt = stage.AttemptOf("job");
        var brought = Assert.Single(stage.Answer("job", Given.Succeeded()).Effects.All<Effect.TellGallery>());
        stage.Recover();
        Assert.Equal(Given.Rendered(brought), Given.Rendered(Assert.Single(stage.Owed)));
        Assert.Equal(attempt, Assert.Single(stage.Save("job").Effects.All<Effect.DiscardStaged>()).Attempt);
        Assert.Empty(stage.Owed);
        Assert.Empty(stage.Save("job").Facts);
        Assert.Equal(JobOutcome.Done, stage.EndOf("job").Outcome);
    }

    [Fact]
    public void An_end_that_is_told_twice_counts_once()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        var attempt = stage.AttemptOf("job");
        stage.Answer("job", Given.Succeeded());
        Assert.Empty(stage.Tell(new ConnectionCommand.AttemptWasEnded(attempt, new AttemptOutcome.Lost())).Facts);
    }

    [Fact]
    public void Bytes_of_no_use_are_discarded()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        var attempt = stage.AttemptOf("job");
        var discarded = stage.Answer("job", new AttemptOutcome.Unusable("Not a picture.")).Effects.All<Effect.DiscardStaged>();
        Assert.Equal(attempt, Assert.Single(discarded).Attempt);
    }

    [Fact]
    public void After_a_crash_a_call_is_looked_for_and_not_made_again()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        var attempt = stage.AttemptOf("job");
        stage.Recover();
        Assert.Equal(attempt, Assert.IsType<Effect.RecoverCall>(Assert.Single(stage.Owed)).Attempt);
        Assert.Empty(stage.Tell(new ConnectionCommand.TimeHasCome()).Calls());
    }

    [Fact]
    public void The_intent_to_call_is_journalled_with_the_call()
    {
        var decision = Connections.With(Given.Paid).Submit("job");
        var started = Assert.Single(decision.Facts.OfType<ConnectionFact.AttemptStarted>());
        Assert.Equal(started.Attempt, Assert.Single(decision.Effects.All<Effect.CallProvider>()).Attempt);
    }

    [Fact]
    public void Nothing_that_is_owed_is_a_reply_or_a_new_call()
    {
        var stage = Connections.With(Given.Paid with { ConcurrentCalls = 3 });
        stage.Submit("calling");
        stage.Submit("saving");
        stage.Answer("saving", Given.Succeeded());
        stage.Submit("leaving");
        stage.Withdraw("leaving", WithdrawalReason.Cancelled);
        Assert.Equal(4, stage.Owed.Length);
        Assert.All(stage.Owed, effect => Assert.False(effect is Effect.Reply or Effect.CallProvider));
    }
}
