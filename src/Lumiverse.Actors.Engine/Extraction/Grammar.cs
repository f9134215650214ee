using System.Collections.Frozen;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>What a verb says about the place named after it.</summary>
internal enum VerbSense
{
    None,
    /// <summary>Somebody goes: "she walks to the library".</summary>
    Move,
    /// <summary>Somebody is there: "they sit in the library".</summary>
    Stance,
    /// <summary>Somebody goes away: "we leave the library".</summary>
    Leave,
    /// <summary>Somebody only looks, points or talks: "he nods at the library".</summary>
    Attend,
}

/// <summary>The small words and verbs that decide what a sentence claims.</summary>
internal sealed class Grammar(GrammarFile file)
{
    public FrozenSet<string> Determiners { get; } = Lexicon.Words(file.Determiners);
    public FrozenSet<string> Participants { get; } = Lexicon.Words(file.Participants);
    public FrozenSet<string> Copulas { get; } = Lexicon.Words(file.Copulas);
    public FrozenSet<string> Perceptions { get; } = Lexicon.Words(file.Perceptions.Where(phrase => !phrase.Contains(' ')));
    public FrozenSet<string> Denials { get; } = Lexicon.Words(file.Denials);
    public FrozenSet<string> DenialEnds { get; } = Lexicon.Words(file.DenialEnds);
    public FrozenSet<string> Results { get; } = Lexicon.Words(file.Results);
    public FrozenSet<string> Adverbs { get; } = Lexicon.Words(file.Adverbs);
    public FrozenSet<string> Pronouns { get; } = Lexicon.Words(file.Pronouns);
    public FrozenSet<string> Subjects { get; } = Lexicon.Words(file.Subjects);
    public FrozenSet<string> Stops { get; } = Lexicon.Words(file.Stops);
    public PhraseIndex<bool> Sources { get; } = Lexicon.Phrases(file.Sources);
    public PhraseIndex<bool> Destinations { get; } = Lexicon.Phrases(file.Destinations);
    public FrozenSet<string> Inside { get; } = Lexicon.Words(file.Inside);
    public PhraseIndex<bool> Beside { get; } = Lexicon.Phrases(file.Beside);
    public FrozenSet<string> Toward { get; } = Lexicon.Words(file.Toward);
    public PhraseIndex<bool> Transitions { get; } = Lexicon.Phrases(file.Transitions);
    public PhraseIndex<bool> WholeSentence { get; } = Lexicon.Phrases(file.WholeSentence);
    public PhraseIndex<bool> SentenceTail { get; } = Lexicon.Phrases(file.SentenceTail);
    public PhraseIndex<bool> ClauseTail { get; } = Lexicon.Phrases(file.ClauseTail);
    /// <summary>Things that show a scene which isn't this one, and the words that say so.</summary>
    public FrozenSet<string> Pictures { get; } = Lexicon.Words(file.Pictures);
    public FrozenSet<string> Depicts { get; } = Lexicon.Words(file.Depicts);

    /// <summary>Phrases that begin like the thing a place belongs to: "across the meadow hand in hand".</summary>
    public PhraseIndex<bool> Adverbials { get; } = Lexicon.Phrases(file.Adverbials);

    /// <summary>Verbs that bring a thing into sight: "in the middle stands a throne".</summary>
    public FrozenSet<string> Shows { get; } = Lexicon.Words(file.Shows.SelectMany(VerbForms.Of));

    /// <summary>Before a participant: the place is all around.</summary>
    public FrozenSet<string> Around { get; } = Lexicon.Words(file.Around);

    /// <summary>Somebody who says a time with one of these means this moment.</summary>
    public FrozenSet<string> NowMarkers { get; } = Lexicon.Words(file.NowMarkers);

    /// <summary>"Make camp", "set up camp": verbs that need no article before the place.</summary>
    public PhraseIndex<bool> Settles { get; } = Lexicon.Phrases(file.Settles);

    public PhraseIndex<bool> Negations { get; } = Lexicon.Phrases(file.Negations);

    /// <summary>Verbs whose object is where somebody gets: "reach the harbour".</summary>
    public FrozenSet<string> Arrives { get; } = Lexicon.Words(file.Arrives.SelectMany(VerbForms.Of));

    public FrozenDictionary<string, VerbSense> Verbs { get; } = VerbsOf(file);

    public VerbSense SenseOf(string word) => Verbs.GetValueOrDefault(word);

    /// <summary>"the", "her", and "Maren's" alike begin a noun phrase.</summary>
    public bool IsDeterminer(string word) =>
        Determiners.Contains(word) || (word.EndsWith("'s", StringComparison.Ordinal) && SenseOf(word) == VerbSense.None);

    private static FrozenDictionary<string, VerbSense> VerbsOf(GrammarFile file)
    {
        var verbs = new Dictionary<string, VerbSense>();
        AddAll(verbs, file.Arrives, VerbSense.Move);
        AddAll(verbs, file.Moves, VerbSense.Move);
        AddAll(verbs, file.Stances, VerbSense.Stance);
        AddAll(verbs, file.Leaves, VerbSense.Leave);
        AddAll(verbs, file.Attends, VerbSense.Attend);
        return verbs.ToFrozenDictionary();
    }

    private static void AddAll(Dictionary<string, VerbSense> verbs, IEnumerable<string> entries, VerbSense sense)
    {
        foreach (var form in entries.SelectMany(VerbForms.Of))
            verbs.TryAdd(Lexicon.Checked(form), sense);
    }
}
