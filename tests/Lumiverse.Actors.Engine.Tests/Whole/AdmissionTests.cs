using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Gateway;

namespace Lumiverse.Actors.Engine.Tests.Whole;

public sealed class AdmissionTests
{
    private static readonly ChatKey Chat = new(UserId.Of("ann"), ChatId.Of("harbour"));
    private readonly Admission _admission = new();

    [Fact]
    public void One_actor_takes_so_many_asks_and_others_are_not_affected()
    {
        var places = Enumerable.Range(0, Admission.MostAsksPerActor).Select(_ => Enter("harbour").Place).ToArray();

        Assert.All(places, Assert.NotNull);
        AssertRefused(Enter("harbour"));
        Assert.NotNull(Enter("meadow").Place);
        places[0]?.Dispose();
        Assert.NotNull(Enter("harbour").Place);
    }

    [Fact]
    public void A_process_takes_so_many_asks()
    {
        for (var ask = 0; ask < Admission.MostAsks; ask++)
            Assert.NotNull(Enter($"{ask}").Place);

        AssertRefused(Enter("one too many"));
        Assert.Equal(Admission.MostAsks, _admission.Asks);
    }

    [Fact]
    public void A_process_holds_so_many_bytes_of_prompts()
    {
        var half = new string('x', (int)(Admission.MostBytes / 4));
        var first = Enter("one", half).Place;
        Assert.NotNull(first);
        Assert.NotNull(Enter("two", half).Place);

        AssertRefused(Enter("three", "a little more"));
        first.Dispose();
        Assert.NotNull(Enter("three", "a little more").Place);
    }

    [Fact]
    public void A_server_that_goes_down_takes_nothing()
    {
        _admission.Close();

        var (place, refusal) = Enter("harbour");
        Assert.Null(place);
        Assert.True(Assert.IsType<Answer.GoingDown>(refusal).RetryAfter > TimeSpan.Zero);
        Assert.Equal(0, _admission.Asks);
    }

    [Fact]
    public async Task Places_are_given_back_under_contention()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var ask = 0; ask < 5000; ask++)
                Enter("harbour").Place?.Dispose();
        })));

        Assert.Equal(0, _admission.Asks);
        for (var ask = 0; ask < Admission.MostAsksPerActor; ask++)
            Assert.NotNull(Enter("harbour").Place);
    }

    private (Admission.Place? Place, Answer? Refusal) Enter(string chat, string prompt = "a tower")
    {
        var order = ImageOrder.Automatic(JobId.Of("job")) with { Prompt = prompt };
        var place = _admission.TryEnter(EntityAddress.Of(Chat with { Chat = ChatId.Of(chat) }), new SceneCommand.RequestImage(Chat, order), out var refusal);
        return (place, refusal);
    }

    private static void AssertRefused((Admission.Place? Place, Answer? Refusal) entry)
    {
        Assert.Null(entry.Place);
        Assert.True(Assert.IsType<Answer.Busy>(entry.Refusal).RetryAfter > TimeSpan.Zero);
    }
}
