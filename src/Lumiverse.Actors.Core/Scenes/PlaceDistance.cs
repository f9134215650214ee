using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>
/// How far two places are apart. Words for one kind of place are one place; a part that looks like its whole is close to
/// it ("the tavern's back room"), one that doesn't is another place ("the tavern's cellar").
/// </summary>
internal static class PlaceDistance
{
    /// <summary>A part of the same place: its walls and light are the same, the view isn't.</summary>
    private const double Within = 0.4;

    /// <summary>Places of one kind that belong to two others: a hospital's roof, a castle's roof.</summary>
    private const double Elsewhere = 0.6;

    /// <summary>Two ways to say that the story stands in front of a place.</summary>
    private const double InFront = 0.3;

    private static readonly WordKinds Kinds = new(
        "tavern, inn, pub, bar, taproom, common room, alehouse, saloon, public house",
        "nightclub, club, night club, dance club, jazz club",
        "cafe, coffee shop, coffeehouse, coffee house, tearoom, tea house",
        "restaurant, diner, bistro, eatery",
        "bedroom, bedchamber, guest room",
        "living room, sitting room, parlour, parlor, lounge, den",
        "dining room, dining hall",
        "bathroom, washroom",
        "bathhouse",
        "kitchen, galley",
        "apartment, flat",
        "house, cottage, home, farmhouse, cabin, hut",
        "mansion, manor, manor house, villa, country house",
        "office, study",
        "police station, precinct",
        "library, archive, reading room",
        "bookshop, bookstore",
        "laboratory, lab",
        "workshop, forge, smithy",
        "school, academy",
        "classroom, schoolroom",
        "hospital, clinic, infirmary, hospital room, hospital ward, ward, sickroom",
        "corridor, hallway, passage, passageway",
        "lobby, foyer, entrance hall",
        "cellar, basement",
        "dungeon, prison cell, prison, jail, jail cell, cell, dungeon cell",
        "crypt, tomb, catacomb, mausoleum",
        "attic, loft, garret",
        "tower, turret, belfry",
        "throne room, audience chamber, throne hall",
        "great hall, feast hall, banquet hall",
        "ballroom",
        "castle, fortress, citadel, keep, stronghold",
        "palace",
        "church, chapel, cathedral, temple, shrine, abbey",
        "theatre, theater, playhouse, stage",
        "shop, store, boutique",
        "market, marketplace, market square, bazaar, souk",
        "square, plaza, town square, village square",
        "warehouse, storehouse, depot",
        "barn, stable",
        "greenhouse, conservatory, glasshouse",
        "tent, pavilion, yurt",
        "cave, cavern, grotto",
        "tunnel, mine",
        "train station, railway station, train platform, railway platform, platform",
        "train, train compartment, compartment, train carriage, railway carriage",
        "car, taxi, truck, van",
        "ship, sailing ship, boat, vessel, galleon",
        "ship deck, deck, main deck",
        "starship, spaceship, spacecraft, space station",
        "starship bridge, spaceship bridge, command bridge, ship bridge",
        "bridge, footbridge",
        "harbour, harbor, dock, port, quay, wharf, pier, jetty, marina, waterfront",
        "beach, shore, seashore, seaside, coast, strand, shoreline",
        "sea, ocean, open sea",
        "river, riverbank, river bank, riverside, stream, creek, brook",
        "lake, lakeshore, lakeside, pond",
        "forest, wood, woodland, grove, forest path, forest trail",
        "clearing, glade, forest clearing",
        "jungle, rainforest",
        "swamp, marsh, bog, fen",
        "meadow, field, grassland, pasture, prairie",
        "garden, rose garden, backyard",
        "park",
        "courtyard, yard, cloister",
        "rooftop, roof, roof terrace",
        "balcony, terrace, veranda, porch",
        "street, alley, lane, alleyway, avenue, city street, road in town",
        "road, path, trail, track, country road, mountain path, mountain road, mountain trail, highway",
        "village, town, hamlet",
        "city, metropolis",
        "desert, dune, sand dune",
        "camp, campsite, encampment",
        "ruin",
        "graveyard, cemetery, churchyard",
        "battlefield",
        "mountain, mountainside, mountain pass, mountain slope",
        "summit, peak, mountain summit, mountain top, mountaintop",
        "valley, gorge, canyon, ravine",
        "cliff, clifftop",
        "hot spring",
        "motel room, hotel room, hotel, motel");

