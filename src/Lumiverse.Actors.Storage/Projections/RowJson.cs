using System.Text.Json.Serialization;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>How rows are kept. They can be rebuilt from the journal, so this form may change with a migration that resets the position.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(IdentifierConverter<UserId>), typeof(IdentifierConverter<ChatId>), typeof(IdentifierConverter<ConnectionId>),
        typeof(IdentifierConverter<JobId>), typeof(IdentifierConverter<AttemptId>), typeof(IdentifierConverter<ImageId>),
        typeof(IdentifierConverter<BlobHash>),
    ])]
[JsonSerializable(typeof(ImageRow))]
[JsonSerializable(typeof(JobRow))]
internal sealed partial class RowJson : JsonSerializerContext;
