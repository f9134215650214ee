using System.Net;
using System.Text.Json;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>Painting an image once more.</summary>
public sealed class RegenerateTests : IAsyncLifetime
{
    private readonly RemarkProvider _provider = new();
    private TestServer? _server;
    private ApiClient? _client;
    private string _chat = "";
    private string _connection = "";

    private ApiClient Client => _client ?? throw new InvalidOperationException("The server has not started.");

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(services: services => services.AddSingleton<Ports.Providers.IImageProvider>(_provider));
        _client = _server.Client();
        _connection = await Client.UseRemarksAsync();
        _chat = (await Storyteller.BeginAsync(Client)).Chat;
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task It_is_painted_as_it_was_ordered_whatever_is_set_today()
    {
        var image = await Client.PaintAsync(_chat, "a harbour");
        await Client.PutAsync($"image-gen-connections/{_connection}", new { model = "m2", default_parameters = new { steps = 50 } });
        await Client.PutAsync("settings/imageGeneration", new { value = new { enabled = false, customNegativePrompt = "cats" } });
        (await Client.PostAsync("image-gen-connections", new { name = "Another", provider = "sketch", is_default = true })).Expect(HttpStatusCode.Created);

        var again = await RegenerateAsync(image, new { });

        var (first, second) = (_provider.Calls.First(), _provider.Calls.Last());
        Assert.Equal(("a harbour", null, "m1"), (second.Prompt.Text, second.Prompt.Negative, second.Target.Model));
        Assert.Equal(first.Parameters.ToJsonString(), second.Parameters.ToJsonString());
        Assert.NotEqual(first.Seed, second.Seed);
        Assert.Equal(Storyteller.Text(image, "id"), Storyteller.Text(again, "regenerated_from"));
        Assert.Equal(("a harbour, best quality", "a harbour"), (Storyteller.Text(again, "prompt"), Storyteller.Text(again, "ordered_prompt")));
        Assert.Equal(Storyteller.Text(again, "id"), (await Client.GetAsync($"image-gen/chats/{_chat}/background"))["imageId"]);
    }

    [Fact]
    public async Task Versions_are_found_from_each_of_them()
    {
        var image = await Client.PaintAsync(_chat, "a harbour");
        var edited = await RegenerateAsync(image, new { prompt = "a harbour at night", negativePrompt = "boats" });
        var third = await RegenerateAsync(edited, new { });
        await Client.PaintAsync(_chat, "a forest");

        string[] expected = [Storyteller.Text(image, "id"), Storyteller.Text(edited, "id"), Storyteller.Text(third, "id")];
        foreach (var id in expected)
        {
            var versions = (await Client.GetAsync($"images/{id}/versions")).Expect(HttpStatusCode.OK).Json.GetProperty("data");
            Assert.Equal(expected, versions.EnumerateArray().Select(version => Storyteller.Text(version, "id")));
        }

        Assert.Equal(("a harbour at night", "boats"), (_provider.Calls.ElementAt(2).Prompt.Text, _provider.Calls.ElementAt(2).Prompt.Negative));
        Assert.Equal(Storyteller.Text(edited, "id"), Storyteller.Text(third, "regenerated_from"));
    }

    [Fact]
    public async Task What_no_longer_stands_behind_its_chat_is_painted_for_the_gallery_alone()
    {
        var old = await Client.PaintAsync(_chat, "a harbour");
        var current = await Client.PaintAsync(_chat, "a forest");

        await RegenerateAsync(old, new { });
        Assert.Equal(Storyteller.Text(current, "id"), (await Client.GetAsync($"image-gen/chats/{_chat}/background"))["imageId"]);

        var wanted = await RegenerateAsync(old, new { outputTarget = "background" });
        Assert.Equal(Storyteller.Text(wanted, "id"), (await Client.GetAsync($"image-gen/chats/{_chat}/background"))["imageId"]);
    }

    [Fact]
    public async Task The_same_key_is_the_same_job_and_pays_once()
    {
        var image = Storyteller.Text(await Client.PaintAsync(_chat, "a harbour"), "id");

        var first = await Client.PostAsync($"image-gen/images/{image}/regenerate", new { clientJobId = "mine" });
        var second = await Client.PostAsync($"image-gen/images/{image}/regenerate", new { clientJobId = "mine" });
        await new Storyteller(Client, _chat).AllJobsEndedAsync();

        Assert.Equal(("mine", "mine"), (first.Expect(HttpStatusCode.Accepted)["jobId"], second.Expect(HttpStatusCode.Accepted)["jobId"]));
        Assert.Equal(2, _provider.Calls.Count);
    }

    [Fact]
    public async Task A_retry_of_a_failed_one_paints_the_same_once_more()
    {
        var image = Storyteller.Text(await Client.PaintAsync(_chat, "a harbour"), "id");
        var failed = (await Client.PostAsync($"image-gen/images/{image}/regenerate", new { prompt = "fail once", negativePrompt = "boats" })).Expect(HttpStatusCode.Accepted)["jobId"];
        await new Storyteller(Client, _chat).AllJobsEndedAsync();
        var seen = (await Client.GetAsync($"image-gen/jobs/{failed}")).Expect(HttpStatusCode.OK);
        Assert.Equal((image, "failed"), (seen["regeneratedFrom"], seen["state"]));
        await Client.PutAsync($"image-gen-connections/{_connection}", new { model = "m2" });

        var again = (await Client.PostAsync($"image-gen/jobs/{failed}/retry", new { })).Expect(HttpStatusCode.Accepted)["jobId"];
        await new Storyteller(Client, _chat).AllJobsEndedAsync();

        Assert.Equal((image, "done"), ((await Client.GetAsync($"image-gen/jobs/{again}"))["regeneratedFrom"], (await Client.GetAsync($"image-gen/jobs/{again}"))["state"]));
        Assert.Equal(("fail once", "boats", "m1"), (_provider.Calls.Last().Prompt.Text, _provider.Calls.Last().Prompt.Negative, _provider.Calls.Last().Target.Model));
    }

    [Fact]
    public async Task What_was_not_painted_here_cannot_be_painted_again()
    {
        var upload = Storyteller.Text(await Client.UploadAsync("mine"), "id");

        (await Client.PostAsync($"image-gen/images/{upload}/regenerate", new { })).ExpectProblem(HttpStatusCode.Conflict);
        (await Client.PostAsync("image-gen/images/unknown/regenerate", new { })).ExpectProblem(HttpStatusCode.NotFound);
        (await Client.PostTextAsync($"image-gen/images/{upload}/regenerate", """{"prompt":7}""")).ExpectProblem(HttpStatusCode.BadRequest);
    }

    private async Task<JsonElement> RegenerateAsync(JsonElement image, object body)
    {
        var job = (await Client.PostAsync($"image-gen/images/{image.GetProperty("id")}/regenerate", body)).Expect(HttpStatusCode.Accepted)["jobId"];
        await new Storyteller(Client, _chat).AllJobsEndedAsync();
        var ended = (await Client.GetAsync($"image-gen/jobs/{job}")).Expect(HttpStatusCode.OK);
        return (await Client.GetAsync($"images/{ended["imageId"]}/info")).Expect(HttpStatusCode.OK).Json;
    }
}