    /// <summary>Parts that look like what they are part of, whatever that is.</summary>
    private static readonly ImmutableSortedSet<string> Alike = ImmutableSortedSet.Create(
        StringComparer.Ordinal, "room", "hall", "chamber", "corner", "booth", "floor", "interior", "compartment", "carriage", "ward", "square",
        "clearing", "edge", "entrance", "mouth", "aisle", "nave", "path", "trail", "middle", "centre", "center", "front", "table", "heart");

    /// <summary>Parts that look like no other part, however they are named.</summary>
    private static readonly ImmutableSortedSet<string> Apart = ImmutableSortedSet.Create(
        StringComparer.Ordinal, "cellar", "attic", "rooftop", "garden", "courtyard", "balcony", "dungeon", "tower", "kitchen", "bathroom", "crypt",
        "tunnel", "stable", "barn", "park");

    /// <summary>Places that are part of another kind without saying so.</summary>
    private static readonly ImmutableArray<(string Part, string Whole)> Homes =
    [
        ("classroom", "school"), ("throne room", "castle"), ("throne room", "palace"), ("great hall", "castle"), ("ballroom", "palace"),
        ("ship deck", "ship"), ("starship bridge", "starship"), ("clearing", "forest"), ("square", "village"), ("square", "city"), ("street", "city"),
        ("street", "village"), ("living room", "apartment"), ("living room", "house"), ("living room", "mansion"), ("village", "city"),
    ];

    public static double Between(string before, string after)
    {
        var (left, right) = (NamedThing.Of(before, Kinds), NamedThing.Of(after, Kinds));
        if (left.IsNothing || right.IsNothing)
            return left.IsNothing && right.IsNothing ? 0 : ThingDistance.Unsaid;
        if (left.Words.IsEmpty || right.Words.IsEmpty)
            return Open(left, right);
        if (ThingDistance.AreAlike(left.Words, right.Words, Kinds) || IsShortFor(left, right) || IsShortFor(right, left))
            return Belong(left, right) ? ThingDistance.Described(left.Words, right.Words) : Elsewhere;
        return IsPart(left, right) || IsPart(right, left) ? Within : Unlike(left, right);
    }

    /// <summary>"Outside the tavern" and "the street outside the tavern" are one place; the tavern is another.</summary>
    private static double Open(NamedThing left, NamedThing right) =>
        left.IsOutside == right.IsOutside && ThingDistance.AreAlike(left.Whole, right.Whole, Kinds) ? InFront : 1;

    /// <summary>"The bridge" where a starship bridge is at hand; a bridge over something is another one.</summary>
    private static bool IsShortFor(NamedThing brief, NamedThing full) =>
        brief.Whole.IsEmpty && brief.Words.Length < full.Words.Length && full.Words.TakeLast(brief.Words.Length).SequenceEqual(brief.Words);

    /// <summary>Two known wholes of two kinds are two places; one whole that isn't told is no evidence.</summary>
    private static bool Belong(NamedThing left, NamedThing right) =>
        Kinds.Find(left.Whole) is not { } one || Kinds.Find(right.Whole) is not { } other || one == other;

    private static bool IsPart(NamedThing part, NamedThing whole)
    {
        if (part.IsOutside || Apart.Contains(Kinds.Find(part.Words) ?? ""))
            return false;
        return ThingDistance.AreAlike(part.Whole, whole.Words, Kinds)
            || Homes.Contains((Kinds.Find(part.Words) ?? "", Kinds.Find(whole.Words) ?? ""))
            || (Alike.Contains(part.Words[^1]) && ThingDistance.AreAlike(part.Words[..^1], whole.Words, Kinds));
    }

    private static double Unlike(NamedThing left, NamedThing right) =>
        Kinds.Find(left.Words) is not null && Kinds.Find(right.Words) is not null
            ? 1
            : WordDistance.Between(left.Words, right.Words);
}
