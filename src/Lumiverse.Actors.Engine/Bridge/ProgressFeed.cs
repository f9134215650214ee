using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Engine.Bridge;

/// <summary>Tells pages how far a running call has come. Not kept: a page that missed it sees the next one.</summary>
internal sealed class ProgressFeed(PageFeed pages)
{
    public IProgress<ProviderProgress> Of(JobTicket ticket) => new Reporter(pages, ticket);

    // Not Progress<T>: that would post to a context and could report after the end.
    private sealed class Reporter(PageFeed pages, JobTicket ticket) : IProgress<ProviderProgress>
    {
        public void Report(ProviderProgress value)
        {
            var payload = new JsonObject
            {
                ["assetId"] = ticket.Job.Value,
                ["chatId"] = ticket.Chat.Chat.Value,
                ["stage"] = "running",
                ["step"] = value.Part,
                ["totalSteps"] = value.TotalParts,
                ["preview"] = value.Preview,
            };
            pages.Publish(ticket.Chat.User, new PageEvent(null, "IMAGE_GEN_PROGRESS", ticket.Chat.Chat, payload.ToJsonString()));
        }
    }
}
