using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Lumiverse.Actors.Storage.Tests;

/// <summary>Keeps texts; what follows a bar are tags.</summary>
internal sealed class Notebook : ReceivePersistentActor
{
    public sealed record Store(string[] Events);

    public sealed record DeleteTo(long SequenceNumber);

    public sealed record TakeSnapshot;

    public sealed record Recall;

    public sealed record Close;

    private readonly List<string> _texts = [];
    private IActorRef _asker = ActorRefs.Nobody;

    public Notebook(string id)
    {
        PersistenceId = id;
        Recover<string>(_texts.Add);
        Recover<SnapshotOffer>(offer => _texts.AddRange(((string)offer.Snapshot).Split(',')));
        Command<Store>(store => KeepAll(store.Events));
        Command<DeleteTo>(delete => Remember(() => DeleteMessages(delete.SequenceNumber)));
        Command<TakeSnapshot>(_ => Remember(() => SaveSnapshot(string.Join(',', _texts))));
        Command<DeleteMessagesSuccess>(_ => _asker.Tell("deleted"));
        Command<SaveSnapshotSuccess>(_ => _asker.Tell("saved"));
        Command<Recall>(_ => Sender.Tell(string.Join(',', _texts)));
        Command<Close>(_ => Context.Stop(Self));
    }

    public override string PersistenceId { get; }

    private void KeepAll(string[] texts)
    {
        PersistAll(texts.Select(Tag), kept => _texts.Add(kept is Tagged tagged ? (string)tagged.Payload : (string)kept));
        DeferAsync("stored", answer => Sender.Tell(answer));
    }

    private static object Tag(string text) => text.Split('|') is [var words, var tags] ? new Tagged(words, tags.Split(';')) : text;

    private void Remember(Action act)
    {
        _asker = Sender;
        act();
    }
}
