using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Providers.Tests.Prompts;

/// <summary>What prompts have to cope with; each becomes one file in the folder Golden.</summary>
internal static class GoldenScenes
{
    private static readonly Scene Tavern = new("dim harbour tavern", TimeOfDay.Night, "heavy rain", "tense", "a silver lantern on the bar");
    private static readonly Scene Pier = new("old fishing pier", TimeOfDay.GoldenHour, "light breeze", "wistful", "a row of drying nets");

    private static readonly SceneSubject Mara = new(
        "Mara", "ferrywoman", "a tall woman with short red hair, wearing a grey oilskin coat", ["1girl", "red_hair", "grey coat", "freckles"]);

    private static readonly SceneSubject Oswin = new("Oswin", "innkeeper", "an old man with a white beard, holding a pewter mug", []);
    private static readonly SceneSubject Ash = new("Ash", null, null, ["wolf", "grey fur", "amber eyes"]);

    public static IEnumerable<GoldenScene> All => [.. Places, .. People, .. Wishes, .. OwnPrompts, .. Long];

    private static IEnumerable<GoldenScene> Places =>
    [
        new("tavern-night-rain", "A room at night with rain outside", Tavern),
        new("forest-dawn-fog", "Open country at dawn in fog", new Scene("pine forest", TimeOfDay.Dawn, "thick fog", "eerie", "a mossy standing stone")),
        new("market-morning", "A place that is called crowded, without people", new Scene("bustling spice market", TimeOfDay.Morning, "clear sky", "cheerful", "pyramids of saffron and paprika")),
        new("desert-midday", "The hard light of noon", new Scene("the ruins of a caravanserai in the desert", TimeOfDay.Midday, "dry heat", "forlorn", "a dry fountain")),
        new("pier-golden-hour", "Low sun over water", Pier),
        new("moor-dusk-storm", "A sky that is covered, at dusk", new Scene("windswept moor", TimeOfDay.Dusk, "thunderstorm", "frightening", "a lone twisted hawthorn")),
        new("neon-street-night", "A place with a light of its own", new Scene("neon-lit alley behind the noodle bars", TimeOfDay.Night, "light rain", "melancholic", "a flickering pharmacy sign")),
        new("graveyard-midnight", "Midnight under a clear sky", new Scene("overgrown village graveyard", TimeOfDay.Midnight, "full moon", "solemn", "an open iron gate")),
        new("library-morning", "Daylight through windows", new Scene("university library", TimeOfDay.Morning, "", "peaceful", "an open atlas on a reading desk")),
        new("crypt-midday", "Hours and weather that cannot be seen", new Scene("flooded crypt under the cathedral", TimeOfDay.Midday, "heavy rain", "eerie", "a stone sarcophagus with a broken lid")),
        new("cabin-dusk-snow", "Snow outside, candles inside", new Scene("log cabin", TimeOfDay.Dusk, "snowfall", "cosy", "a kettle on the stove")),
        new("harbour-dusk-clear", "Dusk under a clear sky, written as a line begins", new Scene("Quiet fishing harbour", TimeOfDay.Dusk, "Clear sky", "Peaceful", "Rows of moored boats")),
        new("greenhouse-midday-wind", "A weather of two parts behind windows", new Scene("the old greenhouse behind the manor", TimeOfDay.Midday, "rain and strong wind", "romantic", "an orange tree in blossom")),
        new("mine-smoke", "Air that is seen below ground", new Scene("abandoned silver mine", TimeOfDay.Night, "drifting smoke", "tense", "a burning oil lamp")),
        new("roofs-sentence", "A weather that is a sentence", new Scene("rooftops of Paris", TimeOfDay.Morning, "snow is falling on the chimneys", "joyful", "a red balloon")),
        new("outside-the-gate", "A place that is told by another", new Scene("outside the city gate", TimeOfDay.GoldenHour, "dusty", "", "the great bronze doors")),
        new("not-wanted", "A negative prompt that names what the scene has", Tavern) { Negative = "rain, lanterns, silver lantern" },
        new("spaceship-bridge", "No sky at all", new Scene("bridge of the starship Meridian", TimeOfDay.Unknown, "", "tense", "a red warning light")),
        new("bare-name", "A name, and nothing else", new Scene("Castle Blackmoor", TimeOfDay.Unknown, "", "", "")),
        new("palette", "Colours that somebody asked for", new Scene("mountain monastery", TimeOfDay.Dawn, "overcast sky", "hopeful", "a bronze bell") with { PaletteOverride = "muted teal and copper" }),
        new("stranger-as-focal-point", "People are switched off, and the eye would go to one", Tavern with { FocalDetail = "a hooded stranger by the fire", CompositionSubjects = "the stranger sits alone" }),
        new("sword-in-a-hand", "People are switched off, and the focal point is held by one", Tavern with { FocalDetail = "an ornate sword in the hand of a knight" }),
    ];

