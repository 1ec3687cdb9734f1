using System.Text.Json;
using System.Text.Json.Nodes;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Testing;

namespace Logistics.Host.Tests;

/// <summary>The description that programs are written from is what the host serves, whole, and the same as the one in the repository.</summary>
public sealed class ApiDescriptionTests
{
    static readonly JsonSerializerOptions indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Written anew with <c>RAMASSE_WRITE_DOCS=1</c>.</summary>
    [Fact]
    public async Task The_description_in_the_repository_is_the_one_that_is_served()
    {
        var served = JsonNode.Parse(await DescriptionAsync())!.ToJsonString(indented) + "\n";
        var path = Path.Combine(Checkout.Root ?? throw new InvalidOperationException("not run from a checkout"), "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("RAMASSE_WRITE_DOCS") == "1")
            await File.WriteAllTextAsync(path, served, Stop);
        Assert.Equal(await File.ReadAllTextAsync(path, Stop), served);
    }

    [Fact]
    public async Task Every_endpoint_for_programs_is_described_with_who_may_ask_it()
    {
        var description = JsonDocument.Parse(await DescriptionAsync()).RootElement;
        Assert.StartsWith("3.1", description.GetProperty("openapi").GetString());
        var described = description.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Path: path.Name, Method: operation.Name.ToUpperInvariant(), operation.Value))).ToList();
        foreach (var row in Permissions.All.Where(row => row.Pattern.StartsWith("/api/v1/", StringComparison.Ordinal)))
        {
            var path = string.Join('/', row.Pattern.Split('/').Select(part => part.StartsWith('{') && part.Contains(':') ? part[..part.IndexOf(':')] + part[part.IndexOf('}')..] : part));
            var operation = Assert.Single(described, x => x.Path == path && x.Method == row.Method).Value;
            Assert.True(operation.TryGetProperty("summary", out var summary) && summary.GetString()!.Length > 10, $"{row.Method} {row.Pattern} says nothing of itself");
            if (row.Audience == Audience.Roles)
                Assert.StartsWith("For: ", operation.GetProperty("description").GetString());
        }
        Assert.DoesNotContain(described, x => !x.Path.StartsWith("/api/v1/", StringComparison.Ordinal));
    }

    static async Task<string> DescriptionAsync()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        return await host.Visitor().GetStringAsync("/openapi/v1.json", Stop);
    }
}
