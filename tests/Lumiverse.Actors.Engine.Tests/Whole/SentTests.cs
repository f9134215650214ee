using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Tests.Whole;

/// <summary>What is sent, what it is said to have been, and what comes of calls that go wrong.</summary>
public sealed class SentTests : IDisposable
{
    private static readonly ChatKey Chat = new(UserId.Of("ann"), ChatId.Of("harbour"));
    private static readonly byte[] Avatar = [7, 7, 7];
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_preview_is_what_is_sent_and_what_is_stored()
    {
        await using var host = await StartAsync();
        var parameters = JsonNode.Parse("""{"steps":28,"includeCharacterAvatar":true,"referenceImages":[{"data":"AQID","mimeType":"image/png","strength":0.5}]}""")!.AsObject();
        await host.ConnectAsync(Chat.User, "key", parameters);
        var order = new ImageOrder(JobId.Of("job"), JobTrigger.Force, null, null, "cats", null, null, null, null, null);

        var preview = await host.Engine.PreviewAsync(Chat, order, default);
        await host.Engine.AskSceneAsync(Chat, new SceneCommand.RequestImage(Chat, order), default);
        var job = await host.EndOfAsync(Chat.User, "job");

        var call = Assert.Single(host.Provider.Calls);
        var image = await host.Tables.FindImageAsync(Chat.User, job.Image ?? default, default);
        Assert.EndsWith("28 steps, paint-2", preview.Prompt?.Text, StringComparison.Ordinal);
        Assert.StartsWith("no humans, scenery, harbor, night, rain", preview.Prompt?.Text, StringComparison.Ordinal);
        Assert.Equal((preview.Prompt?.Text, preview.Prompt?.Negative), (image?.Prompt, image?.NegativePrompt));
        Assert.Equal((preview.Prompt?.Text, preview.Prompt?.Negative), (job.Prompt, job.NegativePrompt));
        Assert.Equal((preview.Prompt?.Text, "paint-2", "paint-2"), (host.Provider.Compose(call.Draft).Text, preview.Model, image?.Model));
        Assert.Equal(new ReferenceCounts(1, 1, 0), preview.References);
        Assert.Equal(["010203", "070707"], call.References.Select(reference => Convert.ToHexString(reference.Bytes.Span)));
        Assert.DoesNotContain("AQID", call.Parameters.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("""{"steps":28,"includeCharacterAvatar":true,"referenceImages":[{"mimeType":"image/png","strength":0.5,"bytes":3}]}""", image?.ParametersJson);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_is_named_before_anything_is_sent()
    {
        await using var host = await StartAsync();
        await host.ConnectAsync(Chat.User, "key", new JsonObject { ["referenceImages"] = new JsonArray(new JsonObject { ["data"] = "?" }) });

        var preview = await host.Engine.PreviewAsync(Chat, new ImageOrder(JobId.Of("p"), JobTrigger.Force, PromptMode.Custom, "a tower", null, null, null, null, null, null), default);
        var job = await host.PaintAsync(Chat, "job");

        Assert.Equal(("failed", "referenceImages[0] can't be read: its data is not base64. Choose the picture again."), (job.State, job.Reason));
        Assert.Equal(job.Reason, preview.Failure);
        Assert.Empty(host.Provider.Calls);
    }

    [Fact]
    public async Task A_provider_that_throws_before_the_call_has_cost_nothing()
    {
        await using var host = await StartAsync();
        await host.ConnectAsync(Chat.User, "key");
        var throws = 0;
        host.Provider.Composing = draft => throws++ == 0 ? throw new InvalidOperationException("a bug") : draft.Prompt;

        var job = await host.PaintAsync(Chat, "job");

        Assert.Equal(("done", "not_started", false), (job.State, job.Attempts[0].Outcome, job.MayHaveBeenCharged));
        Assert.Single(host.Provider.Calls);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task What_a_lost_call_cost_is_told_to_job_and_page(bool? wasCharged, bool mayHaveBeenCharged)
    {
        await using var host = await StartAsync();
        await host.ConnectAsync(Chat.User, "key");
        host.Provider.Answer = (_, _) => Task.FromResult<ProviderAnswer>(new ProviderAnswer.Ambiguous("The line went dead.", wasCharged));
        var failure = FailureAsync(host);

        var job = await host.PaintAsync(Chat, "job");

        Assert.Equal(("uncertain", mayHaveBeenCharged), (job.State, job.MayHaveBeenCharged));
        Assert.Equal(mayHaveBeenCharged, (bool?)PageJson.Job(job)["mayHaveBeenCharged"]);
        Assert.Equal(mayHaveBeenCharged, (bool?)(await failure)["mayHaveBeenCharged"]);
        Assert.Single(host.Provider.Calls);
    }

    [Fact]
    public async Task A_quota_that_is_used_up_ends_what_waits_until_there_is_another_key()
    {
        await using var host = await StartAsync();
        var connection = await host.ConnectAsync(Chat.User, "key");
        var told = new TaskCompletionSource<ProviderAnswer>();
        host.Provider.Answer = (_, _) => told.Task;
        await host.RequestAsync(Chat, "first");
        await host.UntilCalledAsync("first");
        await host.RequestAsync(Chat with { Chat = ChatId.Of("meadow") }, "behind");
        var failure = FailureAsync(host);

        told.SetResult(new ProviderAnswer.NotStarted("The quota of the day is used up.", true, TimeSpan.FromHours(20)));
        var ends = new[] { await host.EndOfAsync(Chat.User, "first"), await host.EndOfAsync(Chat.User, "behind") };

        Assert.All(ends, end =>
        {
            Assert.Equal("failed", end.State);
            Assert.Matches(@"It takes requests again at \d{4}-\d\d-\d\d \d\d:\d\d UTC\.", end.Reason);
            Assert.InRange((int?)PageJson.Job(end)["retryAfterSeconds"] ?? 0, 19 * 3600, 20 * 3600);
        });
        Assert.InRange((int?)(await failure)["retryAfterSeconds"] ?? 0, 19 * 3600, 20 * 3600);

        host.Provider.Answer = new FakeProvider().Answer;
        Assert.Equal("failed", (await host.PaintAsync(Chat, "renamed")).State);
        await host.Engine.AskConnectionAsync(connection.Id, new ConnectionCommand.NoticeProfile(Chat.User, connection.Id, "{}", CallsDiffer: true), default);
        Assert.Equal("done", (await host.PaintAsync(Chat, "again")).State);
    }

    /// <summary>A provider for tags that goes by pictures and adds its steps and model to every prompt.</summary>
    private Task<EngineHost> StartAsync()
    {
        var parameters = ImmutableSortedDictionary<string, ParameterSchema>.Empty
            .Add("referenceImages", new ParameterSchema("image_array", ""))
            .Add("includeCharacterAvatar", new ParameterSchema("boolean", ""));
        var plain = new FakeProvider().Description;
        var provider = new FakeProvider
        {
            Description = plain with { PromptStyle = PromptStyle.Tags, CallsPerAccount = 1, Capabilities = plain.Capabilities with { Parameters = parameters } },
            Composing = draft => draft.Prompt with { Text = $"{draft.Prompt.Text}, {draft.Parameters["steps"]} steps, {draft.Model}" },
        };
        return EngineHost.StartAsync(_folder.Path, provider, avatars: new Avatars());
    }

    /// <summary>The first failure that pages are told.</summary>
    private static async Task<JsonNode> FailureAsync(EngineHost host)
    {
        using var patience = new CancellationTokenSource(EngineHost.Patience);
        await foreach (var pageEvent in host.Pages.FollowAsync(Chat.User, null, 0, patience.Token))
        {
            if (pageEvent.Name == PageEvents.Failure)
                return JsonNode.Parse(pageEvent.Json)!;
        }

        throw new InvalidOperationException("No failure was told.");
    }

    private sealed class Avatars : IAvatarSource
    {
        public Task<ChatAvatars> ReadAsync(UserId user, ChatId chat, CancellationToken cancellation) =>
            Task.FromResult(new ChatAvatars(Avatar, null));
    }
}
