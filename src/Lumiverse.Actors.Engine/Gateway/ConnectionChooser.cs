using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>Finds the connection that paints: the active one of the settings, else the user's default, else the built-in one.</summary>
internal sealed class ConnectionChooser(
    IConnectionStore connections, IEnumerable<IImageProvider> providers, LegacyProfiles legacy, BuiltInConnection builtIn)
{
    public async Task<ChosenConnection?> ChooseAsync(UserId user, ImageSettings settings, CancellationToken cancellation)
    {
        await legacy.EnsureAsync(user, cancellation);
        var connection = settings.ActiveConnection is { } active ? await connections.FindAsync(user, active, cancellation) : null;
        connection ??= await connections.FindDefaultAsync(user, cancellation);
        connection ??= await builtIn.EnsureAsync(user, cancellation);
        // Two chats of a new user may ask at once: one of them was given the built-in connection, and both find it.
        connection ??= await connections.FindDefaultAsync(user, cancellation);
        return connection is null ? null : Chosen(connection);
    }

    private ChosenConnection Chosen(Connection connection) =>
        providers.FirstOrDefault(provider => provider.Description.Id == connection.Provider) is { } provider
            ? new ChosenConnection(connection, provider.Description.PromptStyle, provider.LimitsOf(connection.Model, connection.DefaultParameters))
            : new ChosenConnection(connection, PromptStyle.Prose, PromptLimits.None);
}

internal sealed record ChosenConnection(Connection Connection, PromptStyle Style, PromptLimits Limits)
{
    public ConnectionChoice Choice(string? characterId) => new(Connection.Id, Connection.Provider, Connection.Model, characterId) { Style = Style };
}
