using System.Collections.Immutable;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Simulation;
using Xunit.Abstractions;

namespace Lumiverse.Actors.Engine.Tests.Driven;

/// <summary>The hosting actors, with an outside that is made up.</summary>
public sealed class DrivenTests(ITestOutputHelper output) : DrivenWorld
{
    public static TheoryData<ulong> Seeds => DrivenSeeds.All(usual: 8);

    [Theory, MemberData(nameof(Seeds))]
    public async Task Hosted_actors_keep_the_promises_though_journal_provider_and_messages_fail(ulong seed)
    {
        output.WriteLine(DrivenSeeds.HowToReplay(seed, GetType()));
        var outside = await LiveAsync(seed);

        var ends = DrivenPromises.Judge([.. Facts], outside.Calls);
        Assert.True(ends.GetValueOrDefault("Done") > 0, $"Seed {seed} painted nothing: {Rendered.Of(ends)}");
        AssertEverybodyLeaves();
    }

    [Fact]
    public async Task A_journal_or_a_provider_that_tells_of_a_broken_promise_is_caught()
    {
        var calls = (await LiveAsync(1)).Calls;
        ImmutableArray<object> facts = [.. Facts];
        var paid = calls.First(call => call.Outcome is AttemptOutcome.Succeeded);
        var end = facts.OfType<SceneFact.JobEnded>().First();
        var attempt = facts.First(fact => fact is ConnectionFact.AttemptEnded);
        var image = facts.First(fact => fact is GalleryFact.ImageAdded);
        var refused = JobId.Of("refused");

        AssertBroken("An accepted job is never lost", facts.Remove(end), calls);
        AssertBroken("A job ends exactly once", facts.Add(end), calls);
        AssertBroken("An attempt ends once", facts.Add(attempt), calls);
        AssertBroken("An image is added once", facts.Add(image), calls);
        AssertBroken("The image of a job is in the gallery", facts.Remove(image), calls);
        AssertBroken("Pictures are painted by somebody", facts, calls.Remove(paid));
        AssertBroken("An attempt is called once", facts, calls.Add(paid));
        AssertBroken("The intent is durable before the call", facts, calls.Replace(paid, paid with { WasIntended = false }));
        AssertBroken("A paid call of unknown outcome is never repeated", facts, calls.Add(paid with { Attempt = AttemptId.Of("again") }));
        AssertBroken(
            "What was paid is accounted for",
            facts.AddRange(
                new SceneFact.JobRequested(end.Chat, ImageOrder.Automatic(refused), "read", default),
                new SceneFact.JobEnded(end.Chat, refused, JobEnd.Without(JobOutcome.Refused, "", default))),
            calls.Add(paid with { Job = refused, Attempt = AttemptId.Of("charged") }));
    }

    private static void AssertBroken(string promise, ImmutableArray<object> facts, ImmutableArray<ScriptedCall> calls) =>
        Assert.Equal(promise, Assert.Throws<BrokenPromiseException>(() => DrivenPromises.Judge(facts, calls)).Promise);

    private async Task<ScriptedOutside> LiveAsync(ulong seed)
    {
        var outside = new ScriptedOutside(seed, Journal, Entities);
        await LiveAsync(outside);
        return outside;
    }
}
