using System.Diagnostics;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NanoGpt;

/// <summary>Takes the picture out of a successful answer. Whatever was asked for, it comes inside the answer or as an address.</summary>
internal sealed class NanoGptDelivery(ProviderHttp http, TimeProvider time)
{
    /// <summary>Fetching a finished picture is free, and losing it is not.</summary>
    private const int MostFetches = 3;

    private static readonly TimeSpan PauseBetweenFetches = TimeSpan.FromSeconds(1);

    public async Task<ProviderAnswer> TakeAsync(JsonNode? json, AnswerMemory memory, CancellationToken cancellation)
    {
        var items = json.Items("data").ToArray();
        if (items.Select(item => PictureTypes.FromBase64(item.Text("b64_json"))).FirstOrDefault(bytes => bytes is not null) is { } inside)
            return new ProviderAnswer.Succeeded(inside);
        if (items.Select(item => item.Text("url")).FirstOrDefault(url => !string.IsNullOrEmpty(url)) is { } url)
            return await TakeAsync(url, memory, cancellation);
        return NanoGptFailure.FindRefusal(json) ?? (ProviderAnswer)new ProviderAnswer.Ambiguous("NanoGPT's answer has no picture in it.");
    }

    private async Task<ProviderAnswer> TakeAsync(string url, AnswerMemory memory, CancellationToken cancellation) =>
        url.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
            ? PictureTypes.FromBase64(url) is { } inline ? new ProviderAnswer.Succeeded(inline) : Unfetched("its address could not be read")
        : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? await FetchAsync(address, memory, cancellation)
        : Unfetched("its address is none");

    /// <summary>Without the key: the address belongs to whoever stores the pictures.</summary>
    private async Task<ProviderAnswer> FetchAsync(Uri address, AnswerMemory memory, CancellationToken cancellation)
    {
        var request = WireRequest.Get(address) with { MostBytes = WireRequest.MostBytesOfAPicture, Memory = memory };
        for (var fetch = 1; ; fetch++)
        {
            var answer = await http.SendAsync(request, cancellation);
            if (answer is WireAnswer.Arrived { IsSuccess: true } arrived && PictureTypes.Of(arrived.Body.Span) is not null)
                return new ProviderAnswer.Succeeded(arrived.Body);
            if (fetch == MostFetches || cancellation.IsCancellationRequested || answer is WireAnswer.Unsent { Temporary: false })
                return Unfetched(InWords(answer));
            await Task.Delay(PauseBetweenFetches, time, CancellationToken.None);
        }
    }

    private static string InWords(WireAnswer answer) => answer switch
    {
        WireAnswer.Arrived { IsSuccess: true } => "there is none at its address",
        WireAnswer.Arrived arrived => $"its address answered with status {arrived.Status}",
        WireAnswer.Broken broken => broken.Reason.TrimEnd('.'),
        WireAnswer.Unsent unsent => unsent.Reason.TrimEnd('.'),
        _ => throw new UnreachableException(answer.ToString()),
    };

    private static ProviderAnswer.Ambiguous Unfetched(string why) =>
        new($"NanoGPT made the picture, but it could not be fetched: {why}.", WasCharged: true);
}
