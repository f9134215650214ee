using System.Globalization;

namespace Lumiverse.Actors.Engine.Tests.Driven;

/// <summary>The seeds that driven tests live through.</summary>
internal static class DrivenSeeds
{
    /// <summary>How many seeds are lived through, from 1 on.</summary>
    private const string CountVariable = "LUMIVERSE_DRIVEN";

    /// <summary>The only seed that is lived through.</summary>
    private const string SeedVariable = "LUMIVERSE_DRIVEN_SEED";

    public static TheoryData<ulong> All(int usual) => Number(SeedVariable) is { } seed
        ? [seed]
        : [.. Enumerable.Range(1, (int)(Number(CountVariable) ?? (ulong)usual)).Select(number => (ulong)number)];

    /// <summary>The command that lives through one seed again.</summary>
    public static string HowToReplay(ulong seed, Type test) =>
        $"Replay: {SeedVariable}={seed} dotnet test tests/Lumiverse.Actors.Engine.Tests -c Release --filter FullyQualifiedName~{test.FullName}";

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
