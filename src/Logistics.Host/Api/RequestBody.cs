using System.Text.Json;
using System.Text.Json.Nodes;

namespace Logistics.Host.Api;

/// <summary>Bodies of requests, read by ourselves: the framework would judge them before anybody is asked who sends them.</summary>
public static class RequestBody
{
    /// <summary>The body; null when it is longer than allowed, or the sender went away in the middle of it and hears no answer.</summary>
    /// <param name="most">In bytes, inclusive.</param>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancellation)
    {
        if (request.ContentLength > most)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0;)
            {
                if (body.Length + read > most)
                    return null;
                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
        return body.ToArray();
    }

    /// <summary>The object that a body is; null when it is none.</summary>
    public static JsonObject? ObjectOf(byte[] body)
    {
        try
        {
            if (JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { MaxDepth = 16 }) is not JsonObject read || !IsWhole(read))
                return null;
            // Half of a surrogate pair is valid syntax and no text: it is found out only when it is written.
            _ = JsonSerializer.SerializeToUtf8Bytes(read);
            return read;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>False when a name stands twice in an object: the node finds out only when it is first looked into.</summary>
    static bool IsWhole(JsonNode? node)
    {
        try
        {
            return node switch
            {
                JsonObject some => some.All(pair => IsWhole(pair.Value)),
                JsonArray some => some.All(IsWhole),
                _ => true,
            };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
