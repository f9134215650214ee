using Lumiverse.Actors.SceneReport;
using Lumiverse.Actors.SceneReport.Pairs;
using Lumiverse.Actors.SceneReport.Passages;

// Says how well scenes are read and their change is judged, on labelled sets. --wrong=tune|report lists what is wrong.
await PassageReport.WriteAsync(Console.Out, Listed("--wrong="));
PairReport.Write(Console.Out, Listed("--wrong="));

SetHalf? Listed(string option) =>
    args.FirstOrDefault(argument => argument.StartsWith(option, StringComparison.Ordinal)) is { } given
        && Enum.TryParse<SetHalf>(given[option.Length..], ignoreCase: true, out var half) ? half : null;
