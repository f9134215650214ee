namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>Replies that each move to another place, time and weather.</summary>
internal static class Scenes
{
    public const string Harbour = "*We step out onto the harbour quay at dusk. Heavy rain hammers the cobbles.*";
    public const string Forest = "*By morning we have reached the pine forest. Thick fog hangs between the trunks.*";
    public const string Desert = "*At noon we cross the open desert under a clear sky.*";
    public const string Library = "*Night has fallen when we enter the old library and shut the door behind us.*";
    public const string Mountain = "*At dawn we climb to the mountain pass while snow falls.*";

    public static IReadOnlyList<string> All { get; } = [Harbour, Forest, Desert, Library, Mountain];
}
