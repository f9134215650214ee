using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Engine.Pages;

/// <summary>What answers and events tell pages, in the form of the API: the same thing looks the same everywhere.</summary>
public static class PageJson
{
    /// <summary>Members of a request that are read back from it.</summary>
    public const string AttachToMessage = "attachToMessageId";
    public const string RegeneratedFrom = "regeneratedFrom";

    public static JsonObject Image(ImageRow row, PageUrls? urls = null)
    {
        var at = urls ?? PageUrls.Default;
        return new JsonObject
        {
            ["id"] = row.Id.Value,
            ["filename"] = $"{row.Id}.{Extension(row.Picture.MimeType)}",
            ["original_filename"] = row.OriginalFileName,
            ["mime_type"] = row.Picture.MimeType,
            ["byte_size"] = row.Picture.ByteCount,
            ["width"] = row.Picture.WidthPixels,
            ["height"] = row.Picture.HeightPixels,
            ["has_thumbnail"] = row.Picture.Small is not null,
            ["url"] = at.Image(row.Id),
            ["specificity"] = "full",
            ["owner_character_id"] = row.CharacterId,
            ["owner_chat_id"] = row.Chat?.Value,
            ["created_at"] = row.CreatedAt.ToUnixTimeSeconds(),
            ["public_url"] = at.Result(row.PublicToken),
            ["placeholder"] = row.Picture.Placeholder,
            ["job_id"] = row.Job?.Value,
            ["provider"] = row.Provider,
            ["model"] = row.Model,
            ["prompt"] = row.Prompt,
            ["negative_prompt"] = row.NegativePrompt,
            ["ordered_prompt"] = row.Ordered?.Text ?? row.Prompt,
            ["ordered_negative_prompt"] = row.Ordered is { } ordered ? ordered.Negative : row.NegativePrompt,
            ["regenerated_from"] = row.Version?.Of.Value,
            ["character_prompts"] = Texts(row.CharacterPrompts),
            ["seed"] = row.Seed,
            ["parameters"] = Parse(row.ParametersJson),
            ["scene"] = Parse(row.SceneJson),
            ["favorite"] = row.Favorite,
            ["caption"] = row.Caption,
            ["tags"] = Texts(row.Tags),
        };
    }

    /// <param name="image">The image that came of it; null when there is none (any more).</param>
    /// <param name="queuePosition">1 = starts next; null for a job that does not wait.</param>
    public static JsonObject Job(JobRow row, ImageRow? image = null, int? queuePosition = null, PageUrls? urls = null)
    {
        var json = new JsonObject
        {
            ["jobId"] = row.Id.Value,
            ["chatId"] = row.Chat.Value,
            ["state"] = row.State,
            ["reason"] = row.Reason,
            ["trigger"] = row.Trigger,
            ["provider"] = row.Provider,
            ["connectionId"] = row.Connection?.Value,
            ["model"] = row.Model,
            ["prompt"] = row.Prompt,
            ["negativePrompt"] = row.NegativePrompt,
            ["characterPrompts"] = Texts(row.CharacterPrompts),
            ["promptNotes"] = Notes(row.PromptNotes),
            ["attempts"] = new JsonArray([.. row.Attempts.Select(Attempt)]),
            ["mayHaveBeenCharged"] = row.MayHaveBeenCharged,
            ["createdAt"] = row.CreatedAt.ToUnixTimeSeconds(),
        };
        Set(json, "queuePosition", queuePosition);
        Set(json, "imageId", image?.Id.Value);
        Set(json, "imageUrl", image is null ? null : (urls ?? PageUrls.Default).Result(image.PublicToken));
        Set(json, "retryOf", row.RetryOf?.Value);
        Set(json, RegeneratedFrom, row.RegeneratedFrom?.Value);
        Set(json, "endedAt", row.EndedAt?.ToUnixTimeSeconds());
        Set(json, "retryAfterSeconds", row.RetryAfter is { } pause ? (int?)Math.Ceiling(pause.TotalSeconds) : null);
        return json;
    }

