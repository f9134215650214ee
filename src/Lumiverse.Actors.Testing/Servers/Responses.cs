using System.Text;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Testing.Servers;

/// <summary>The ways in which servers answer, and do not.</summary>
public static class Responses
{
    /// <summary>Answers with JSON and its length.</summary>
    public static Task RespondAsync(this HttpContext http, int status, string json) =>
        http.RespondAsync(status, "application/json", Encoding.UTF8.GetBytes(json));

    /// <summary>Answers with a body and its length.</summary>
    public static async Task RespondAsync(this HttpContext http, int status, string contentType, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body);
    }

    /// <summary>Sends a body in chunks of its own, each flushed before the next.</summary>
    public static async Task DripAsync(this HttpContext http, int status, string contentType, IEnumerable<byte[]> chunks)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        foreach (var chunk in chunks)
        {
            await http.Response.Body.WriteAsync(chunk);
            await http.Response.Body.FlushAsync();
        }
    }

    /// <summary>Hangs up without an answer, or in the middle of one.</summary>
    public static Task DropAsync(this HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Promises more than it sends, and hangs up.</summary>
    public static async Task StopHalfwayAsync(this HttpContext http)
    {
        http.Response.ContentLength = 1000;
        await http.Response.Body.WriteAsync(new byte[10]);
        await http.Response.Body.FlushAsync();
        http.Abort();
    }
}
