using System.Diagnostics;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.NovelAi.Streaming;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>What became of a generation, before anybody asked the account about it.</summary>
internal abstract record GenerationOutcome
{
    private GenerationOutcome() { }

    public sealed record Settled(ProviderAnswer Answer) : GenerationOutcome;

    /// <summary>It may have run, and there is no picture.</summary>
    public sealed record Lost(string Reason) : GenerationOutcome;

    /// <param name="stream">What came in while the answer was read. A picture in it counts, whatever broke after it.</param>
    public static GenerationOutcome Of(WireAnswer answer, PictureStream stream) => answer switch
    {
        _ when stream.Picture is { } picture => Succeeded(picture),
        WireAnswer.Unsent unsent => new Settled(new ProviderAnswer.NotStarted(unsent.Reason, unsent.Temporary)),
        WireAnswer.Broken { Status: { } status } when Turndown.Explain(status) is { } turndown => new Settled(turndown),
        WireAnswer.Broken broken => new Lost(broken.Reason),
        WireAnswer.Arrived arrived => Of(arrived, stream.Failure),
        _ => throw new UnreachableException(answer.ToString()),
    };

    private static GenerationOutcome Of(WireAnswer.Arrived answer, string? failure) =>
        Turndown.Explain(answer) is { } turndown ? new Settled(turndown)
        : !answer.IsSuccess ? new Lost($"NovelAI failed with status {answer.Status}{Turndown.Quoted(answer.Json().Text("message"))}.")
        : failure is not null ? new Lost($"NovelAI broke the generation off{Turndown.Quoted(failure)}.")
        : Pictures.Find(answer) is { } picture ? Succeeded(picture)
        : new Lost($"NovelAI's answer ended without a picture{Turndown.Quoted(answer.Json().Text("message"))}.");

    private static Settled Succeeded(byte[] picture) => new(new ProviderAnswer.Succeeded(picture));
}
