using System.Text.RegularExpressions;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Simulation;

namespace Lumiverse.Actors.Engine.Tests.Conformance;

/// <summary>The simulator's host. What happened stands in its trace.</summary>
internal sealed partial class SimulatedGallery : IGalleryHost
{
    private readonly List<Happening> _happenings = [];
    private readonly World _world;

    public SimulatedGallery(RuleBook rules, Faults faults, ulong seed)
    {
        var connections = rules.Connections with
        {
            Decide = (state, command, turn) =>
            {
                Hear(command);
                return rules.Connections.Decide(state, command, turn);
            },
        };
        _world = new World(new WorldPlan(seed, 1, 1, faults), rules with { Connections = connections }, Note, watch: null);
        _world.Blobs.Keep(Gallery.Bytes);
    }

    public IReadOnlyList<Happening> Happenings => _happenings;

    private Machine Machine => _world.Gallery(Gallery.Owner).Machine;

    public void Tell(GalleryCommand command)
    {
        _world.Gallery(Gallery.Owner).Tell(command);
        LetPass(TimeSpan.FromSeconds(1));
    }

    public void TellAndCrash(GalleryCommand.AddImage command)
    {
        _world.Gallery(Gallery.Owner).Tell(command);
        CrashFor(TimeSpan.FromMinutes(1));
    }

    public void CrashFor(TimeSpan time)
    {
        Machine.GoDown();
        LetPass(time);
        Machine.ComeUp();
    }

    public void LeaveAloneFor(TimeSpan time) => LetPass(time);

    public void TurnDownNextWrite() => _world.Disk.TurnDownNext();

    public bool ComesTo(Func<IReadOnlyList<Happening>, bool> isReached)
    {
        LetPass(TimeSpan.FromMinutes(4));
        return isReached(_happenings);
    }

    private void LetPass(TimeSpan time)
    {
        var end = _world.Time.Now + time;
        _world.Time.At(end, () => { }); // The clock stands where the last thing happened.
        while (_world.Time.Advance(end)) { }
    }

    private void Hear(ConnectionCommand command)
    {
        if (command is ConnectionCommand.ImageWasSaved saved)
            _happenings.Add(new Happening(Happening.Told, saved.Image.Id.Value, saved.Image.PublicToken));
    }

    private void Note(string line)
    {
        if (Fact().Match(line) is { Success: true } fact)
            _happenings.Add(new Happening(fact.Groups["what"].Value, fact.Groups["image"].Value));
    }

    [GeneratedRegex(@" gallery .* • (?<what>\w+)\{.*?Image=(NewImage\{Id=)?(?<image>[^ {]+)")]
    private static partial Regex Fact();
}
