using System.Collections.Immutable;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>What a person says of images: what is not sent stays as it is.</summary>
internal sealed class DetailsForm
{
    private const int LongestCaption = 2000;
    private const int MostTags = 50;
    private const int LongestTag = 64;

    private readonly bool? _favorite;
    private readonly bool _hasCaption;
    private readonly string? _caption;
    private readonly ImmutableArray<string>? _tags;
    private readonly ImmutableArray<string> _added;
    private readonly ImmutableArray<string> _removed;

    public DetailsForm(JsonFields fields)
    {
        _favorite = fields.Flag("favorite");
        (_hasCaption, _caption) = (fields.Has("caption"), fields.Text("caption", LongestCaption));
        _tags = Tags(fields, "tags");
        (_added, _removed) = (Tags(fields, "add_tags") ?? [], Tags(fields, "remove_tags") ?? []);
    }

    /// <summary>The details of an image with the change applied.</summary>
    public ImageDetails Of(ImageRow row)
    {
        var tags = (_tags ?? row.Tags).Except(_removed).Union(_added).ToImmutableArray();
        if (tags.Length > MostTags)
            throw Problems.InvalidField("add_tags", $"An image has at most {MostTags} tags; this would make {tags.Length} of {row.Id}.").ToException();
        return new ImageDetails(row.Id, _favorite ?? row.Favorite, _hasCaption ? _caption : row.Caption, tags);
    }

    private static ImmutableArray<string>? Tags(JsonFields fields, string name) => fields.Texts(name, MostTags, LongestTag);
}
