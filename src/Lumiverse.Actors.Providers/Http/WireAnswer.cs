using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>What became of one request.</summary>
internal abstract record WireAnswer
{
    private WireAnswer() { }

    /// <summary>Nothing of it left this machine, so nothing can have been charged. Temporary reasons may pass by themselves.</summary>
    public sealed record Unsent(string Reason, bool Temporary) : WireAnswer;

    /// <summary>It was sent, at least in part, and no whole answer came back.</summary>
    /// <param name="Status">The status, when at least that arrived.</param>
    public sealed record Broken(string Reason, int? Status = null) : WireAnswer;

    /// <summary>A whole answer, whatever its status.</summary>
    /// <param name="RetryAfter">From the header <c>Retry-After</c>; null without one.</param>
    public sealed record Arrived(int Status, string? ContentType, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter) : WireAnswer
    {
        public bool IsSuccess => Status is >= 200 and < 300;

        /// <summary>The body as JSON; null when it is none.</summary>
        public JsonNode? Json() => LenientJson.Parse(Body);
    }
}
