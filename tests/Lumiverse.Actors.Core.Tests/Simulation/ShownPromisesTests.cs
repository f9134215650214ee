using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Simulation;

namespace Lumiverse.Actors.Core.Tests.Simulation;

public sealed class ShownPromisesTests
{
    private static readonly ChatKey Chat = new(UserId.Of("ann"), ChatId.Of("chat"));
    private static readonly Picture Picture = new(BlobHash.Of(new string('a', 64)), "image/png", 10, 1, 1, "p", 0.5, null, null);

    private readonly JobPromises _jobs = new();
    private readonly ShownPromises _shown;

    public ShownPromisesTests() => _shown = new ShownPromises(_jobs);

    [Fact]
    public void What_was_wished_for_at_a_text_that_is_left_holds_back_nothing_before_it()
    {
        Arrive("first");
        Wish("oldest", "older");
        Arrive("second");
        Choose("own");
        _shown.Edit(MessageId.Of("second"));
        AssertTooOld("older");
        _shown.Judge(MessageId.Of("second"));

        Show("older");
        AssertTooOld("oldest");
    }

    [Fact]
    public void What_is_shown_before_a_reply_still_counts_when_the_reply_is_left()
    {
        Arrive("first");
        Wish("oldest", "older");
        Arrive("second");
        Show("older");
        Choose("own");
        _shown.Edit(MessageId.Of("second"));
        _shown.Judge(MessageId.Of("second"));

        AssertTooOld("oldest");
    }

    [Fact]
    public void A_reply_before_one_that_is_left_takes_its_wishes_with_it()
    {
        Wish("older");
        Arrive("first");
        Choose("own");
        Arrive("second");
        _shown.Edit(MessageId.Of("second"));
        _shown.Remove(MessageId.Of("first"));
        _shown.Judge(MessageId.Of("second"));

        Show("older");
    }

    private void Arrive(string message) => _shown.Arrive(MessageId.Of(message));

    private void Wish(params ReadOnlySpan<string> jobs)
    {
        foreach (var job in jobs)
        {
            var order = ImageOrder.Automatic(JobId.Of(job));
            _jobs.Request(Chat, new SceneFact.JobRequested(Chat, order, "read", default));
            _jobs.End(order.Job, JobEnd.Without(JobOutcome.Done, "", default));
            _shown.Wish(order.Job);
        }
    }

    private void Choose(string image) =>
        Change(new SceneCommand.ShowImage(Chat, ImageId.Of(image), Picture), new Background(ImageId.Of(image), Picture, null, null, null));

    private void Show(string job) =>
        Change(new SceneCommand.TimeHasCome(), new Background(ImageId.Of($"image of {job}"), Picture, null, JobId.Of(job), null));

    private void Change(SceneCommand command, Background background) =>
        _shown.Change(command, new SceneFact.BackgroundChanged(Chat, background, 0, default));

    private void AssertTooOld(string job) =>
        Assert.Equal("The background is never older than the latest wish", Assert.Throws<BrokenPromiseException>(() => Show(job)).Promise);
}
