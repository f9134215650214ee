using Lumiverse.Actors.Testing.Conformance;

namespace Lumiverse.Actors.Server.Tests.Conformance;

/// <summary>The ports of the engine that this server implements keep what the kit for embedders asks of theirs.</summary>
public sealed class ServerPortsTests
{
    [Fact]
    public Task The_chats_in_the_database_keep_every_promise() =>
        Check.RunAllAsync(ChatSourceConformance.Of(async () => await ServerChatStage.StartAsync()));

    [Fact]
    public Task The_users_of_the_server_keep_every_promise() =>
        Check.RunAllAsync(UserContextConformance.Of(async () => await ServerUserStage.StartAsync()));
}
