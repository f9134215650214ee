using Lumiverse.Actors.AspNetCore;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Server.Tests.Hosting;
using Lumiverse.Actors.Testing.Conformance;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Server.Tests.Conformance;

/// <summary>The users of a server that runs, each with a token; requests have been through its authentication.</summary>
internal sealed class ServerUserStage(TestServer server) : UserStage
{
    // Each request has services of its own, as in the server: an authentication handler keeps to the request that it began with.
    private readonly List<AsyncServiceScope> _requests = [];

    public override IUserContext Users => server.Services.GetRequiredService<IUserContext>();

    public static async Task<UserStage> StartAsync() => new ServerUserStage(
        await TestServer.StartAsync(settings: ["Lumiverse:Users:alice=token-of-alice", "Lumiverse:Users:bob=token-of-bob"]));

    public override Task<HttpContext> RequestOfAsync(UserId user) => RequestAsync($"Bearer token-of-{user}");

    public override async Task<IReadOnlyList<HttpContext>> RequestsOfNobodyAsync() =>
        [await RequestAsync(""), await RequestAsync("Bearer token-of-carol"), await RequestAsync("Basic token-of-alice")];

    public override async ValueTask DisposeAsync()
    {
        foreach (var request in _requests)
            await request.DisposeAsync();
        await server.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task<HttpContext> RequestAsync(string authorization)
    {
        var scope = server.Services.CreateAsyncScope();
        _requests.Add(scope);
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Headers.Authorization = authorization;
        if (await http.AuthenticateAsync() is { Succeeded: true, Principal: var user })
            http.User = user;
        return http;
    }
}
