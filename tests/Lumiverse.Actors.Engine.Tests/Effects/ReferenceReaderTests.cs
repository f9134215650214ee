using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Tests.Effects;

public sealed class ReferenceReaderTests
{
    private static readonly ChatKey Chat = new(UserId.Of("ann"), ChatId.Of("harbour"));
    private static readonly byte[] Own = [1, 2, 3];
    private static readonly byte[] Character = [4, 5];
    private static readonly byte[] Persona = [6];

    [Fact]
    public async Task Pictures_of_the_parameters_come_first_and_avatars_last()
    {
        var reading = await ReadAsync($$"""
            {"steps":28,"includeCharacterAvatar":true,"includePersonaAvatar":true,"referenceImages":[
              {"data":"{{Convert.ToBase64String(Own)}}","mimeType":"image/png","strength":0.4},{"data":"data:image/png;base64,{{Convert.ToBase64String(Persona)}}"}]}
            """);

        Assert.Null(reading.Obstacle);
        Assert.Equal(
            [(ReferenceSource.Manual, "010203"), (ReferenceSource.Manual, "06"), (ReferenceSource.CharacterAvatar, "0405"), (ReferenceSource.PersonaAvatar, "06")],
            reading.Pictures.Select(picture => (picture.Source, Convert.ToHexString(picture.Bytes.Span))));
    }

    [Fact]
    public async Task What_is_said_about_a_picture_stays_in_the_parameters_and_the_picture_does_not()
    {
        var given = JsonNode.Parse("""{"steps":28,"referenceImages":[{"data":"AQID","mimeType":"image/png","strength":0.4,"type":"style"}]}""")!.AsObject();

        var reading = await new ReferenceReader().ReadAsync(Schema(), given, Chat, default);

        Assert.Equal("""{"steps":28,"referenceImages":[{"mimeType":"image/png","strength":0.4,"type":"style"}]}""", reading.Parameters.ToJsonString());
        Assert.Contains("AQID", given.ToJsonString(), StringComparison.Ordinal); // The connection's own are left alone.
    }

    [Theory]
    [InlineData("""{}""", false, false)]
    [InlineData("""{"includeCharacterAvatar":true}""", true, false)]
    [InlineData("""{"includePersonaAvatar":true}""", false, true)]
    [InlineData("""{"includeCharacterAvatar":false,"includePersonaAvatar":"yes"}""", false, false)]
    public async Task Avatars_are_gone_by_only_when_they_are_asked_for(string parameters, bool character, bool persona)
    {
        var reading = await ReadAsync(parameters);

        Assert.Equal(character, reading.Pictures.Any(picture => picture.Source == ReferenceSource.CharacterAvatar));
        Assert.Equal(persona, reading.Pictures.Any(picture => picture.Source == ReferenceSource.PersonaAvatar));
    }

    [Fact]
    public async Task What_the_schema_says_holds_where_the_connection_says_nothing()
    {
        var reading = await new ReferenceReader(new Avatars(new(Character, Persona))).ReadAsync(Schema(avatarDefault: true), [], Chat, default);

        Assert.Equal(ReferenceSource.CharacterAvatar, Assert.Single(reading.Pictures).Source);
    }

    [Fact]
    public async Task A_provider_that_knows_no_references_is_given_none()
    {
        var given = JsonNode.Parse("""{"referenceImages":[{"data":"AQID"}],"includeCharacterAvatar":true}""")!.AsObject();
        var none = Schema() with { Parameters = ImmutableSortedDictionary<string, ParameterSchema>.Empty };

        var reading = await new ReferenceReader(new Avatars(new(Character, Persona))).ReadAsync(none, given, Chat, default);

        Assert.Empty(reading.Pictures);
        Assert.Equal(given.ToJsonString(), reading.Parameters.ToJsonString());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(true, null)]
    public async Task Whoever_has_no_avatar_is_left_out(bool? hasSource, byte[]? none)
    {
        var reader = new ReferenceReader(hasSource is null ? null : new Avatars(new(none, none)));
        var given = new JsonObject { [ReferenceReader.CharacterAvatar] = true, [ReferenceReader.PersonaAvatar] = true };

        var reading = await reader.ReadAsync(Schema(), given, Chat, default);

        Assert.Empty(reading.Pictures);
        Assert.Null(reading.Obstacle);
    }

