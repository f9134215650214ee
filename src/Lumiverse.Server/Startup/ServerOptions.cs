using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Server.Startup;

/// <summary>Section <c>Lumiverse</c> of the configuration, checked once at start.</summary>
internal sealed record ServerOptions
{
    public const string Section = "Lumiverse";

    /// <summary>Where everything is kept; a relative path starts at the current folder.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Where the sample chats lie; by default beside the program.</summary>
    public string SamplesDirectory { get; init; } = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>The token of each user by name; empty = one implicit user on this machine alone.</summary>
    public IReadOnlyDictionary<string, string> Users { get; init; } = new Dictionary<string, string>();

    /// <summary>Host names besides loopback that requests may be addressed to; <c>*.example.org</c> is allowed.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Private hosts that provider addresses may name.</summary>
    public IReadOnlyList<string> AllowedProviderHosts { get; init; } = [];

    /// <summary>null = SQLite in the data directory, the only database there is.</summary>
    public string? Database { get; init; }

    /// <summary>null = the built-in extractor reads the scenes.</summary>
    public SceneExtractorOptions? SceneExtractor { get; init; }

    public LimitOptions Limits { get; init; } = new();

    public bool IsForOneUser => Users.Count == 0;

    /// <summary>The place of a file or folder inside the data directory.</summary>
    public string PathOf(params string[] parts) => Path.Combine([DataDirectory, .. parts]);

    /// <summary>Reads and checks the section; throws <see cref="StartRefusedException"/> naming the key that is wrong.</summary>
    public static ServerOptions Read(IConfiguration configuration)
    {
        var options = Bind(configuration);
        Check(options);
        return options with { DataDirectory = Prepare(options.DataDirectory) };
    }

    private static ServerOptions Bind(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(Section).Get<ServerOptions>() ?? new ServerOptions();
        }
        catch (InvalidOperationException wrong)
        {
            // The binder's own sentence names the key, the value and the expected type.
            throw new StartRefusedException(wrong.Message);
        }
    }

    private static void Check(ServerOptions options)
    {
        Require(options.Database is null, "Database", "must be absent: SQLite in the data directory is the only supported database");
        Require(!string.IsNullOrWhiteSpace(options.DataDirectory), "DataDirectory", "must name a folder");
        CheckUsers(options.Users);
        CheckHosts(options.AllowedHosts, "AllowedHosts");
        CheckHosts(options.AllowedProviderHosts, "AllowedProviderHosts");
        options.SceneExtractor?.Check();
        options.Limits.Check();
    }

    private static void CheckUsers(IReadOnlyDictionary<string, string> users)
    {
        foreach (var (name, token) in users)
        {
            Require(Identifier.TryCreate<UserId>(name, out _), $"Users:{name}", "must be named with A–Z a–z 0–9 . _ ~ - alone");
            Require(IsToken(token), $"Users:{name}", "must have a token of visible ASCII characters");
        }

        var twice = users.GroupBy(user => user.Value).FirstOrDefault(same => same.Count() > 1);
        Require(twice is null, $"Users:{twice?.Last().Key}", "has the token of another user");
    }

    private static void CheckHosts(IReadOnlyList<string> hosts, string key)
    {
        for (var index = 0; index < hosts.Count; index++)
            Require(!string.IsNullOrWhiteSpace(hosts[index]) && !hosts[index].Contains('/'), $"{key}:{index}", "must be a host name without scheme or path");
    }

    private static bool IsToken(string? token) => !string.IsNullOrEmpty(token) && token.All(c => c is > ' ' and < '\x7f');

    private static string Prepare(string directory)
    {
        try
        {
            return Directory.CreateDirectory(Path.GetFullPath(directory)).FullName;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{Section}:DataDirectory names a folder that can't be used: {unusable.Message}");
        }
    }

    internal static void Require(bool holds, string key, string rule)
    {
        if (!holds)
            throw new StartRefusedException($"{Section}:{key} {rule}.");
    }
}

/// <summary>What one request may cost, in bytes.</summary>
internal sealed record LimitOptions
{
    /// <summary>A long chapter of a story is 100 KiB; a message is held in memory several times on its way.</summary>
    public int MessageBytes { get; init; } = 256 * 1024;

    /// <summary>A photo from a phone; avatars are kept as they come.</summary>
    public int AvatarBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Above this no request is read into memory, whatever is configured.</summary>
    private const int LargestAllowed = 100 * 1024 * 1024;

    public void Check()
    {
        CheckBytes(MessageBytes, nameof(MessageBytes));
        CheckBytes(AvatarBytes, nameof(AvatarBytes));
    }

    private static void CheckBytes(int bytes, string key) =>
        ServerOptions.Require(bytes is >= 1 and <= LargestAllowed, $"Limits:{key}", $"must be from 1 to {LargestAllowed} bytes");
}
