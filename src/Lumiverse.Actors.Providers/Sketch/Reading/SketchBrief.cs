using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Providers.Sketch.Reading;

/// <summary>The places that can be painted. Those from <see cref="Tavern"/> on are indoors.</summary>
internal enum Place
{
    Forest, Mountains, Sea, Harbour, Desert, Plains, Village, City, Castle, Cave, Lake, Swamp, Ruins,
    Tavern, Library, Bedroom, ThroneRoom, ShipCabin, Laboratory, Kitchen, Temple,
}

/// <summary>What is in the air; several at once.</summary>
[Flags]
internal enum Air { Clear = 0, Clouds = 1, Rain = 2, Snow = 4, Fog = 8, Storm = 16, Wind = 32 }

/// <summary>How the colours lean.</summary>
internal enum Mood { Plain, Warm, Calm, Tense, Sad, Eerie, Romantic }

/// <summary>The one thing the eye goes to.</summary>
internal enum Motif { None, Lantern, Fire, Candle, Ship, Door, Tree, Tower, Moon, Book, Sword, Birds, Flowers }

/// <summary>Everything a painting follows from.</summary>
/// <param name="Tint">A colour somebody asked for, as 0xRRGGBB; null = by mood and time.</param>
/// <param name="People">Figures in the picture, 0 to 3.</param>
internal sealed record SketchBrief(
    Place Place, TimeOfDay Time, Air Air, Mood Mood, Motif Motif, uint? Tint, int People, ulong Seed, int WidthPixels, int HeightPixels)
{
    public bool IsIndoors => Place >= Place.Tavern;
}
