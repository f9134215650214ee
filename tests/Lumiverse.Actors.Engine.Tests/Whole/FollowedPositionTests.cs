using Lumiverse.Actors.Engine.Projection;

namespace Lumiverse.Actors.Engine.Tests.Whole;

public sealed class FollowedPositionTests
{
    private readonly FollowedPosition _followed = new();

    [Fact]
    public async Task Nobody_goes_on_between_the_tables_and_the_pages()
    {
        var early = _followed.ReachAsync(2, default);
        _followed.MoveTo(2);
        var late = _followed.ReachAsync(2, default);
        Assert.Equal((2, false, false), (_followed.Position, early.IsCompleted, late.IsCompleted));

        _followed.HaveTold(2);

        await Task.WhenAll(early, late);
        Assert.True(_followed.ReachAsync(1, default).IsCompletedSuccessfully);
        Assert.False(_followed.ReachAsync(3, default).IsCompleted);
    }
}
