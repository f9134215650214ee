using Lumiverse.Actors.Providers.NovelAi.Streaming;

namespace Lumiverse.Actors.Providers.Tests.NovelAi;

/// <summary>Frames that no honest server sends.</summary>
public sealed class StreamEventTests
{
    private const byte MapOfOne = 0x81;
    private const byte NameOfOneLetter = 0xA1;
    private const byte ArrayOfOne = 0x91;
    private const byte LongBytes = 0xC6;

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public void Lists_in_lists_without_end_are_no_event(int depth) =>
        Assert.Null(StreamEvent.Read(new byte[] { MapOfOne, NameOfOneLetter, (byte)'x' }.Concat(Enumerable.Repeat(ArrayOfOne, depth)).ToArray()));

    [Fact]
    public void A_length_beyond_what_there_is_is_no_event() =>
        Assert.Null(StreamEvent.Read(new byte[] { MapOfOne, NameOfOneLetter, (byte)'x', LongBytes, 0xFF, 0xFF, 0xFF, 0xFF, 0 }));
}
