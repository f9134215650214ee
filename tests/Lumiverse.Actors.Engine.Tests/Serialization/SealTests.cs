using Akka.Actor;
using Akka.TestKit.Xunit2;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Serialization;

namespace Lumiverse.Actors.Engine.Tests.Serialization;

public sealed class SealTests : TestKit
{
    private const int BitsPerByte = 8;

    private MessageSerializer Serializer => new((ExtendedActorSystem)Sys);

    public static TheoryData<Type> Messages => MessageSerializerTests.Messages();

    [Theory]
    [MemberData(nameof(Messages))]
    public void Any_flipped_bit_of_a_stored_message_is_noticed(Type message)
    {
        var manifest = Manifests.NameOf(message);
        var stored = Serializer.ToBinary(Filled.Of(message, 0));
        Assert.IsType(message, Serializer.FromBinary(stored, manifest));

        for (var bit = 0; bit < stored.Length * BitsPerByte; bit++)
        {
            Flip(stored, bit);
            Assert.True(Serializer.FromBinary(stored, manifest) is UnreadableMessage, $"bit {bit}");
            Flip(stored, bit);
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_under_another_name_is_noticed(Type message)
    {
        var stored = Serializer.ToBinary(Filled.Of(message, 0));

        Assert.All(Manifests.KnownTypes.Where(other => other != message), other => Assert.IsType<UnreadableMessage>(Serializer.FromBinary(stored, Manifests.NameOf(other))));
    }

    [Fact]
    public void What_was_written_without_a_seal_is_read()
    {
        var fact = new GalleryFact.PublicUrlRevoked(ImageId.Of("image"), "token");

        Assert.Equal(fact, Serializer.FromBinary(MessageSerializer.Write(fact), Manifests.NameOf(fact.GetType())));
    }

    private static void Flip(byte[] bytes, int bit) => bytes[bit / BitsPerByte] ^= (byte)(1 << (bit % BitsPerByte));
}
