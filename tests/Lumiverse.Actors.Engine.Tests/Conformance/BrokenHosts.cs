using Lumiverse.Actors.Core.Gallery;

namespace Lumiverse.Actors.Engine.Tests.Conformance;

/// <summary>A host that does otherwise in one thing what another one does.</summary>
internal abstract class BrokenHost(IGalleryHost host) : IGalleryHost
{
    protected IGalleryHost Host { get; set; } = host;

    public virtual IReadOnlyList<Happening> Happenings => Host.Happenings;

    public virtual void Tell(GalleryCommand command) => Host.Tell(command);

    public void TellAndCrash(GalleryCommand.AddImage command) => Host.TellAndCrash(command);

    public virtual void CrashFor(TimeSpan time) => Host.CrashFor(time);

    public void LeaveAloneFor(TimeSpan time) => Host.LeaveAloneFor(time);

    public void TurnDownNextWrite() => Host.TurnDownNextWrite();

    public bool ComesTo(Func<IReadOnlyList<Happening>, bool> isReached) => Host.ComesTo(_ => true) && isReached(Happenings);
}

/// <summary>Every command is overtaken by the next one.</summary>
internal sealed class Overtaking(IGalleryHost host) : BrokenHost(host)
{
    private GalleryCommand? _waiting;

    public override void Tell(GalleryCommand command)
    {
        if (_waiting is not { } waiting)
        {
            _waiting = command;
            return;
        }

        _waiting = null;
        base.Tell(command);
        base.Tell(waiting);
    }
}

/// <summary>Finds nothing on its disk when it comes up again.</summary>
/// <param name="next">Who it is from then on.</param>
internal sealed class Amnesiac(IGalleryHost host, IGalleryHost next) : BrokenHost(host)
{
    private IReadOnlyList<Happening> _before = [];

    public override IReadOnlyList<Happening> Happenings => [.. _before, .. Host.Happenings];

    public override void CrashFor(TimeSpan time)
    {
        _before = Happenings;
        Host = next;
    }
}
