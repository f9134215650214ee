using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lumiverse.Actors.Engine.Tests.Entities;

/// <summary>Galleries under a parent, on a journal that does as it is told.</summary>
public abstract class EntityWorld : TestKit
{
    private static readonly Config Settings = ConfigurationFactory.ParseString(
        $$"""
        akka {
          loglevel = OFF
          test.single-expect-default = 20s
          persistence {
            journal {
              plugin = "akka.persistence.journal.scripted"
              scripted {
                class = "{{typeof(ScriptedJournal).AssemblyQualifiedName}}"
                circuit-breaker { max-failures = 1000000, call-timeout = 100s, reset-timeout = 1s }
              }
            }
            snapshot-store {
              plugin = "akka.persistence.snapshot-store.scripted"
              scripted {
                class = "{{typeof(ScriptedSnapshots).AssemblyQualifiedName}}"
                circuit-breaker { max-failures = 1000000, call-timeout = 100s, reset-timeout = 1s }
              }
            }
          }
        }
        """);

    private IActorRef? _parent;

    protected EntityWorld() : base(Settings, $"test-{Guid.NewGuid():N}")
    {
        Effects = CreateTestProbe("effects");
        Journal = JournalScript.Of(Sys.Name);
    }

    protected static UserId Ann => UserId.Of("ann");

    protected static UserId Bob => UserId.Of("bob");

    protected TestProbe Effects { get; }

    protected JournalScript Journal { get; }

    protected ManualClock Clock { get; } = new();

    private protected ParkedInMemory Parked { get; } = new();

    /// <summary>Short pauses, and nobody leaves by himself.</summary>
    private protected EntitySettings Limits { get; set; } = new()
    {
        IdleTimeout = TimeSpan.FromHours(1),
        OwedInterval = TimeSpan.FromHours(1),
        FirstRestartPause = TimeSpan.FromMilliseconds(10),
        LongestRestartPause = TimeSpan.FromMilliseconds(200),
    };

    /// <summary>Started when first asked for.</summary>
    protected IActorRef Parent => _parent ??= StartParent();

    protected static string NameOf(UserId user) => EntityAddress.Of(user).PersistenceId;

    protected static GalleryCommand.SetImageDetails Caption(string caption, string image = "i") => new(ImageId.Of(image), false, caption, []);

    protected static GalleryFact.ImageAdded Added(UserId user, string id, Thumbnail? thumbnail = null) =>
        new(Image(user, id, thumbnail), $"token-{id}", DateTimeOffset.UnixEpoch);

    /// <summary>Without a thumbnail one is made: the gallery has something to do then.</summary>
    protected static NewImage Image(UserId user, string id, Thumbnail? thumbnail = null) => new(
        ImageId.Of(id), user, new Picture(BlobHash.Of(new string('a', 64)), "image/png", 10, 1, 1, "p", 0.5, thumbnail, thumbnail),
        null, null, null, null, null, null, null, null);

    protected static Thumbnail Small { get; } = new(BlobHash.Of(new string('b', 64)), "image/png", 5, 1, 1);

    protected void Tell(UserId user, GalleryCommand command, DateTimeOffset? deadline = null) => Tell(user, command, deadline, TestActor);

    protected void Tell(UserId user, object command, DateTimeOffset? deadline, IActorRef? sender) =>
        Parent.Tell(new EntityMessage(EntityAddress.Of(user), command, deadline), sender);

    protected Task<Answer> AskAsync(UserId user, object command) =>
        Parent.Ask<Answer>(new EntityMessage(EntityAddress.Of(user), command, null), TimeSpan.FromSeconds(60));

    /// <summary>The actor of a user's gallery as it lives at this moment.</summary>
    protected IActorRef Seated(UserId user) =>
        Sys.ActorSelection(Parent.Path / Uri.EscapeDataString(EntityAddress.Of(user).Id)).ResolveOne(TimeSpan.FromSeconds(20)).Result;

    /// <summary>Lets the gallery go as when it has been idle, and waits until it is gone.</summary>
    protected void LetGo(UserId user)
    {
        var actor = Seated(user);
        Watch(actor);
        Parent.Tell(new Akka.Cluster.Sharding.Passivate(LeaveMemory.Instance), actor);
        ExpectTerminated(actor);
        Unwatch(actor);
    }

    protected IReadOnlyList<string?> Captions(UserId user) =>
        [.. Journal.EventsOf(NameOf(user)).OfType<GalleryFact.ImageDetailsSet>().Select(set => set.Caption)];

    private protected EntityServices Services() => new(
        Limits, Clock, Parked, effect => Effects.Ref.Tell(effect), (message, sender) => Parent.Tell(message, sender), () => { }, NullLogger.Instance);

    private IActorRef StartParent()
    {
        var services = Services();
        Func<EntityAddress, Props> props = address =>
            EntityProps.Of<TestGallery, GalleryState, GalleryCommand, GalleryFact>(address, new GalleryCommand.TimeHasCome(), services);
        return Sys.ActorOf(Props.Create(() => new EntityParent(props, services)), "galleries");
    }
}

/// <summary>Wall time stands still until it is moved; elapsed time runs.</summary>
public sealed class ManualClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Move(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}

/// <summary>Counts throws, and can be down.</summary>
internal sealed class ParkedInMemory : IParkedMessages
{
    private readonly ConcurrentDictionary<(string, string), int> _throws = new();

    public ConcurrentQueue<(string Actor, string Message)> All { get; } = new();

    public int FailuresToCome { get; set; }

    public Task<int> RecordThrowAsync(
        string persistenceId, string messageId, string manifest, ReadOnlyMemory<byte> payload, string error, CancellationToken cancellation) => FailuresToCome-- > 0
        ? throw new StorageUnavailableException("The disk is full.")
        : Task.FromResult(_throws.AddOrUpdate((persistenceId, messageId), 1, (_, count) => count + 1));

    public Task ParkAsync(string persistenceId, string messageId, CancellationToken cancellation)
    {
        All.Enqueue((persistenceId, messageId));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ParkedMessage>> ListAsync(int limit, CancellationToken cancellation) => throw new NotSupportedException();
}
