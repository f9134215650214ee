using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Tests.Entities;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lumiverse.Actors.Engine.Tests.Conformance;

/// <summary>The engine's host, on a journal that does as it is told.</summary>
/// <param name="comesTrue">Looks again and again, for a while, whether something is so.</param>
internal sealed class HostedGallery<TBehaviour>(
    ActorSystem system, JournalScript journal, ManualClock clock, EntitySettings settings, ParkedInMemory parked, Func<Func<bool>, bool> comesTrue) : IGalleryHost
    where TBehaviour : IBehaviour<GalleryState, GalleryCommand, GalleryFact>
{
    private static readonly EntityAddress Address = EntityAddress.Of(Gallery.Owner);

    private readonly ConcurrentQueue<(int Facts, Happening Told)> _told = new();
    private readonly ConcurrentDictionary<ImageId, bool> _toBeLost = new();
    private IActorRef? _parent;

    public IReadOnlyList<Happening> Happenings
    {
        get
        {
            var facts = journal.EventsOf(Address.PersistenceId).Select(fact => new Happening(fact.GetType().Name, ImageOf(fact))).ToList();
            var told = _told.ToArray();
            return
            [
                .. Enumerable.Range(0, facts.Count + 1).SelectMany(number =>
                    told.Where(each => each.Facts == number).Select(each => each.Told).Concat(facts.Skip(number).Take(1))),
            ];
        }
    }

    private IActorRef Parent => _parent ??= Start();

    public void Tell(GalleryCommand command) => Parent.Tell(new EntityMessage(Address, command, null), ActorRefs.NoSender);

    public void TellAndCrash(GalleryCommand.AddImage command)
    {
        _toBeLost[command.Image.Id] = true;
        Tell(command);
        comesTrue(() => _toBeLost.IsEmpty);
        Crash();
    }

    public void CrashFor(TimeSpan time)
    {
        clock.Move(time);
        Crash();
    }

    public void LeaveAloneFor(TimeSpan time)
    {
        clock.Move(time);
        if (((ActorRefWithCell)Parent).Children.FirstOrDefault() is { } child)
            Parent.Tell(new Passivate(LeaveMemory.Instance), child);
    }

    public void TurnDownNextWrite() => journal.Next(Address.PersistenceId, WriteFate.Rejected);

    public bool ComesTo(Func<IReadOnlyList<Happening>, bool> isReached) => comesTrue(() => isReached(Happenings));

    private void Crash()
    {
        comesTrue(() => ((ActorRefWithCell)Parent).Children.Any());
        foreach (var child in ((ActorRefWithCell)Parent).Children)
            system.Stop(child);
    }

    private void Perform(Effect effect)
    {
        if (effect is Effect.TellConnection { Command: ConnectionCommand.ImageWasSaved saved })
            _told.Enqueue((journal.EventsOf(Address.PersistenceId).Count(), new Happening(Happening.Told, saved.Image.Id.Value, saved.Image.PublicToken)));
        if (effect is Effect.MakeThumbnails make && !_toBeLost.TryRemove(make.Image, out _))
            Tell(new GalleryCommand.ThumbnailsWereMade(make.Image, null, null));
    }

    private IActorRef Start()
    {
        var services = new EntityServices(
            settings, clock, parked, Perform, (message, sender) => Parent.Tell(message, sender), () => { }, NullLogger.Instance);
        Func<EntityAddress, Props> props = address =>
            EntityProps.Of<TBehaviour, GalleryState, GalleryCommand, GalleryFact>(address, new GalleryCommand.TimeHasCome(), services);
        return system.ActorOf(Props.Create(() => new EntityParent(props, services)), "galleries");
    }

    private static string ImageOf(object fact) => fact switch
    {
        GalleryFact.ImageAdded added => added.Image.Id.Value,
        _ => "",
    };
}
