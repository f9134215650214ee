using Lumiverse.Actors.AspNetCore;
using Lumiverse.Actors.Ports;
using Lumiverse.Server.Access;
using Lumiverse.Server.Chats;
using Lumiverse.Server.Extraction;
using Lumiverse.Server.Http;
using Lumiverse.Server.Samples;
using Lumiverse.Server.Startup;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.AI;

namespace Lumiverse.Server;

/// <summary>Puts the chat server together: configuration, access, chats, samples and the page.</summary>
internal static class ChatServer
{
    /// <summary>What every route of the API begins with.</summary>
    public const string ApiRoot = "/api/v1";

    /// <summary>Builds the server without starting it; a wrong setting throws <see cref="StartRefusedException"/>.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="addMore">Services of the caller; they come last and so win.</param>
    /// <param name="mapMore">Routes of the caller, under the same access rules.</param>
    /// <param name="mapEngine">Routes in place of the engine's own; null = the engine's.</param>
    public static WebApplication Build(
        string[] args, Action<WebApplicationBuilder>? addMore = null, Action<WebApplication>? mapMore = null,
        Action<WebApplication>? mapEngine = null)
    {
        var builder = CreateBuilder(args);
        var options = ServerOptions.Read(builder.Configuration);
        ListenAddresses.Apply(builder, options);
        AddServices(builder.Services, options);
        addMore?.Invoke(builder);

        var app = builder.Build();
        UsePipeline(app);
        MapRoutes(app);
        (mapEngine ?? (server => server.MapLumiverse()))(app);
        mapMore?.Invoke(app);
        return app;
    }

    private static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Everything shipped lies beside the program, so the folder it is started from does not matter.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ChatServer).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddShippedDefaults();
        builder.WebHost.UseStaticWebAssets();
        return builder;
    }

    private static void AddServices(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<TimeProvider>(SteadyTime.OfMachine);
        services.AddDataProtection()
            .SetApplicationName("Lumiverse")
            .PersistKeysToFileSystem(Folder(options.PathOf("session-keys")));
        services.AddLumiverse(lumiverse =>
        {
            lumiverse.DataDirectory = options.DataDirectory;
            lumiverse.AllowPrivateProviderAddresses = options.IsForOneUser;
            foreach (var host in options.AllowedProviderHosts)
                lumiverse.AllowedProviderHosts.Add(host);
        });
        if (options.SceneExtractor is { IsConfigured: true } model)
            services.AddSingleton<IChatClient>(_ => SceneModel.Connect(model));
        services.AddSingleton<IUserContext, ClaimsUserContext>();
        services.AddSingleton<IChatListener, EngineChatListener>();
        services.AddProblems();
        services.AddAccess();
        services.AddChats();
        services.AddSamples();
    }

    private static DirectoryInfo Folder(string path)
    {
        try
        {
            return Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{path} can't be written to; make it writable for the user {Environment.UserName} or choose another folder by Lumiverse:DataDirectory.");
        }
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseProblems();
        app.UseMiddleware<PageProtection>();
        app.UseMiddleware<HostGuard>();
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = PageProtection.Revalidate });
        app.UseRouting();
        app.UseMiddleware<SizeGuard>();
        app.UseAuthentication();
        app.UseMiddleware<SameOriginGuard>();
        app.UseAuthorization();
    }

    private static void MapRoutes(WebApplication app)
    {
        var api = app.MapGroup(ApiRoot);
        api.MapSession();
        api.MapParticipants(ParticipantKind.Character, "/characters");
        api.MapParticipants(ParticipantKind.Persona, "/personas");
        api.MapChats();
        api.MapMessages();
        api.MapSamples();
    }
}
