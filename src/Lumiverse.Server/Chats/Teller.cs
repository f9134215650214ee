using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Server.Chats;

/// <summary>
/// Tells the listener what is stored, and notes which replies it has been told. At start it tells the replies that a
/// crash kept from it, only the newest of each chat: the older ones describe scenes that are over.
/// </summary>
internal sealed class Teller(IChatListener listener, MessageStore messages, ILogger<Teller> logger) : IHostedLifecycleService
{
    public async Task MessageAddedAsync(UserId user, ChatId chat, MessageId message, bool isReply)
    {
        try
        {
            await listener.MessageAddedAsync(user, chat, message, isReply);
            if (isReply)
                messages.MarkTold(chat, message);
        }
        catch (Exception deaf) when (deaf is StorageUnavailableException or TimeoutException)
        {
            // The message is stored: to refuse the request would make the caller send it twice.
            logger.ListenerUnavailable(chat.Value, message.Value, deaf);
        }
    }

    public Task MessageChangedAsync(UserId user, ChatId chat, MessageId message) => listener.MessageChangedAsync(user, chat, message);

    public Task MessageDeletedAsync(UserId user, ChatId chat, MessageId message) => listener.MessageDeletedAsync(user, chat, message);

    public Task ChatDeletedAsync(UserId user, ChatId chat) => listener.ChatDeletedAsync(user, chat);

    /// <summary>Runs when every other service of the host has started, the listener's among them.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var (user, chat, message) in messages.ListUntold())
            await MessageAddedAsync(user, chat, message, isReply: true);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
