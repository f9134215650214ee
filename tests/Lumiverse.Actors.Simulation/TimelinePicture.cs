using System.Globalization;
using System.Text;

namespace Lumiverse.Actors.Simulation;

/// <summary>Draws the course of a world as SVG: queue, calls, images and faults below each other over time.</summary>
internal static class TimelinePicture
{
    private const int Width = 960;
    private const int StripHeight = 130;
    private const int Left = 110;
    private const int Ticks = 8;

    public static string Of(WorldPlan plan, IReadOnlyList<Sample> samples)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Left + Width + 20} {4 * StripHeight + 60}\" font-family=\"sans-serif\" font-size=\"13\">");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"24\">{plan.Chats:N0} chats, days: {plan.Days}, seed {plan.Seed}, faults {plan.Faults.Name}</text>");
        Strip(svg, 0, "Jobs open", "#3b6ea5", [.. samples.Select(sample => (double)sample.Waiting)]);
        Strip(svg, 1, "Calls running", "#7a5195", [.. samples.Select(sample => (double)sample.Calling)]);
        Strip(svg, 2, "Images", "#2f8f5b", Growth(samples, sample => sample.Images));
        Strip(svg, 3, "Faults", "#c0392b", Growth(samples, sample => sample.Faults));
        Hours(svg, plan);
        return svg.Append("</svg>").ToString();
    }

    private static void Hours(StringBuilder svg, WorldPlan plan)
    {
        var bottom = 40 + (4 * StripHeight);
        for (var tick = 0; tick <= Ticks; tick++)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + (Width * tick / Ticks)}\" y=\"{bottom}\" text-anchor=\"middle\" fill=\"#555\">{plan.Days * 24 * tick / Ticks:0.##} h</text>");
    }

    private static double[] Growth(IReadOnlyList<Sample> samples, Func<Sample, long> count) =>
        [.. samples.Select((sample, i) => (double)(count(sample) - (i == 0 ? 0 : count(samples[i - 1]))))];

    private static void Strip(StringBuilder svg, int number, string name, string colour, double[] values)
    {
        var (bottom, most) = (40 + (number + 1) * StripHeight - 20, Math.Max(1, values.DefaultIfEmpty().Max()));
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"8\" y=\"{bottom - StripHeight / 2}\">{name}</text><text x=\"{Left - 8}\" y=\"{bottom - StripHeight + 40}\" text-anchor=\"end\">{most:N0}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<polygon fill=\"{colour}\" fill-opacity=\"0.35\" stroke=\"{colour}\" points=\"{Left},{bottom}");
        for (var i = 0; i < values.Length; i++)
            svg.Append(CultureInfo.InvariantCulture, $" {Left + Width * (i + 0.5) / values.Length:F1},{bottom - values[i] / most * (StripHeight - 35):F1}");
        svg.Append(CultureInfo.InvariantCulture, $" {Left + Width},{bottom}\"/>");
    }
}
