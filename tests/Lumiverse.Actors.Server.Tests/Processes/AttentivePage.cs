using System.Globalization;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Processes;

/// <summary>Hears a user's events over all lives of a server: each time from the last one that it knows.</summary>
internal sealed class AttentivePage
{
    private readonly List<long> _ids = [];

    public IReadOnlyList<long> Ids => _ids;

    /// <summary>Until the server is gone, or an event is heard that says what is waited for.</summary>
    public async Task HearAsync(Uri server, string? lastWords = null)
    {
        using var client = new ApiClient(server);
        client.Http.Timeout = Timeout.InfiniteTimeSpan;
        try
        {
            var after = _ids.Count == 0 ? 0 : _ids[^1];
            using var reader = new StreamReader(await client.Http.GetStreamAsync(string.Create(CultureInfo.InvariantCulture, $"events?after={after}")));
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                    _ids.Add(long.Parse(line.AsSpan("id: ".Length), CultureInfo.InvariantCulture));
                else if (lastWords is not null && line.Contains(lastWords, StringComparison.Ordinal))
                    return;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            // It was killed.
        }
    }
}
