using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Logistics.Scenarios.Faults;

/// <summary>What callers were told is kept, written down when they were told. What nobody was told of may be there or not.</summary>
sealed class Journal
{
    readonly ConcurrentDictionary<(DateOnly Date, string Section, string Code), string> entries = [];
    readonly ConcurrentDictionary<Guid, DateOnly> proofs = [];
    readonly ConcurrentDictionary<string, byte[]> photos = [];
    readonly ConcurrentDictionary<Guid, byte> plans = [];

    public int Count => entries.Count + proofs.Count + photos.Count + plans.Count;

    public void Entry(DateOnly date, string section, string code, string body) => entries[(date, section, code)] = body;

    public void Proof(Guid id, DateOnly date) => proofs[id] = date;

    public void Photo(string address, byte[] sent) => photos[address] = sent;

    /// <summary>Put in force; it stays to be read, whatever is in force later.</summary>
    public void Plan(Guid id) => plans[id] = 0;

    /// <summary>Asks a host for all of it.</summary>
    public async Task IsKeptAsync(Dispatcher reader)
    {
        foreach (var section in entries.GroupBy(x => (x.Key.Date, x.Key.Section)))
        {
            var found = await AllAsync(reader, $"/api/v1/days/{section.Key.Date:yyyy-MM-dd}/{section.Key.Section}");
            Assert.Empty(section.Where(x => !found.TryGetValue(x.Key.Code, out var kept) || !JsonNode.DeepEquals(JsonNode.Parse(x.Value), kept)).Select(x => x.Key));
        }
        foreach (var date in proofs.GroupBy(x => x.Value))
        {
            var found = (await reader.SendAsync(HttpMethod.Get, $"/api/v1/proofs/{date.Key:yyyy-MM-dd}")).Json.AsArray().Select(x => x!["id"]!.GetValue<Guid>()).ToHashSet();
            Assert.Empty(date.Select(x => x.Key).Except(found));
        }
        foreach (var address in photos.Keys)
            Assert.True((await reader.SendAsync(HttpMethod.Get, address)).IsKept, address);
        foreach (var plan in plans.Keys)
            Assert.True((await reader.SendAsync(HttpMethod.Get, $"/api/v1/plans/{plan}")).IsKept, $"plan {plan}");
    }

    static async Task<Dictionary<string, JsonNode>> AllAsync(Dispatcher reader, string path)
    {
        var found = new Dictionary<string, JsonNode>();
        for (string? after = ""; after is not null;)
        {
            var answer = await reader.SendAsync(HttpMethod.Get, $"{path}?limit=500{(after.Length == 0 ? "" : $"&after={Uri.EscapeDataString(after)}")}");
            Assert.True(answer.IsKept, $"{answer.Status} {answer.Body}");
            foreach (var entry in answer.Json["items"]!.AsArray())
                found[entry!["code"]!.ToString()] = entry;
            after = answer.Json["next"]?.ToString();
        }
        return found;
    }
}
