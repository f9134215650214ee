namespace Lumiverse.Server.Extraction;

/// <summary>Reads answers whole but not without end, and follows no redirect: the key is meant for the configured address.</summary>
internal sealed class AnswerLimit() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    /// <summary>A scene has 2 KB; thoughts, token counts and generous white space fit a hundred times.</summary>
    private const long MostBytes = 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            return response;
        }
        catch (HttpRequestException)
        {
            response.Dispose();
            throw;
        }
    }
}
