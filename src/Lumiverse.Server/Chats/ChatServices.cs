using Lumiverse.Actors.Ports.Scenes;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lumiverse.Server.Chats;

internal static class ChatServices
{
    public static IServiceCollection AddChats(this IServiceCollection services)
    {
        services.AddSingleton<ChatDatabase>();
        services.AddSingleton<ParticipantStore>();
        services.AddSingleton<ChatStore>();
        services.AddSingleton<MessageStore>();
        services.AddSingleton<AvatarFiles>();
        services.AddSingleton<IChatSource, ChatSource>();
        services.AddSingleton<IAttachmentListener, AttachmentListener>();
        services.AddSingleton<IAvatarSource, AvatarSource>();
        services.TryAddSingleton<IChatListener, SilentChatListener>();
        services.AddSingleton<Teller>();
        return services.AddHostedService(provider => provider.GetRequiredService<Teller>());
    }
}
