using System.Collections.Immutable;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Providers.NovelAi.References;

/// <summary>The pictures of a call, fitted, or the sentence that says which one can't be used.</summary>
internal abstract record ReferenceFitting
{
    private ReferenceFitting() { }

    public sealed record Fitted(ImmutableArray<FittedReference> References) : ReferenceFitting;

    public sealed record Unusable(string Reason) : ReferenceFitting;

    public static ReferenceFitting Of(ImmutableArray<ReferencePicture> pictures, NovelAiOptions options)
    {
        var fitted = ImmutableArray.CreateBuilder<FittedReference>(pictures.Length);
        foreach (var (picture, place) in pictures.Select((picture, place) => (picture, place)))
        {
            if (ReferenceCanvas.Fit(picture.Bytes.Span) is not { } canvas)
                return new Unusable($"{Name(picture.Source, place)} can't be read as a picture. Use a PNG, JPEG or WebP of at most 40 megapixels.");
            fitted.Add(new FittedReference(canvas, options.UseOf(picture.Source, place)));
        }
        return new Fitted(fitted.ToImmutable());
    }

    /// <summary>Pictures of one's own come first, so that their place in the call is their place in the list that a person made.</summary>
    private static string Name(ReferenceSource source, int place) => source switch
    {
        ReferenceSource.CharacterAvatar => "The avatar of the character",
        ReferenceSource.PersonaAvatar => "The avatar of the persona",
        _ => $"Reference picture {place + 1}",
    };
}
