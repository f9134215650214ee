using Lumiverse.Actors.Imaging.Tests.Inputs;
using Lumiverse.Actors.Ports.Images;
using SkiaSharp;

namespace Lumiverse.Actors.Imaging.Tests;

/// <summary>Pictures that a line or a disk has damaged: each is read or turned down with a sentence, and none brings the reader down.</summary>
public sealed class DamagedPictureTests : IDisposable
{
    private const int Prefixes = 60;
    private const int Flips = 120;
    private const int Seed = 7;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PictureInspector _inspector = new();

    public void Dispose() => _inspector.Dispose();

    public static TheoryData<SKEncodedImageFormat> Formats => [SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp];

    [Theory, MemberData(nameof(Formats))]
    public async Task Every_beginning_of_a_picture_is_turned_down(SKEncodedImageFormat format)
    {
        var whole = Samples.Landscape(64, 48, format);
        for (var length = 0; length < whole.Length - 16; length += 1 + (whole.Length / Prefixes))
            Assert.True(
                await InspectAsync(whole[..length]) is Inspection.Unreadable { Reason.Length: > 0 },
                $"the first {length} of {whole.Length} bytes of a {format} are taken for a picture");
    }

    [Theory, MemberData(nameof(Formats))]
    public async Task Flipped_bits_are_read_or_turned_down(SKEncodedImageFormat format)
    {
        var whole = Samples.Landscape(64, 48, format);
        var dice = new Random(Seed);
        for (var round = 0; round < Flips; round++)
        {
            var damaged = whole.ToArray();
            for (var count = 1 + (round % 4); count > 0; count--)
                damaged[dice.Next(damaged.Length)] ^= (byte)(1 << dice.Next(8));
            Assert.True(
                await InspectAsync(damaged) is Inspection.Readable or Inspection.Unreadable { Reason.Length: > 0 },
                $"{format}, seed {Seed}, round {round}: {Convert.ToBase64String(damaged)}");
        }
    }

    private Task<Inspection> InspectAsync(byte[] bytes) =>
        _inspector.InspectAsync(bytes, CancellationToken.None).WaitAsync(Patience);
}
