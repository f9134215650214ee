using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Tests.Providers;

public sealed class Trouble
{
    [Fact]
    public void Calls_broken_off_by_people_say_nothing_about_the_provider()
    {
        var stage = Connections.With(Given.Paid);
        for (var i = 0; i < CircuitBreaker.FailuresToOpen; i++)
        {
            stage.Submit($"job{i}");
            stage.Withdraw($"job{i}", WithdrawalReason.Cancelled);
            stage.Answer($"job{i}", new AttemptOutcome.Ambiguous("Broken off."));
        }

        Assert.Equal(CircuitBreaker.Closed, stage.State.Breaker);
    }
}
