using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>Something that was done to words on their way into a prompt, told to whoever wrote them.</summary>
/// <param name="Text">The words it was done to; shortened where they are long.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record PromptNote(PromptNoteKind Kind, string Text, string Message)
{
    /// <summary>Enough to find the words again; a note is kept with the job for ever.</summary>
    public const int LongestText = 160;

    public static PromptNote Of(PromptNoteKind kind, string text, string message) => new(kind, Shortened(text.Trim()), message);

    private static string Shortened(string text) => text.Length <= LongestText ? text : $"{Phrases.Start(text, LongestText - 1).TrimEnd()}…";
}

/// <summary>What was done.</summary>
public enum PromptNoteKind
{
    /// <summary>It was said already, and is said once.</summary>
    Merged,

    /// <summary>It stands elsewhere than it was written, because the model takes it there.</summary>
    Moved,

    /// <summary>The model reads no further.</summary>
    Cut,

    /// <summary>It contradicts something that counts more.</summary>
    LeftOut,

    /// <summary>It looks like a macro and is none.</summary>
    UnknownMacro,

    /// <summary>A macro that has nothing to say at this moment.</summary>
    EmptyMacro,
}

/// <summary>Collects notes while a prompt is written; the same note is kept once.</summary>
internal sealed class PromptNotes
{
    /// <summary>A person reads a dozen; what is beyond is counted.</summary>
    private const int Most = 40;

    private readonly List<PromptNote> _notes = [];

    public void Add(PromptNoteKind kind, string text, string message)
    {
        var note = PromptNote.Of(kind, text, message);
        if (!_notes.Contains(note))
            _notes.Add(note);
    }

    public ImmutableArray<PromptNote> ToNotes() => _notes.Count <= Most
        ? [.. _notes]
        : [.. _notes.Take(Most - 1), new PromptNote(PromptNoteKind.Cut, "", $"{_notes.Count - Most + 1} more notes are not listed.")];
}
