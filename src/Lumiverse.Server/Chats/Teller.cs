using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Server.Chats;

/// <summary>
/// Tells the listener what is stored, and notes what it has been told. At start it tells what a crash kept from it: of
/// replies that came only the newest of each chat, since the older ones describe scenes that are over, and every edit and
/// deletion.
/// </summary>
internal sealed class Teller(IChatListener listener, MessageStore messages, ILogger<Teller> logger) : IHostedLifecycleService
{
    public Task MessageAddedAsync(UserId user, ChatId chat, MessageId message, bool isReply) => TellAsync(chat, message, async () =>
    {
        await listener.MessageAddedAsync(user, chat, message, isReply);
        if (isReply)
            messages.MarkTold(chat, message);
    });

    public Task MessageChangedAsync(UserId user, ChatId chat, MessageId message) => TellAsync(chat, message, async () =>
    {
        await listener.MessageChangedAsync(user, chat, message);
        messages.MarkChangeTold(chat, message);
    });

    public Task MessageDeletedAsync(UserId user, ChatId chat, MessageId message) => TellAsync(chat, message, async () =>
    {
        await listener.MessageDeletedAsync(user, chat, message);
        messages.MarkChangeTold(chat, message);
    });

    public Task ChatDeletedAsync(UserId user, ChatId chat) => listener.ChatDeletedAsync(user, chat);

    /// <summary>Runs when every other service of the host has started, the listener's among them.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var (user, chat, message) in messages.ListUntold())
            await MessageAddedAsync(user, chat, message, isReply: true);
        foreach (var (user, chat, message) in messages.ListUntoldChanges())
            await (messages.Find(chat, message) is null ? MessageDeletedAsync(user, chat, message) : MessageChangedAsync(user, chat, message));
    }

    private async Task TellAsync(ChatId chat, MessageId message, Func<Task> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception deaf) when (deaf is StorageUnavailableException or TimeoutException)
        {
            // It is stored: to refuse the request would make the caller repeat it.
            logger.ListenerUnavailable(chat.Value, message.Value, deaf);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
