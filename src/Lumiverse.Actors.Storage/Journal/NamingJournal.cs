using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Sql.Journal;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Storage.Journal;

/// <summary>
/// The SQL journal, except that a row which can't be read becomes an <see cref="UnreadableRow"/>. Otherwise it would fail
/// the whole recovery, as a busy database does, and its actor would start over and over without a word.
/// </summary>
internal sealed class NamingJournal(Config settings) : SqlWriteJournal(settings)
{
    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        var next = fromSequenceNr;
        try
        {
            await base.ReplayMessagesAsync(context, persistenceId, fromSequenceNr, toSequenceNr, max, Replay);
        }
        catch (Exception failure) when (IsOfRow(failure))
        {
            await ReplayOneByOneAsync();
        }

        // Rows are read in batches, and a failure overtakes those before it: which row it was shows when each is read alone.
        async Task ReplayOneByOneAsync()
        {
            for (var number = next; number <= toSequenceNr; number++)
            {
                try
                {
                    await base.ReplayMessagesAsync(context, persistenceId, number, number, 1, Replay);
                }
                catch (Exception failure) when (IsOfRow(failure))
                {
                    recoveryCallback(new Persistent(new UnreadableRow("its row is damaged: no serializer can read it"), number, persistenceId));
                    return;
                }
            }
        }

        void Replay(IPersistentRepresentation read)
        {
            next = read.SequenceNr + 1;
            recoveryCallback(read);
        }
    }

    /// <summary>
    /// Whether a value of a row is to blame: an unknown serializer, or a value of another type or size than its column's.
    /// Failures of the database are others, and pass.
    /// </summary>
    private static bool IsOfRow(Exception failure) => failure.GetBaseException()
        is SerializationException or TypeLoadException or ArgumentException or InvalidCastException or FormatException or OverflowException;
}
