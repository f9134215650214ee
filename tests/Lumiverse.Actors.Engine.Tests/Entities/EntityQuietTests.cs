using Akka.Actor;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Entities;

namespace Lumiverse.Actors.Engine.Tests.Entities;

public sealed class EntityQuietTests : EntityWorld
{
    [Fact]
    public async Task It_is_quiet_when_every_turn_is_journalled()
    {
        Journal.Hold(NameOf(Ann));
        Tell(Ann, Caption("under way"));
        AwaitAssert(() => Assert.Single(Journal.Writes));

        var quiet = EntityQuiet.ReachAsync(References(), TimeSpan.FromMinutes(1));
        for (var look = 0; look < 3; look++)
            await Parent.Ask<Load>(new GetLoad(), TimeSpan.FromSeconds(20));
        Assert.False(quiet.IsCompleted);
        Journal.Release(NameOf(Ann));
        await quiet;

        Assert.Equal(["under way"], Captions(Ann));
    }

    [Fact]
    public async Task It_gives_up_on_a_journal_that_stays_down()
    {
        Journal.GoDown(NameOf(Ann));
        Tell(Ann, Caption("never"));

        await EntityQuiet.ReachAsync(References(), TimeSpan.FromMilliseconds(100));

        Assert.Equal(1, (await Parent.Ask<Load>(new GetLoad(), TimeSpan.FromSeconds(20))).Undone);
    }

    private EntityReferences References()
    {
        var references = new EntityReferences();
        foreach (var kind in Enum.GetValues<EntityKind>())
            references.Register(kind, Parent);
        return references;
    }
}
