using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.Images;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.Generating;

/// <summary>
/// Orders an image once more: the connection, model and parameters of that time, another seed, and the prompt as it was or
/// edited. A person asked for it, so that nothing but a full stop vetoes it.
/// </summary>
internal sealed class RegenerateDesk(IGalleryTables tables, ImageFiles images)
{
    public async Task<ImageRequest> ReadAsync(Caller caller, string id, HttpContext http)
    {
        var image = await images.RequireAsync(caller, id, http.RequestAborted);
        var fields = await JsonBody.ReadAsync(http);
        var order = OrderForm.Read(fields, JobIds.Fresh());
        var chat = caller.Chat(image.Chat ?? throw NotPainted().ToException());
        var named = JobIds.Named(http, fields, chat);
        order = await OrderAsync(image, fields, order with { Job = named ?? order.Job }, http.RequestAborted);
        return new ImageRequest(chat, order, IsNamed: named is not null);
    }

    /// <summary>The order again of which a job's request tells; null when it ordered no image once more.</summary>
    public async Task<ImageOrder?> AgainAsync(Caller caller, JsonFields request, ImageOrder order, CancellationToken cancellation) =>
        request.Id<ImageId>(PageJson.RegeneratedFrom) is { } of
            ? await OrderAsync(await images.RequireAsync(caller, of.Value, cancellation), request, order, cancellation)
            : null;

    private async Task<ImageOrder> OrderAsync(ImageRow image, JsonFields fields, ImageOrder order, CancellationToken cancellation)
    {
        if (image is not { Prompt: { } sent, Connection: { } connection, Provider: { } provider })
            throw NotPainted().ToException();
        var ordered = image.Ordered ?? new ImagePrompt(sent, image.NegativePrompt);
        var isEdited = !string.IsNullOrWhiteSpace(order.Prompt) && order.Prompt.Trim() != ordered.Text;
        var prompt = isEdited ? new ImagePrompt(order.Prompt?.Trim() ?? "", ordered.Negative) : ordered;
        if (fields.Has("negativePrompt"))
            prompt = prompt with { Negative = order.NegativePrompt?.Trim() is { Length: > 0 } negative ? negative : null };
        return order with
        {
            Trigger = JobTrigger.Force,
            Mode = PromptMode.Custom,
            Prompt = prompt.Text,
            NegativePrompt = prompt.Negative ?? "",
            Target = order.Target ?? await TargetAsync(image, cancellation),
            Again = new PaintAgain(
                new ImageVersion(image.Id, image.First()), new ConnectionChoice(connection, provider, image.Model, image.CharacterId),
                new PinnedCall(image.Model, image.ParametersJson ?? "{}"), prompt, isEdited ? null : SceneJson.Read(image.SceneJson)),
        };
    }

    /// <summary>What stands behind its chat is replaced there; anything else is for the gallery alone.</summary>
    private async Task<OutputTarget> TargetAsync(ImageRow image, CancellationToken cancellation)
    {
        var uses = await tables.ListUsesAsync(image.User, [image.Id], cancellation);
        return uses.Any(use => use is { Kind: ImageUseKind.Background, IsCurrent: true } && use.Chat == image.Chat)
            ? OutputTarget.Background
            : OutputTarget.Preview;
    }

    private static Problem NotPainted() =>
        Problems.Conflict("This picture was not painted here, so that nobody knows how to paint it again.");
}
