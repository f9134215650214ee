using Lumiverse.Actors.Providers.Sketch.Painting;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Places;

/// <summary>Desert and plains.</summary>
internal static class OpenLand
{
    public static SKPoint PaintDesert(Easel easel)
    {
        var (dice, unit, width, height, palette) = (easel.Dice("desert"), easel.Unit, easel.Width, easel.Height, easel.Palette);
        PaintMesas(easel, dice);
        for (var dune = 0; dune < 5; dune++)
            PaintDune(easel, new Ripple(dice), (0.63f + 0.085f * dune) * height, (4 + 3 * dune) * unit, 0.55f - 0.13f * dune);
        foreach (var (share, tall) in new[] { (0.12f, 17f), (0.86f, 24f), (0.68f, 9f) })
            PaintCactus(easel, width * share, height * (0.78f + tall * 0.006f), tall * unit, palette.At(0x4E6B45, 0.3f - tall * 0.012f));
        return new SKPoint(width * 0.38f, height * 0.9f);
    }

    public static SKPoint PaintPlains(Easel easel)
    {
        var (dice, unit, width, height, palette) = (easel.Dice("plains"), easel.Unit, easel.Width, easel.Height, easel.Palette);
        Span<uint> greens = [0x8AA7A0, 0x8FB07F, 0x86AE62, 0x74A04F, 0x5B8A40];
        var ripple = new Ripple(dice);
        float HillAt(int hill, float x) => (0.6f + 0.075f * hill) * height - (5 + hill) * unit * ripple.At(x / unit / (46 - 4 * hill) + hill * 5, 2);
        for (var hill = 0; hill < greens.Length; hill++)
        {
            var index = hill;
            using var land = easel.Land(x => HillAt(index, x));
            easel.FillDown(land, HillAt(hill, 0) - 5 * unit, HillAt(hill, 0) + 16 * unit, palette.At(greens[hill], 0.62f - 0.15f * hill), palette.At(greens[hill], 0.7f - 0.15f * hill).Darker(0.22f));
            PaintCopses(easel, dice, x => HillAt(index, x), hill);
        }
        easel.Broadleaf(dice, width * 0.79f, HillAt(4, width * 0.79f) + unit, 38 * unit, palette.Lit(0x4F8040), palette.Lit(0x4C3A2A));
        easel.Grass(dice, x => HillAt(4, x) + 3 * unit, 2.5f * unit, 200, palette.Lit(0x77A650));
        easel.Grass(dice, x => height * 1.01f, 7 * unit, 220, palette.Lit(0x3E6A30));
        Motifs.Meadow(easel, dice);
        return new SKPoint(width * 0.33f, HillAt(4, width * 0.33f) + 4 * unit);
    }

    private static void PaintCopses(Easel easel, Dice dice, Func<float, float> groundAt, int hill)
    {
        for (var copse = 0; copse < 5 - hill; copse++)
            for (var (x, tree) = (dice.Share() * easel.Width, 0); tree < 4; tree++)
            {
                var at = x + tree * (1.5f + hill) * easel.Unit;
                easel.Oval(at, groundAt(at) - (0.6f + 0.5f * hill) * easel.Unit, (1.2f + 0.7f * hill) * easel.Unit, (1.3f + 0.8f * hill) * easel.Unit, easel.Palette.At(0x4A7045, 0.62f - 0.15f * hill));
            }
    }

    private static void PaintMesas(Easel easel, Dice dice)
    {
        for (var mesa = 0; mesa < 4; mesa++)
        {
            var (x, wide, tall, distance) = (dice.Between(-0.05f, 0.95f) * easel.Width, dice.Between(10, 26) * easel.Unit, dice.Between(8, 20) * easel.Unit, 0.75f - 0.08f * mesa);
            var foot = 0.66f * easel.Height;
            using var rock = Easel.Outline(new(x - wide * 0.2f, foot), new(x + wide * 0.06f, foot - tall), new(x + wide * 0.9f, foot - tall * 1.03f), new(x + wide * 1.2f, foot));
            easel.FillDown(rock, foot - tall, foot, easel.Palette.At(0xB5694A, distance), easel.Palette.At(0xD9A06C, distance));
            for (var stratum = 1; stratum < 4; stratum++)
                easel.Line(x + wide * (0.06f - 0.06f * stratum), foot - tall * (1 - 0.22f * stratum), x + wide * (0.9f + 0.07f * stratum), foot - tall * (1 - 0.22f * stratum), 0.35f * easel.Unit, easel.Palette.At(0x8F4F3C, distance).Faint(0.5f));
        }
    }

    /// <summary>A dune with a crisp crest and a shadow side.</summary>
    private static void PaintDune(Easel easel, Ripple ripple, float foot, float tall, float distance)
    {
        float CrestAt(float x) => foot - tall * ripple.Crest(x / easel.Unit / 58, 2);
        using var dune = easel.Land(CrestAt);
        easel.FillDown(dune, foot - tall, foot + 0.12f * easel.Height, easel.Palette.At(0xEFC98C, distance), easel.Palette.At(0xC98F55, distance));
        var shadow = easel.Palette.At(0x9A6140, distance);
        for (var x = 0f; x < easel.Width; x += easel.Unit)
            if (CrestAt(x) < CrestAt(x - 2 * easel.Unit) && CrestAt(x) < CrestAt(x + 2 * easel.Unit) && CrestAt(x) < CrestAt(x - easel.Unit))
                PaintLee(easel, CrestAt, x, tall, shadow);
    }

    private static void PaintLee(Easel easel, Func<float, float> crestAt, float x, float tall, SKColor shadow)
    {
        using var lee = new SKPath();
        lee.MoveTo(x, crestAt(x));
        for (var along = 0; along <= 24; along++)
            lee.LineTo(x + along * easel.Unit, crestAt(x + along * easel.Unit));
        lee.QuadTo(x + 6 * easel.Unit, crestAt(x) + tall * 1.1f, x - 5 * easel.Unit, crestAt(x) + tall * 1.6f);
        lee.QuadTo(x + 2 * easel.Unit, crestAt(x) + tall * 0.5f, x, crestAt(x));
        easel.FillDown(lee, crestAt(x), crestAt(x) + tall * 1.6f, shadow.Faint(0.6f), shadow.Faint(0));
    }

    private static void PaintCactus(Easel easel, float x, float foot, float tall, SKColor color)
    {
        var thick = tall * 0.13f;
        easel.Line(x, foot, x, foot - tall, thick, color);
        foreach (var (side, from, to) in new[] { (-1, 0.4f, 0.75f), (1, 0.52f, 0.88f) })
        {
            easel.Line(x, foot - tall * from, x + side * tall * 0.22f, foot - tall * from, thick * 0.75f, color);
            easel.Line(x + side * tall * 0.22f, foot - tall * from, x + side * tall * 0.22f, foot - tall * to, thick * 0.75f, color);
        }
        easel.Oval(x + tall * 0.2f, foot, tall * 0.3f, tall * 0.03f, color.Darker(0.4f).Faint(0.35f));
    }
}
