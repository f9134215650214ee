using System.Text.Json;
using Lumiverse.Server.Startup;

namespace Lumiverse.Server.Samples;

/// <summary>The sample files, read once; one that can't be read is left out and logged.</summary>
internal sealed class SampleShelf
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly ILogger<SampleShelf> _logger;
    private readonly SortedDictionary<string, Sample> _samples = new(StringComparer.Ordinal);

    public SampleShelf(ServerOptions options, ILogger<SampleShelf> logger)
    {
        _logger = logger;
        var folder = new DirectoryInfo(options.SamplesDirectory);
        foreach (var file in folder.Exists ? folder.EnumerateFiles("*.json") : [])
            if (Read(file) is { } sample)
                _samples.Add(Path.GetFileNameWithoutExtension(file.Name), sample);
    }

    public IReadOnlyList<SampleSummary> List() =>
        [.. _samples.Select(entry => new SampleSummary(entry.Key, entry.Value.Title, entry.Value.Summary, entry.Value.Messages.Count))];

    public Sample? Find(string id) => _samples.GetValueOrDefault(id);

    private Sample? Read(FileInfo file)
    {
        try
        {
            using var stream = file.OpenRead();
            return JsonSerializer.Deserialize<Sample>(stream, Strict);
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            _logger.SampleUnreadable(file.Name, unreadable);
            return null;
        }
    }
}