    private static IEnumerable<GoldenScene> People =>
    [
        new("one-person", "One person, told in words and in tags", Tavern with { Subjects = [Mara], CompositionShot = "medium shot", CompositionCamera = "low angle" }),
        new("three-people", "Several, one of them no human", Pier with
        {
            Subjects = [Mara, Oswin, Ash], CompositionSubjects = "Mara mends a net while Oswin watches, the wolf lies between them",
            CompositionShot = "wide shot", CompositionCamera = "from above",
        }),
        new("seven-people", "More than the model takes apart", Tavern with
        {
            FocalDetail = "a table covered in maps",
            Subjects =
            [
                Mara, Oswin, Ash, new("Pell", "smuggler", "a thin young man in a patched blue coat", []), new("Iven", null, "a woman with silver braids", []),
                new("Tob", "cook", "a stout man with rolled-up sleeves", []), new(null, "city guard", "a woman in a dented breastplate", []),
            ],
        }),
    ];

    private static IEnumerable<GoldenScene> Wishes =>
    [
        new("style-prefix-suffix", "A person's style, prefix and suffix", Pier)
        {
            Person = new("watercolour on rough paper", "Concept art for a visual novel", "plenty of empty sky", ""),
        },
        new("said-twice", "Person and connection want the same, and more", Pier)
        {
            Person = new("oil painting, visible brushwork", "", "soft focus", "lens flare, boats"),
            Connection = new("Oil painting, muted colours", "masterwork", "soft focus, film grain", "Boats, birds, text"),
            Negative = "birds, crates",
        },
        new("own-words-name-somebody", "People are switched off, and a suffix has one", Pier) { Person = new("", "", "a lone girl in a yellow raincoat seen from behind", "") },
        new("own-words-ask-for-text", "A suffix asks for what backgrounds never have", Pier) { Person = new("", "", "the text HAVEN on a wooden board", "") },
        new("photograph", "A style that is no illustration, with macros in it", Tavern) { Person = new("35mm photograph, {{scene.mood}} mood", "", "", "") },
    ];

    private static IEnumerable<GoldenScene> OwnPrompts =>
    [
        new("custom", "Words of one's own, as they are", null)
        {
            Mode = PromptMode.Custom, Prompt = "A lighthouse on a cliff, painted by {{user}} for {{char}}.", Negative = "ships", Person = new("", "", "", "birds"), Connection = new("ink drawing", "", "", "ships, fog"),
        },
        new("custom-unknown-macro", "What is no macro stays, and a name with braces is a name", null)
        {
            Mode = PromptMode.Custom, Prompt = "{{char}} at the window of {{location}}, {{scene.weather}}, {{scene.environment}}", CharacterName = "{{user}}",
        },
        new("parsed-custom", "Words of one's own, and the scene behind them", Tavern) { Mode = PromptMode.ParsedCustom, Prompt = "Stained glass window, Night, thick lead lines", Negative = "modern objects" },
        new("parsed-custom-placed", "Words of one's own with the scene where they want it", Tavern)
        {
            Mode = PromptMode.ParsedCustom, Prompt = "An old postcard of a {{scene.environment}} at {{scene.time_of_day}}, {{scene.palette}}, {{scene.mood}}, with {{scene.focal_detail}}",
        },
        new("parsed-custom-whole", "The whole scene by one macro, with people", Tavern with { Subjects = [Oswin] }) { Mode = PromptMode.ParsedCustom, Prompt = "Theatre poster: {{scene}}; bold lettering \"{{char}} and {{user}}\"" },
    ];

    private static IEnumerable<GoldenScene> Long =>
    [
        new("too-long-scene", "A model that reads little, and people described at length", Pier with
        {
            Subjects =
            [
                .. Enumerable.Range(1, 6).Select(number => new SceneSubject(
                    $"Guest{number}", "noblewoman",
                    "a woman with elaborate braided chestnut hair, emerald earrings, a velvet gown with embroidered sleeves, a lace collar, silk gloves, a feathered fan, a string of river pearls, painted fingernails, a beauty mark", [])),
            ],
        })
        { NovelAiModel = "nai-diffusion-3", Person = new("art nouveau", "", "gilded frame", "") },
        new("too-long-prompt", "Words of one's own beyond what the model reads", Tavern)
        {
            Mode = PromptMode.ParsedCustom, NovelAiModel = "nai-diffusion-3", Connection = new("engraving", "", "crosshatching, sepia ink", ""),
            Prompt = string.Join(", ", Enumerable.Range(1, 60).Select(number => $"shelf {number} with bottles of coloured glass")),
        },
    ];
}
