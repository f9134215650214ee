using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Providers.Tests.World;

/// <summary>A good answer as it was recorded, and then damaged on its way: by proxies, by bugs, by malice.</summary>
internal sealed class DamagedAnswer
{
    private const int LongestInsertion = 64;

    private static readonly string[] ContentTypes = ["application/json", "text/html", "image/png", "application/zip", "application/x-msgpack", "", "nonsense", "application/json; charset=utf-7"];

    private readonly int _status;
    private readonly string _contentType;
    private readonly byte[] _body;
    private readonly bool _promisesMore;

    private DamagedAnswer(int status, string contentType, byte[] body, bool promisesMore) =>
        (_status, _contentType, _body, _promisesMore) = (status, contentType, body, promisesMore);

    public static async Task<DamagedAnswer> OfAsync(Func<HttpContext, Task> answer, Random dice)
    {
        using var body = new MemoryStream();
        var recording = new DefaultHttpContext();
        recording.Response.Body = body;
        await answer(recording);
        var contentType = dice.Next(6) == 0 ? ContentTypes[dice.Next(ContentTypes.Length)] : recording.Response.ContentType ?? "";
        return new DamagedAnswer(recording.Response.StatusCode, contentType, Damage([.. body.ToArray()], dice), dice.Next(8) == 0);
    }

    public async Task SendAsync(HttpContext http)
    {
        http.Response.StatusCode = _status;
        http.Response.Headers.ContentType = _contentType;
        http.Response.ContentLength = _body.Length + (_promisesMore ? 100 : 0);
        await http.Response.Body.WriteAsync(_body);
        if (_promisesMore)
            http.Abort();
    }

    private static byte[] Damage(List<byte> body, Random dice)
    {
        for (var wounds = 1 + dice.Next(4); wounds > 0; wounds--)
            Wound(body, dice);
        return [.. body];
    }

    private static void Wound(List<byte> body, Random dice)
    {
        var at = dice.Next(body.Count + 1);
        switch (dice.Next(6))
        {
            case 0: body.RemoveRange(at, body.Count - at); break;
            case 1: body.RemoveRange(0, at); break;
            case 2: body.InsertRange(at, body.Take(dice.Next(body.Count + 1)).ToArray()); break;
            case 3: body.InsertRange(at, Noise(dice)); break;
            default:
                for (var flips = dice.Next(8); flips >= 0 && body.Count > 0; flips--)
                    body[dice.Next(body.Count)] ^= (byte)(1 << dice.Next(8));
                break;
        }
    }

    private static byte[] Noise(Random dice)
    {
        var noise = new byte[1 + dice.Next(LongestInsertion)];
        dice.NextBytes(noise);
        return noise;
    }
}
