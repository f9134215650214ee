using System.Text;
using System.Text.Json.Nodes;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Serialization;

namespace Lumiverse.Actors.Engine.Tests.Serialization;

public sealed class MessageSerializerTests : TestKit
{
    private static readonly Type[] Families =
    [
        typeof(SceneCommand), typeof(SceneFact), typeof(ConnectionCommand), typeof(ConnectionFact), typeof(GalleryCommand), typeof(GalleryFact), typeof(Answer),
    ];

    private static readonly Type[] All =
        [.. Families.SelectMany(Filled.CasesOf), typeof(SceneState), typeof(ConnectionState), typeof(GalleryState)];

    public static TheoryData<Type> Messages() => [.. All];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_message_has_a_manifest_with_a_version(Type message)
    {
        Assert.Matches(@"^(scene|connection|gallery|answer)\.[a-z-]+\.v\d+$", Manifests.NameOf(message));
        Assert.Same(message, Manifests.TypeOf(Manifests.NameOf(message)));
    }

    [Fact]
    public void Every_manifest_belongs_to_a_message() =>
        Assert.Empty(Manifests.KnownTypes.Except(All));

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_survives_the_wire_with_everything_it_holds(Type message)
    {
        for (var variant = 0; variant < Filled.Variants; variant++)
        {
            var bytes = MessageSerializer.Write(Filled.Of(message, variant));

            var read = MessageSerializer.Read(bytes, Manifests.NameOf(message));

            Assert.IsType(message, read);
            Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(MessageSerializer.Write(read)));
            Assert.All(PropertiesOf(message), property => Assert.Contains($"\"{property}\":", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Keys_of_a_state_that_was_read_are_in_ordinal_order()
    {
        var read = (GalleryState)MessageSerializer.Read("""{"recent":{"a":"1","B":"2"}}"""u8, "gallery.state.v1");

        Assert.Equal(["B", "a"], read.Recent.Keys);
        Assert.Same(StringComparer.Ordinal, read.Recent.KeyComparer);
    }

    [Fact]
    public void A_command_crosses_the_wire_with_its_address_and_deadline()
    {
        var serializer = new MessageSerializer((ExtendedActorSystem)Sys);
        EntityMessage[] messages =
        [
            new(new EntityAddress(EntityKind.Scene, "ann:chat"), Filled.Of(typeof(SceneCommand.RequestImage), 0), DateTimeOffset.UnixEpoch),
            new(new EntityAddress(EntityKind.Gallery, "ann"), new GalleryCommand.TimeHasCome(), null),
        ];

        Assert.All(messages, message =>
        {
            var bytes = serializer.ToBinary(message);
            var read = Assert.IsType<EntityMessage>(serializer.FromBinary(bytes, serializer.Manifest(message)));
            Assert.Equal((message.To, message.Deadline), (read.To, read.Deadline));
            Assert.Equal(MessageSerializer.Write(message.Command), MessageSerializer.Write(read.Command));
        });
    }

    [Theory]
    [InlineData("gallery.image-added.v99", "{}")]
    [InlineData("System.String", "\"x\"")]
    [InlineData("gallery.image-added.v1", "{\"image\":")]
    [InlineData("gallery.image-added.v1", "null")]
    [InlineData("gallery.image-added.v1", "[]")]
    [InlineData("gallery.image-added.v1", "{\"at\":\"yesterday\"}")]
    [InlineData("gallery.image-deleted.v1", "{\"user\":7}")]
    [InlineData("gallery.state.v1", "{\"recent\":[1]}")]
    [InlineData("connection.attempt-ended.v1", "{\"outcome\":{\"reason\":\"no kind\"}}")]
    [InlineData("connection.attempt-ended.v1", "{\"outcome\":{\"kind\":\"of tomorrow\"}}")]
    [InlineData("entity-message.v1", "{")]
    [InlineData("entity-message.v1", "{\"kind\":\"Dragon\",\"id\":\"x\",\"manifest\":\"gallery.time-has-come.v1\",\"command\":{}}")]
    [InlineData("entity-message.v1", "{\"kind\":\"Gallery\"}")]
    public void What_cannot_be_read_is_a_message_that_says_so(string manifest, string json)
    {
        var read = new MessageSerializer((ExtendedActorSystem)Sys).FromBinary(Encoding.UTF8.GetBytes(json), manifest);

        var unreadable = Assert.IsType<UnreadableMessage>(read);
        Assert.Equal(manifest, unreadable.Manifest);
        Assert.NotEmpty(unreadable.Reason);
    }

    [Fact]
    public void A_damaged_message_says_nothing_of_what_it_holds()
    {
        var read = (UnreadableMessage)MessageSerializer.Read("{\"user\":\"secret words\",\"image\":7}"u8, "gallery.image-deleted.v1");

        Assert.DoesNotContain("secret", read.Reason, StringComparison.Ordinal);
    }

    private static IEnumerable<string> PropertiesOf(Type message) => message.GetProperties()
        .Where(property => property.CanWrite)
        .Select(property => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name));
}
