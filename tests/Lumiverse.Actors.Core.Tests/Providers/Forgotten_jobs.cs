using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Tests.Scenes;

namespace Lumiverse.Actors.Core.Tests.Providers;

public sealed class Forgotten_jobs
{
    [Fact]
    public void A_request_whose_end_may_have_been_forgotten_is_uncertain_and_never_called()
    {
        var stage = Connections.With(Given.Paid);
        EndMany(stage);
        var again = stage.Submit("job0");
        Assert.Equal(JobOutcome.Uncertain, again.ToldEnd().Outcome);
        Assert.Empty(again.Facts);
    }

    [Fact]
    public void An_end_that_is_remembered_is_told_again()
    {
        var stage = Connections.With(Given.Paid);
        EndMany(stage);
        Assert.Equal(JobOutcome.Cancelled, stage.Submit(Given.Ticket("job1", at: Given.Noon.AddSeconds(1))).ToldEnd().Outcome);
    }

    [Fact]
    public void A_job_that_waited_long_in_its_chat_is_called_although_younger_ones_are_forgotten()
    {
        var scene = new SceneStage();
        scene.Request("old");
        var connection = Connections.With(Given.Paid);
        EndMany(connection);
        scene.Now = connection.Now;
        var submitted = Assert.IsType<ConnectionCommand.SubmitJob>(
            Assert.Single(scene.RequestIsRead("old", Given.Reading(Given.Tavern)).ToConnection()));
        Assert.Equal(["old"], connection.Submit(submitted.Ticket).Calls());
    }

    /// <summary>One more than a connection remembers.</summary>
    private static void EndMany(ConnectionStage stage)
    {
        for (var i = 0; i <= ConnectionFold.MostRecentEnds; i++)
        {
            var ticket = Given.Ticket($"job{i}", at: Given.Noon.AddSeconds(i));
            stage.TellAfter(TimeSpan.FromSeconds(1), new ConnectionCommand.WithdrawJob(ticket, WithdrawalReason.Cancelled));
        }
    }
}
