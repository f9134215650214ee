using System.Text.Json.Serialization;

namespace Lumiverse.Actors.Storage.Journal;

/// <summary>The tags of one event, as SQLite gathers them into one column.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class TagJson : JsonSerializerContext;
