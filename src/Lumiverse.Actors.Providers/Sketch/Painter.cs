using System.Collections.Immutable;
using Lumiverse.Actors.Providers.Sketch.Painting;
using Lumiverse.Actors.Providers.Sketch.Places;
using Lumiverse.Actors.Providers.Sketch.Reading;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch;

/// <summary>Paints a brief, back to front: sky, place, focal detail, weather, grain.</summary>
internal static class Painter
{
    /// <summary>What paints each place; the answer is where a focal detail stands.</summary>
    private static readonly ImmutableSortedDictionary<Place, Func<Easel, SKPoint>> Places = new Dictionary<Place, Func<Easel, SKPoint>>
    {
        [Place.Forest] = Woods.PaintForest,
        [Place.Swamp] = Woods.PaintSwamp,
        [Place.Mountains] = Heights.PaintMountains,
        [Place.Lake] = Heights.PaintLake,
        [Place.Sea] = Coasts.PaintSea,
        [Place.Harbour] = Coasts.PaintHarbour,
        [Place.Desert] = OpenLand.PaintDesert,
        [Place.Plains] = OpenLand.PaintPlains,
        [Place.Village] = Settlements.PaintVillage,
        [Place.City] = Settlements.PaintCity,
        [Place.Castle] = Stonework.PaintCastle,
        [Place.Ruins] = Stonework.PaintRuins,
        [Place.Cave] = Stonework.PaintCave,
        [Place.Tavern] = Hearths.PaintTavern,
        [Place.Kitchen] = Hearths.PaintKitchen,
        [Place.Bedroom] = Hearths.PaintBedroom,
        [Place.ShipCabin] = Hearths.PaintShipCabin,
        [Place.Library] = Halls.PaintLibrary,
        [Place.Laboratory] = Halls.PaintLaboratory,
        [Place.Temple] = Halls.PaintTemple,
        [Place.ThroneRoom] = Halls.PaintThroneRoom,
    }.ToImmutableSortedDictionary();

    /// <summary>
    /// Fast rather than small: grain compresses badly whatever is tried, and one filter at the lowest level takes a
    /// third of the time of the defaults.
    /// </summary>
    private static readonly SKPngEncoderOptions Png = new(SKPngEncoderFilterFlags.Sub, zLibLevel: 1);

    public static byte[] Paint(SketchBrief brief)
    {
        var layout = new SKImageInfo(brief.WidthPixels, brief.HeightPixels, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(layout);
        using (var canvas = new SKCanvas(bitmap))
            PaintOn(canvas, brief);
        using var pixels = bitmap.PeekPixels();
        using var encoded = pixels.Encode(Png) ?? throw new InvalidOperationException($"A PNG of {layout.Width}×{layout.Height} could not be encoded.");
        return encoded.ToArray();
    }

    private static void PaintOn(SKCanvas canvas, SketchBrief brief)
    {
        using var easel = new Easel(canvas, brief);
        if (easel.Dice("mirror").Chance(0.5f))
            canvas.SetMatrix(SKMatrix.CreateScale(-1, 1, easel.Width / 2, 0));
        if (!brief.IsIndoors)
            Sky.Paint(easel);
        var focus = Places[brief.Place](easel);
        Motifs.Paint(easel, focus);
        if (!brief.IsIndoors && brief.Place != Place.Cave)
            Weather.Paint(easel);
        Finish.Paint(easel);
    }
}
