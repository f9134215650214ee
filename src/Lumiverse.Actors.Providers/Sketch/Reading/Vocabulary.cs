using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Providers.Sketch.Reading;

/// <summary>The words that are understood.</summary>
internal static class Vocabulary
{
    public static WordTable<Place> Places { get; } = new(
        (Place.Tavern, "tavern inn pub bar taproom saloon alehouse cafe café restaurant diner"),
        (Place.Kitchen, "kitchen pantry bakery scullery forge smithy"),
        (Place.Laboratory, "laboratory lab workshop observatory alchemist spaceship spacecraft cockpit clinic hospital"),
        (Place.Library, "library archive bookshop study office classroom school bookcase scriptorium"),
        (Place.ShipCabin, "shipboard captain galley quarters berth submarine train carriage"),
        (Place.ThroneRoom, "throne ballroom court audience hall palace"),
        (Place.Temple, "temple church cathedral chapel shrine monastery sanctuary altar mausoleum"),
        (Place.Bedroom, "bedroom bedchamber room chamber apartment attic cabin dormitory house home indoors parlour lounge"),
        (Place.Cave, "cave cavern grotto mine tunnel crypt dungeon tomb catacomb underground lair sewer"),
        (Place.Ruins, "ruin ruined ruinous overgrown colonnade abandoned wreckage battlefield graveyard cemetery"),
        (Place.Swamp, "swamp marsh bog fen mire bayou wetland moor"),
        (Place.Castle, "castle fortress citadel keep tower stronghold rampart battlement"),
        (Place.Harbour, "harbour harbor port dock pier quay wharf jetty marina lighthouse"),
        (Place.City, "city street alley market square plaza downtown skyscraper rooftop neon metropolis avenue station"),
        (Place.Village, "village town hamlet cottage farm settlement campsite camp windmill"),
        (Place.Lake, "lake river stream pond waterfall lagoon creek ford riverbank lakeside"),
        (Place.Sea, "sea ocean beach coast shore island bay cliff deck ship boat shoreline"),
        (Place.Desert, "desert dune sand wasteland oasis canyon mesa savanna badland"),
        (Place.Mountains, "mountain peak summit ridge alp glacier tundra pass highland volcano valley"),
        (Place.Forest, "forest wood woodland grove jungle clearing glade thicket tree orchard"),
        (Place.Plains, "plain meadow field grassland prairie steppe hill garden park road countryside pasture"));

    /// <summary>Where a place is not understood: one of these, by its words.</summary>
    public static IReadOnlyList<Place> Anywhere { get; } = [Place.Plains, Place.Mountains, Place.Forest, Place.Lake];

    public static WordTable<TimeOfDay> Times { get; } = new(
        (TimeOfDay.Midnight, "midnight"),
        (TimeOfDay.GoldenHour, "golden sunset afternoon"),
        (TimeOfDay.Dusk, "dusk twilight evening nightfall gloaming"),
        (TimeOfDay.Night, "night moonlight moonlit nocturnal starlit"),
        (TimeOfDay.Dawn, "dawn sunrise daybreak"),
        (TimeOfDay.Morning, "morning"),
        (TimeOfDay.Midday, "midday noon day daylight sunny"));

    public static WordTable<Air> Airs { get; } = new(
        (Air.Storm | Air.Rain | Air.Clouds | Air.Wind, "storm stormy thunder lightning thunderstorm tempest"),
        (Air.Snow | Air.Clouds | Air.Wind, "blizzard snowstorm"),
        (Air.Snow | Air.Clouds, "snow snowy snowfall snowing hail sleet"),
        (Air.Rain | Air.Clouds, "rain rainy raining drizzle downpour shower wet"),
        (Air.Fog, "fog foggy mist misty haze hazy smoke smoky"),
        (Air.Wind, "wind windy breeze breezy gale gust"),
        (Air.Clouds, "cloud cloudy overcast grey gray gloomy"));

    public static WordTable<Mood> Moods { get; } = new(
        (Mood.Eerie, "eerie mysterious haunted haunting magical mystic uncanny strange otherworldly surreal dreamlike"),
        (Mood.Tense, "tense ominous dangerous dread fear fearful menacing violent angry grim threatening hostile dark urgent"),
        (Mood.Sad, "sad melancholy melancholic lonely somber sombre bleak grief mournful bittersweet wistful"),
        (Mood.Romantic, "romantic tender intimate loving dreamy sensual passionate"),
        (Mood.Warm, "warm cosy cozy cheerful joyful happy festive playful hopeful lively merry triumphant"),
        (Mood.Calm, "calm peaceful serene quiet tranquil gentle still relaxed"));

    public static WordTable<Motif> Motifs { get; } = new(
        (Motif.Lantern, "lantern lamp torch streetlamp"),
        (Motif.Candle, "candle candlelight candelabra"),
        (Motif.Fire, "fire bonfire campfire flame hearth fireplace ember"),
        (Motif.Ship, "ship boat sail galleon vessel mast"),
        (Motif.Sword, "sword blade dagger weapon"),
        (Motif.Book, "book tome scroll letter map page journal"),
        (Motif.Door, "door gate doorway portal archway"),
        (Motif.Tower, "tower lighthouse spire beacon"),
        (Motif.Birds, "bird crow raven gull seagull owl swallow"),
        (Motif.Flowers, "flower rose blossom bloom lily poppy"),
        (Motif.Moon, "moon crescent"),
        (Motif.Tree, "tree oak willow pine branch"));

    public static WordTable<uint> Colours { get; } = new(
        (0xB03A2E, "red crimson scarlet ruby blood"),
        (0xD98A2B, "orange amber copper rust sepia"),
        (0xE0B83C, "gold golden yellow honey"),
        (0x3F8F5B, "green emerald jade moss olive"),
        (0x2E8C96, "teal turquoise cyan aqua"),
        (0x3566B0, "blue sapphire indigo azure navy cobalt"),
        (0x7A4BA6, "purple violet lavender amethyst"),
        (0xD0708F, "pink rose magenta coral"),
        (0x7D7F86, "grey gray silver monochrome ash"));
}
