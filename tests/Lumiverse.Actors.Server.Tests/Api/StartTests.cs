using Lumiverse.Actors.Server.Tests.Hosting;
using Lumiverse.Server;
using Lumiverse.Server.Startup;

namespace Lumiverse.Actors.Server.Tests.Api;

public sealed class StartTests
{
    [Theory]
    [InlineData("Lumiverse:Database", "Host=db")]
    [InlineData("Lumiverse:DataDirectory", " ")]
    [InlineData("Lumiverse:DataDirectory", "/dev/null/data")]
    [InlineData("Lumiverse:Limits:MessageBytes", "many")]
    [InlineData("Lumiverse:Limits:MessageBytes", "0")]
    [InlineData("Lumiverse:Limits:AvatarBytes", "-1")]
    [InlineData("Lumiverse:Users:al ice", "token")]
    [InlineData("Lumiverse:Users:alice", "")]
    [InlineData("Lumiverse:Users:alice", "two words")]
    [InlineData("Lumiverse:AllowedHosts:0", "https://chat.example.org")]
    [InlineData("Lumiverse:SceneExtractor:Url", "nonsense")]
    [InlineData("Lumiverse:SceneExtractor:Url", "ftp://models.example.org/v1")]
    [InlineData("Lumiverse:SceneExtractor:Url", "https://me:secret@models.example.org/v1")]
    [InlineData("Lumiverse:SceneExtractor:Url", "https://models.example.org/v1?key=secret")]
    [InlineData("Lumiverse:SceneExtractor:Model", "small-one")]
    [InlineData("Lumiverse:SceneExtractor:ApiKey", "sk-secret")]
    [InlineData("Lumiverse:SceneExtractor:ApiKey", "sk secret", "Lumiverse:SceneExtractor:Url=http://127.0.0.1/v1", "Lumiverse:SceneExtractor:Model=small-one")]
    [InlineData("Lumiverse:SceneExtractor:Model", " ", "Lumiverse:SceneExtractor:Url=http://127.0.0.1/v1")]
    [InlineData("urls", "http://0.0.0.0:0")]
    [InlineData("urls", "http://*:0")]
    [InlineData("urls", "nonsense")]
    [InlineData("Kestrel:Endpoints:Open:Url", "http://0.0.0.0:0")]
    public void A_wrong_setting_stops_the_start_with_one_sentence_that_names_it(string key, string value, params string[] others)
    {
        using var folder = new TemporaryFolder();

        var refused = Assert.Throws<StartRefusedException>(() => ChatServer.Build([$"--Lumiverse:DataDirectory={folder.Path}", $"--{key}={value}", .. others.Select(other => $"--{other}")]));

        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        Assert.Contains(key.StartsWith("Kestrel", StringComparison.Ordinal) ? "Kestrel:Endpoints" : key, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_users_may_not_share_a_token()
    {
        using var folder = new TemporaryFolder();

        var refused = Assert.Throws<StartRefusedException>(() =>
            ChatServer.Build([$"--Lumiverse:DataDirectory={folder.Path}", "--Lumiverse:Users:a=same", "--Lumiverse:Users:b=same"]));

        Assert.Contains("Lumiverse:Users:b", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_ends_with_code_2_and_nothing_but_the_sentence()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output) = await ServerProcess.RunToEndAsync(folder.Path, "--urls=http://0.0.0.0:0");

        Assert.Equal(2, exitCode);
        Assert.Equal("Lumiverse:Users names nobody, so urls may listen on loopback addresses alone, not on http://0.0.0.0:0.", output.Trim());
    }

    [Fact]
    public async Task An_address_that_is_in_use_is_named_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        await using var server = await TestServer.StartAsync();

        var (exitCode, output) = await ServerProcess.RunToEndAsync(folder.Path, $"--urls={server.Address}");

        Assert.Equal(2, exitCode);
        Assert.Contains($"Failed to bind to address {server.Address.ToString().TrimEnd('/')}: address already in use; choose another with --urls.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("warn:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_chats_that_can_not_be_used_is_named_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "chats.db");
        await File.WriteAllTextAsync(file, new string('x', 4096));

        var (exitCode, output) = await ServerProcess.RunToEndAsync(folder.Path);

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"{file} can't be used (SQLite Error 26: 'file is not a database');", output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_started_process_keeps_what_it_stored_over_a_kill()
    {
        using var folder = new TemporaryFolder();
        await using (var first = await ServerProcess.StartAsync(folder))
        {
            using var client = new ApiClient(first.Address);
            (await client.PostAsync("chats", new { title = "Kept" })).Expect(System.Net.HttpStatusCode.Created);
            await first.KillAsync();
        }

        await using var second = await ServerProcess.StartAsync(folder);
        using var reader = new ApiClient(second.Address);
        Assert.Equal("Kept", (await reader.GetAsync("chats")).Json.GetProperty("data")[0].GetProperty("title").GetString());
    }
}
