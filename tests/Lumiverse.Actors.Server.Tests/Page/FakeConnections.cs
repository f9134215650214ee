using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>Connections in their documented shapes, with a provider that has a parameter of every type.</summary>
internal sealed class FakeConnections
{
    private const string Root = "/api/v1/image-gen-connections";

    private readonly ConcurrentDictionary<string, JsonObject> _stored = new();
    private int _count;

    /// <summary>The bodies that were sent to be stored, oldest first.</summary>
    public ConcurrentQueue<JsonObject> Saved { get; } = new();

    /// <summary>What the next saving answers instead; null = it is stored.</summary>
    public JsonObject? NextFault { get; set; }

    public JsonObject? Usage { get; set; }

    public JsonObject Add(string name, string provider = "easel", JsonObject? more = null)
    {
        var id = $"c{Interlocked.Increment(ref _count)}";
        var connection = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["provider"] = provider,
            ["api_url"] = null,
            ["model"] = null,
            ["is_default"] = _stored.IsEmpty,
            ["has_api_key"] = false,
            ["default_parameters"] = new JsonObject(),
            ["metadata"] = new JsonObject(),
            ["created_at"] = 1,
            ["updated_at"] = _count,
        };
        Merge(connection, more ?? []);
        return _stored[id] = connection;
    }

    public void Change(string id, JsonObject change)
    {
        Merge(_stored[id], change);
        _stored[id]["updated_at"] = Interlocked.Increment(ref _count);
    }

    public void Map(WebApplication app)
    {
        app.MapGet("/api/v1/image-gen/providers", () => Results.Text(Providers, "application/json"));
        app.MapGet(Root, () => new { data = _stored.Values.OrderByDescending(one => (int?)one["updated_at"]), total = _stored.Count, limit = 1000, offset = 0 });
        app.MapPost(Root, (JsonObject body) => Save(body, () => Add($"{body["name"]}", $"{body["provider"]}", Public(body))));
        app.MapPut(Root + "/{id}", (string id, JsonObject body) => Save(body, () => { Change(id, Public(body)); return _stored[id]; }));
        app.MapDelete(Root + "/{id}", (string id) => new { success = _stored.TryRemove(id, out _) });
        app.MapPost(Root + "/{id}/duplicate", (string id) => Add($"{_stored[id]["name"]} (Copy)"));
        app.MapPost(Root + "/{id}/test", () => new { success = true, message = "Easel accepts the API key.", provider = "easel" });
        app.MapGet(Root + "/{id}/usage", () => Results.Text((Usage ?? new JsonObject { ["supported"] = false }).ToJsonString(), "application/json"));
        app.MapGet(Root + "/{id}/models", () => Results.Text(Models, "application/json"));
        app.MapPost(Root + "/models/preview", () => Results.Text(Models, "application/json"));
    }

    private IResult Save(JsonObject body, Func<JsonObject> store)
    {
        Saved.Enqueue(body);
        if (NextFault is not { } fault)
            return Results.Json(store());
        NextFault = null;
        return Results.Text(fault.ToJsonString(), "application/problem+json", statusCode: StatusCodes.Status400BadRequest);
    }

    private static JsonObject Public(JsonObject body)
    {
        var known = body.DeepClone().AsObject();
        if (known.Remove("api_key", out var key))
            known["has_api_key"] = $"{key}".Length > 0;
        return known;
    }

    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from)
            into[name] = value?.DeepClone();
    }

    private const string Providers = """
        {"providers":[
          {"id":"sketch","name":"Sketch","capabilities":{"parameters":{},"apiKeyRequired":false,"modelListStyle":"static","defaultUrl":""}},
          {"id":"easel","name":"Easel","capabilities":{"apiKeyRequired":true,"modelListStyle":"dynamic","defaultUrl":"https://api.easel.example","parameters":{
            "size":{"type":"select","description":"How large.","default":"small","options":[{"id":"small","label":"Small"},{"id":"large","label":"Large"}]},
            "strokes":{"type":"integer","description":"How many.","default":30,"min":1,"max":100,"step":1},
            "guidance":{"type":"number","description":"How strictly.","min":0,"max":1,"step":0.05,"group":"Fine tuning"},
            "smooth":{"type":"boolean","description":"Without edges.","default":false,"group":"Fine tuning"},
            "negativePrompt":{"type":"string","description":"What to leave out.","default":""},
            "referenceImages":{"type":"image_array","description":"Pictures to go by.","group":"References"}}}}]}
        """;

    private const string Models = """
        {"models":[{"id":"easel-1","label":"Easel 1"},{"id":"easel-tiny","label":"Tiny","choices":{"size":[{"id":"small","label":"Small"}]}}],
         "provider":"easel","source":"fallback","error":"Easel could not be reached."}
        """;
}
