using System.Collections.Frozen;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>Tells rooms from open country by their nouns: light and weather reach the one through windows only.</summary>
internal static class Places
{
    private static readonly FrozenSet<string> Enclosed = Words.Set(
        "cellar cellars cistern basement crypt vault vaults catacomb catacombs undercroft dungeon dungeons tomb cave caves cavern caverns grotto mine mineshaft tunnel tunnels sewer sewers lair bunker submarine spaceship starship "
        + "spacecraft airlock cockpit medbay subway metro elevator closet darkroom cell sanctum");

    /// <summary>Everything aboard is shut, whatever it is called.</summary>
    private static readonly FrozenSet<string> Hulls = Words.Set("submarine spaceship starship spacecraft");

    private static readonly FrozenSet<string> Rooms = Words.Set(
        "tavern inn pub bar taproom alehouse saloon club nightclub lounge cabaret speakeasy cafe café coffeehouse teahouse tearoom diner restaurant bistro canteen cafeteria kitchen scullery pantry bakery bedroom bedchamber "
        + "dormitory nursery bathroom bathhouse washroom sauna parlour parlor den study library archive archives scriptorium bookshop bookstore office bureau headquarters boardroom newsroom laboratory lab workshop forge smithy "
        + "foundry studio atelier garage classroom school auditorium hospital infirmary clinic ward lobby foyer vestibule reception antechamber atrium corridor hallway passageway hall gallery stairwell staircase courthouse "
        + "prison jail attic loft garret belfry observatory ballroom courtroom chamber chambers room rooms quarters cabin galley hold house apartment flat suite penthouse chapel church temple cathedral shrine abbey mosque nave "
        + "theatre theater cinema backstage museum shop store boutique apothecary pharmacy supermarket warehouse factory mill storeroom hangar barn stable stables hayloft greenhouse conservatory tent yurt train carriage "
        + "compartment wagon car taxi terminal gym gymnasium dojo interior indoors inside home hut shack cottage manor mansion palace hotel motel hostel arcade mall");

    private static readonly FrozenSet<string> Open = Words.Set(
        "outdoors outside street streets avenue boulevard lane alley alleyway alleys backstreet square plaza piazza market marketplace bazaar souk road highway path trail track crossroads courtyard cloister yard patio garden "
        + "gardens park lawn terrace veranda porch balcony rooftop rooftops roof battlements ramparts wall walls bridge forest woods wood woodland grove jungle thicket glade clearing swamp marsh bog moor moors meadow field "
        + "fields hill hills hilltop hillside plain plains prairie steppe farm orchard vineyard river riverbank stream lake lakeside lakeshore pond lagoon waterfall beach shore coast shoreline cove cliff cliffs sea ocean "
        + "island bay harbour harbor quay quayside wharf dock docks pier jetty marina port waterfront deck ship boat desert dunes wasteland badlands canyon valley mountain mountains pass ridge peak summit glacier tundra "
        + "volcano crater camp campsite encampment campfire battlefield arena graveyard cemetery ruins ruin village town city hamlet skyline castle fortress tower lighthouse platform station gate gates wilderness countryside");

    public static bool IsPlace(string word) => Rooms.Contains(word) || Open.Contains(word) || Enclosed.Contains(word);

    /// <summary>By the last telling noun before a preposition: a tavern garden is open, a garden tavern is not.</summary>
    public static Surroundings Of(string place)
    {
        if (Words.In(place).Any(Hulls.Contains))
            return Surroundings.Enclosed;
        return place.Split(',').SelectMany(HeadWords).Select(OfWord).FirstOrDefault(found => found != Surroundings.Unsaid, Surroundings.Unsaid);
    }

    /// <summary>The last one first.</summary>
    private static IEnumerable<string> HeadWords(string part) =>
        Words.Head(part).SelectMany(Words.In).Reverse().Select(word => word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word);

    private static Surroundings OfWord(string word) =>
        Enclosed.Contains(word) ? Surroundings.Enclosed
        : Rooms.Contains(word) ? Surroundings.Room
        : Open.Contains(word) ? Surroundings.Open
        : Surroundings.Unsaid;
}