    [Theory]
    [InlineData("""[{"data":"AQID"},{"data":"no base64!"}]""")]
    [InlineData("""[{"data":"AQID"},{"data":""}]""")]
    [InlineData("""[{"data":"AQID"},{"mimeType":"image/png"}]""")]
    [InlineData("""[{"data":"AQID"},7]""")]
    public async Task An_entry_that_is_no_picture_is_named(string images) => Assert.Equal(
        "referenceImages[1] can't be read: its data is not base64. Choose the picture again.",
        (await ReadAsync($$"""{"referenceImages":{{images}}}""")).Obstacle);

    [Fact]
    public async Task Too_many_pictures_are_turned_down()
    {
        var images = string.Join(',', Enumerable.Repeat("""{"data":"AQID"}""", ReferenceReader.MostPictures));
        Assert.Null((await ReadAsync($$"""{"referenceImages":[{{images}}]}""")).Obstacle);

        var obstacle = (await ReadAsync($$"""{"referenceImages":[{{images}}],"includePersonaAvatar":true}""")).Obstacle;

        Assert.Equal("There are 17 reference pictures; at most 16 can be sent. Remove some.", obstacle);
    }

    [Fact]
    public async Task A_picture_that_is_too_large_is_named()
    {
        var large = new Avatars(new(new byte[ReferenceReader.MostBytes + 1], null));

        var reading = await new ReferenceReader(large).ReadAsync(Schema(), new JsonObject { [ReferenceReader.CharacterAvatar] = true }, Chat, default);

        Assert.Equal("The character's avatar is larger than 10 MiB. Choose a smaller picture.", reading.Obstacle);
    }

    [Fact]
    public async Task Pictures_that_are_too_large_together_are_turned_down()
    {
        var data = Convert.ToBase64String(new byte[ReferenceReader.MostBytes]);
        var given = new JsonObject { [ReferenceReader.Images] = new JsonArray([.. Enumerable.Range(0, 4).Select(_ => new JsonObject { ["data"] = data })]) };

        var reading = await new ReferenceReader().ReadAsync(Schema(), given, Chat, default);

        Assert.StartsWith("The reference pictures are larger than 32 MiB together.", reading.Obstacle, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"steps":28,"sampler":"k_euler"}""", """{"steps":28,"sampler":"k_euler"}""")]
    [InlineData("""{"referenceImages":[{"data":"AQID","mimeType":"image/png","strength":0.4}]}""", """{"referenceImages":[{"mimeType":"image/png","strength":0.4,"bytes":3}]}""")]
    [InlineData("""{"raw":{"image":"data:image/png;base64,AQID"}}""", """{"raw":{"image":"(26 characters)"}}""")]
    [InlineData("""{"mask":{"data":"data:image/png;base64,AQ=="}}""", """{"mask":{"bytes":1}}""")]
    public void A_record_of_parameters_holds_no_pictures(string parameters, string kept) =>
        Assert.Equal(kept, ParameterRecord.Of(JsonNode.Parse(parameters)!.AsObject()));

    [Fact]
    public void A_record_of_parameters_is_small()
    {
        Assert.Equal("{}", ParameterRecord.Of(null));
        Assert.True(ParameterRecord.Of(new JsonObject { ["unknown"] = new string('A', 1_000_000) }).Length < 100);
    }

    private static Task<ReferenceReading> ReadAsync(string parameters) =>
        new ReferenceReader(new Avatars(new(Character, Persona))).ReadAsync(Schema(), JsonNode.Parse(parameters)!.AsObject(), Chat, default);

    private static ProviderCapabilities Schema(bool avatarDefault = false) => new(
        ImmutableSortedDictionary<string, ParameterSchema>.Empty
            .Add(ReferenceReader.Images, new ParameterSchema("image_array", ""))
            .Add(ReferenceReader.CharacterAvatar, new ParameterSchema("boolean", "") { Default = avatarDefault })
            .Add(ReferenceReader.PersonaAvatar, new ParameterSchema("boolean", "")),
        true, "static", [], "");

    private sealed class Avatars(ChatAvatars found) : IAvatarSource
    {
        public Task<ChatAvatars> ReadAsync(UserId user, ChatId chat, CancellationToken cancellation) =>
            Task.FromResult((user, chat) == (Chat.User, Chat.Chat) ? found : new ChatAvatars(null, null));
    }
}