    /// <param name="settings">Adds how it is to be shown; null leaves that out, as in events.</param>
    public static JsonObject Background(Background background, ImageSettings? settings = null, PageUrls? urls = null)
    {
        var at = urls ?? PageUrls.Default;
        var json = new JsonObject
        {
            ["imageId"] = background.Image.Value,
            ["url"] = at.Image(background.Image),
            ["thumbnails"] = new JsonObject { ["sm"] = at.Small(background.Image), ["lg"] = at.Large(background.Image) },
            ["messageId"] = background.Message?.Value,
            ["width"] = background.Picture.WidthPixels,
            ["height"] = background.Picture.HeightPixels,
            ["placeholder"] = background.Picture.Placeholder,
        };
        Set(json, "opacity", settings?.BackgroundOpacity);
        Set(json, "fadeMs", settings?.FadeTransitionMs);
        return json;
    }

    /// <summary>A request as it would be sent again: what <see cref="JobRow.RequestJson"/> keeps for a retry.</summary>
    public static JsonObject Request(ChatId chat, ImageOrder order)
    {
        var json = new JsonObject { ["chatId"] = chat.Value, ["forceGeneration"] = order.Trigger == JobTrigger.Force };
        Set(json, "promptMode", order.Mode?.Word());
        Set(json, "prompt", order.Prompt);
        Set(json, "negativePrompt", order.NegativePrompt);
        Set(json, "skipParse", order.IsLiteral ? true : (bool?)null);
        Set(json, "outputTarget", order.Target?.Word());
        Set(json, AttachToMessage, order.AttachTo?.Value);
        Set(json, RegeneratedFrom, order.Again?.Version.Of.Value);
        Set(json, "promptGenerationTimeoutSeconds", order.PromptTimeoutSeconds);
        Set(json, "generationTimeoutSeconds", order.GenerationTimeoutSeconds);
        return json;
    }

    /// <summary>What was done to words on their way into a prompt.</summary>
    public static JsonArray Notes(ImmutableArray<PromptNote> notes) => new([.. notes.Select(note => new JsonObject
    {
        ["kind"] = note.Kind.Word(),
        ["text"] = note.Text,
        ["message"] = note.Message,
    })]);

    /// <summary>The row of an image that was just added, before the tables show it.</summary>
    public static ImageRow Row(GalleryFact.ImageAdded added)
    {
        var image = added.Image;
        return new ImageRow(
            image.Id, image.User, image.Picture, added.PublicToken, image.Source?.Job, image.Chat, image.CharacterId,
            image.Call?.Provider, image.Call?.Model, image.Prompt, image.NegativePrompt, image.Call?.Seed,
            image.Call?.ParametersJson, image.Scene is { } scene ? SceneJson.Scene(scene).ToJsonString() : null,
            image.OriginalFileName, false, null, [], added.At)
        {
            Connection = image.Source?.Connection,
            Ordered = image.Ordered,
            Version = image.Version,
            CharacterPrompts = image.Call?.Prompt?.Characters ?? [],
        };
    }

    /// <summary>What names of files of a type end with.</summary>
    public static string Extension(string mimeType) => mimeType switch
    {
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        _ => "png",
    };

    private static JsonArray Texts(ImmutableArray<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static JsonNode Attempt(AttemptRow row)
    {
        var json = new JsonObject { ["number"] = row.Number, ["startedAt"] = row.StartedAt.ToUnixTimeSeconds() };
        Set(json, "endedAt", row.EndedAt?.ToUnixTimeSeconds());
        Set(json, "outcome", row.Outcome);
        Set(json, "message", row.Message);
        return json;
    }

    private static void Set<T>(JsonObject json, string name, T? value)
    {
        if (value is not null)
            json[name] = JsonValue.Create(value);
    }

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);
}
