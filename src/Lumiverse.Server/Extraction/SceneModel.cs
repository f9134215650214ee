using System.ClientModel;
using System.ClientModel.Primitives;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Server.Startup;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Lumiverse.Server.Extraction;

/// <summary>
/// The model that reads scenes, asked once and at most once more: plainly, where its server refuses schemas or temperatures.
/// Failures carry our words alone; a server's own may repeat the key or the chat.
/// </summary>
internal sealed class SceneModel : DelegatingChatClient
{
    private const string Completions = "/chat/completions";

    /// <summary>What a server without keys is sent, since the client insists on one.</summary>
    private const string NoKey = "none";

    /// <summary>Holds where the settings set no limit: a server that hangs must not keep the place of a reading for ever.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;

    private SceneModel(IChatClient client, HttpClient http)
        : base(client) => _http = http;

    /// <param name="silence">How long the server may say nothing; null = five minutes.</param>
    public static SceneModel Connect(SceneExtractorOptions options, TimeSpan? silence = null)
    {
        var http = new HttpClient(new AnswerLimit()) { Timeout = Timeout.InfiniteTimeSpan }; // The caller's token is the budget.
        var client = new ChatClient(
            options.Model, new ApiKeyCredential(string.IsNullOrEmpty(options.ApiKey) ? NoKey : options.ApiKey),
            new OpenAIClientOptions
            {
                Endpoint = AddressOf(options.Url ?? ""),
                Transport = new HttpClientPipelineTransport(http),
                NetworkTimeout = silence ?? LongestSilence,
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
            });
        return new SceneModel(client.AsIChatClient(), http);
    }

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await AskAsync(messages, options, cancellationToken);
        }
        catch (ClientResultException failure)
        {
            throw new SceneUnreadableException(failure.Status == 0 ? "the model's server could not be reached" : $"the model's server answered {failure.Status}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SceneUnreadableException("the model did not answer in time");
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _http.Dispose();
    }

    private async Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellation)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellation);
        }
        catch (ClientResultException refused) when (refused.Status is StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity)
        {
            return await base.GetResponseAsync(messages, options: null, cancellation);
        }
    }

    /// <summary>People copy the whole address of the call as well.</summary>
    private static Uri AddressOf(string url) =>
        new(url.TrimEnd('/') is var address && address.EndsWith(Completions, StringComparison.OrdinalIgnoreCase) ? address[..^Completions.Length] : address);
}
