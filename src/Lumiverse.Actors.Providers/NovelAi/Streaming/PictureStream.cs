using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NovelAi.Streaming;

/// <summary>Follows the events of one generation: tells of its previews and keeps its result.</summary>
internal sealed class PictureStream
{
    /// <summary>Longest data URL of a preview that pages are sent.</summary>
    private const int MostPreviewCharacters = 256 * 1024;

    private readonly FrameParser _frames;
    private readonly IProgress<ProviderProgress> _progress;
    private readonly int _steps;

    public PictureStream(int steps, IProgress<ProviderProgress> progress)
    {
        (_steps, _progress) = (steps, progress);
        _frames = new FrameParser(frame => Take(StreamEvent.Read(frame)));
    }

    /// <summary>The picture of the first final event; null = none came. A preview never takes its place.</summary>
    public byte[]? Picture { get; private set; }

    /// <summary>What an error event said.</summary>
    public string? Failure { get; private set; }

    public void Push(ReadOnlyMemory<byte> chunk) => _frames.Push(chunk);

    private void Take(StreamEvent? read)
    {
        if (read is { Kind: StreamEvent.Final, Image: { Length: > 0 } picture })
            Picture ??= picture;
        else if (read is { Kind: StreamEvent.Failure })
            Failure ??= read.Message ?? "no reason given";
        else if (read is { Kind: StreamEvent.Intermediate })
            _progress.Report(new ProviderProgress(read.Index + 1, _steps, read.Image is { } preview ? Preview(preview) : null));
    }

    private static string? Preview(byte[] image) =>
        PictureTypes.Of(image) is { } type && $"data:{type};base64,{Convert.ToBase64String(image)}" is { Length: <= MostPreviewCharacters } url ? url : null;
}
