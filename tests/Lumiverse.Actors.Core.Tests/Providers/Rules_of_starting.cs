using CsCheck;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Providers;

public sealed class Rules_of_starting
{
    [Fact]
    public void Force_goes_before_generate_and_generate_before_automatic()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("running");
        stage.Submit(Given.Ticket("automatic", JobTrigger.Automatic, "a"));
        stage.Submit(Given.Ticket("manual", JobTrigger.Manual, "b"));
        stage.Submit(Given.Ticket("force", JobTrigger.Force, "c"));
        Assert.Equal(["force", "manual", "automatic"], Queue(stage));
    }

    [Fact]
    public void What_nobody_asked_for_is_not_put_off_for_ever()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("running");
        stage.Submit(Given.Ticket("automatic", JobTrigger.Automatic, "a"));
        stage.Now += TimeSpan.FromMinutes(20);
        stage.Submit(Given.Ticket("force", JobTrigger.Force, "b") with { SubmittedAt = stage.Now });
        Assert.Equal(["automatic", "force"], Queue(stage));
    }

    [Fact]
    public void Chats_take_turns_inside_a_priority()
    {
        var stage = Connections.With(Given.Paid);
        foreach (var job in new[] { "running", "a1", "a2", "b1", "b2" })
            stage.Submit(Given.Ticket(job, chat: job[..1]));
        var called = new List<string> { "running" };
        while (called.Count < 5)
        {
            stage.Answer(called[^1], new AttemptOutcome.Refused("No."));
            called.Add(stage.State.Jobs.Values.Single(job => job.Stage == QueuedJobStage.Calling).Ticket.Job.Value);
        }

        Assert.Equal(["running", "a1", "b1", "a2", "b2"], called);
    }

    [Fact]
    public void As_many_calls_are_in_flight_as_the_terms_allow()
    {
        var stage = Connections.With(Given.Paid with { ConcurrentCalls = 2 });
        Assert.Equal([1, 1, 0], new[] { "a", "b", "c" }.Select(job => stage.Submit(job).Calls().Count()));
        Assert.Equal(["c"], stage.Answer("a", new AttemptOutcome.Refused("No.")).Calls());
    }

    [Fact]
    public void Without_terms_jobs_wait_until_they_are_read()
    {
        var stage = new ConnectionStage();
        Assert.Single(stage.Submit("job").Effects.All<Effect.ReadTerms>());
        Assert.IsType<Effect.ReadTerms>(Assert.Single(stage.Owed));
        Assert.Equal(["job"], stage.Tell(new ConnectionCommand.TermsWereRead(Given.Paid)).Calls());
    }

    [Fact]
    public void The_breaker_opens_after_failures_in_a_row_lets_one_probe_through_and_closes_on_success()
    {
        var stage = Connections.With(Given.Paid with { ConcurrentCalls = 3 });
        FailUntilOpen(stage);
        stage.Submit("a");
        stage.Submit("b");
        Assert.True(stage.State.Breaker.IsOpen);
        var openUntil = stage.State.Breaker.OpenUntil;
        Assert.Single(stage.WaitUntilDue().Calls());
        Assert.Equal(openUntil, stage.Now);
        Assert.Equal(["b"], stage.Answer("a", Given.Succeeded()).Calls());
        Assert.False(stage.State.Breaker.IsOpen);
    }

    [Fact]
    public void A_probe_that_fails_opens_it_for_twice_as_long()
    {
        var stage = Connections.With(Given.Paid);
        FailUntilOpen(stage);
        stage.Submit("probe");
        stage.WaitUntilDue();
        stage.Answer("probe", new AttemptOutcome.FailedUncharged("Down.", null));
        Assert.Equal(stage.Now + CircuitBreaker.FirstPause * 2, stage.State.Breaker.OpenUntil);
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(1, 60)]
    [InlineData(4, 480)]
    [InlineData(5, 600)]
    [InlineData(1000, 600)]
    public void The_breaker_is_patient_within_bounds(int openings, int seconds)
    {
        var breaker = new CircuitBreaker(CircuitBreaker.FailuresToOpen - 1, openings, null);
        Assert.Equal(TimeSpan.FromSeconds(seconds), breaker.PauseAfterFailure(Given.Noon));
    }

    [Fact]
    public void Back_off_grows_is_jittered_and_never_less_than_what_was_asked_for() =>
        Gen.Int[0, 100].Select(Gen.ULong, Gen.Int[0, 600]).Sample((failures, seed, asked) =>
        {
            var pause = RetryPolicy.BackOff(failures, TimeSpan.FromSeconds(asked), new Turn(Given.Noon, 0, seed));
            var ceiling = TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, failures)));
            return pause >= TimeSpan.FromSeconds(asked) && pause <= TimeSpan.FromSeconds(Math.Max(asked, ceiling.TotalSeconds));
        });

    /// <summary>Any series of takes, each as early as the bucket says, stays under burst plus rate in every window.</summary>
    [Fact]
    public void A_bucket_never_gives_more_than_burst_and_rate() =>
        Gen.Double[0.1, 120].Select(Gen.Int[1, 5], Gen.Int[0, 40_000].Array[5, 60]).Sample((perMinute, burst, pauses) =>
        {
            var terms = new ConnectionTerms(1, perMinute, burst, false);
            var (bucket, now, starts) = (TokenBucket.Untouched, Given.Noon, new List<DateTimeOffset>());
            foreach (var pause in pauses)
            {
                var asked = now + TimeSpan.FromMilliseconds(pause);
                var ready = bucket.ReadyAt(terms, asked);
                now = ready > asked ? ready : asked;
                Assert.True(bucket.ReadyAt(terms, now) <= now, "ready when it said so");
                bucket = bucket.Take(terms, now);
                starts.Add(now);
                Assert.All(starts, (start, i) => Assert.True(starts.Count - i <= burst + (now - start).TotalMinutes * perMinute + 1e-3));
            }
        }, iter: 200);

    [Fact]
    public void A_clock_that_steps_back_neither_fills_nor_drains_a_bucket()
    {
        var terms = new ConnectionTerms(1, 60, 1, false);
        var bucket = TokenBucket.Untouched.Take(terms, Given.Noon);
        Assert.Equal(Given.Noon.AddSeconds(-4), bucket.ReadyAt(terms, Given.Noon.AddSeconds(-5)));
        Assert.Equal(Given.Noon, bucket.Take(terms, Given.Noon.AddSeconds(-5)).At);
    }

    private static void FailUntilOpen(ConnectionStage stage)
    {
        for (var i = 0; i < CircuitBreaker.FailuresToOpen; i++)
        {
            stage.Submit($"fails{i}");
            stage.Answer($"fails{i}", new AttemptOutcome.Unusable("Noise."));
        }
    }

    private static IEnumerable<string> Queue(ConnectionStage stage)
    {
        var reply = Assert.Single(stage.Tell(new ConnectionCommand.GetQueue()).Effects.All<Effect.Reply>());
        return Assert.IsType<Answer.QueueIs>(reply.Answer).Waiting.Select(job => job.Value);
    }
}
