using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Testing.Servers;

/// <summary>Answers in the forms that NanoGPT documents.</summary>
public static class NanoGptAnswers
{
    /// <summary>Prices in three of their shapes, sizes with names, and two models that make no pictures from words.</summary>
    public const string Models = """
        {"object":"list","data":[
          {"id":"hidream","name":"HiDream","capabilities":{"image_generation":true},"pricing":{"per_image":{"1024*1024":0.0035,"512*512":0.001}},"supported_parameters":{"resolutions":["1024x1024","512x512"],"max_images":4}},
          {"id":"vendor/seedream","name":"Seedream","architecture":{"output_modalities":["image"]},"pricing":{"per_image":0.03},"supported_parameters":{"resolutions":["auto","2k"]}},
          {"id":"flux-kontext","capabilities":{"image_generation":false,"image_to_image":true},"pricing":{}},
          {"id":"words","architecture":{"output_modalities":["text"]}},
          {"id":"bare"}],"meta":{"count":5}}
        """;

    public static string Balance(string usd) => new JsonObject { ["usd_balance"] = usd, ["nano_balance"] = "0", ["nanoDepositAddress"] = "nano_1" }.ToJsonString();

    public static string Picture(byte[] picture) => Item(new JsonObject { ["b64_json"] = Convert.ToBase64String(picture) });

    public static string At(string url) => Item(new JsonObject { ["url"] = url });

    private static string Item(JsonObject item) => new JsonObject { ["created"] = 1_790_000_000, ["data"] = new JsonArray(item), ["cost"] = 0.0035 }.ToJsonString();
}
