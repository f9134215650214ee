using Lumiverse.Actors.AspNetCore.Events;

namespace Lumiverse.Actors.AspNetCore;

/// <summary>How the engine is embedded.</summary>
public sealed class LumiverseOptions
{
    /// <summary>
    /// The key of the <c>IChatClient</c> that reads scenes, for hosts with several: a small model reads scenes well.
    /// </summary>
    public const string ChatClientKey = "lumiverse";

    /// <summary>Where everything is kept; a relative path starts at the current folder. Default <c>data</c>.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>What every address of the API begins with. Default <c>/api/v1</c>.</summary>
    public string ApiPrefix { get; set; } = "/api/v1";

    /// <summary>How often a quiet event stream says that it is alive. Default 15 s: proxies give up after 30 to 60.</summary>
    public TimeSpan EventKeepAwake { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Settable for tests: nobody waits for thousands of streams to open.</summary>
    internal int MostEventStreamsPerUser { get; set; } = EventPlaces.MostPerUser;

    /// <summary>
    /// Whether provider addresses may lie on this machine and in private networks. Only for hosts whose one user owns the
    /// machine: with several users anybody could look around in the server's network. Default false.
    /// </summary>
    public bool AllowPrivateProviderAddresses { get; set; }

    /// <summary>Host names of providers that may have private addresses all the same, such as <c>gpu.lan</c>.</summary>
    public ICollection<string> AllowedProviderHosts { get; } = [];

    /// <summary>Throws a sentence that names the option that is wrong.</summary>
    internal LumiverseOptions Checked()
    {
        Require(!string.IsNullOrWhiteSpace(DataDirectory), $"{nameof(DataDirectory)} must name a folder.");
        Require(ApiPrefix is ['/', .., not '/'] && !ApiPrefix.Contains('{'), $"{nameof(ApiPrefix)} must begin with / and not end with it, such as /api/v1.");
        Require(EventKeepAwake > TimeSpan.Zero, $"{nameof(EventKeepAwake)} must be longer than nothing.");
        return this;
    }

    private static void Require(bool condition, string sentence)
    {
        if (!condition)
            throw new ArgumentException(sentence);
    }
}
