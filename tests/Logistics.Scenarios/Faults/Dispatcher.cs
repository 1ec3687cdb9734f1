using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Formats.Plans;
using Logistics.Formats.Territories;
using Logistics.Testing;

namespace Logistics.Scenarios.Faults;

/// <param name="Status">0: nobody answered.</param>
readonly record struct Answer(HttpStatusCode Status, string Body, string? Tag, string? MediaType)
{
    public bool IsKept => (int)Status is >= 200 and < 300;

    public JsonNode Json => JsonNode.Parse(Body)!;
}

/// <summary>A caller of one host: asks, and is told or is not.</summary>
sealed class Dispatcher : IDisposable
{
    readonly HttpClient client;

    Dispatcher(HttpClient client) => this.client = client;

    public static async Task<Dispatcher> EnterAsync(HostProcess host)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(host.Address), Timeout = TimeSpan.FromMinutes(1) };
        client.DefaultRequestHeaders.Add("Origin", host.Address);
        var key = (await File.ReadAllTextAsync(Path.Combine(host.Data, "access.key"))).Trim();
        using var entered = await client.PostAsync("/entrer", new FormUrlEncodedContent([KeyValuePair.Create("cle", key)]));
        // The way goes on to the first page, which may have nothing to show yet.
        Assert.NotEqual(HttpStatusCode.Unauthorized, entered.StatusCode);
        return new(client);
    }

    /// <summary>What the host answers; a connection that breaks off is no answer.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, JsonNode? body = null, string? ifMatch = null, string? key = null, byte[]? content = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (content is not null)
            request.Content = new ByteArrayContent(content);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        try
        {
            using var answer = await client.SendAsync(request);
            return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.Tag, answer.Content.Headers.ContentType?.MediaType);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or TaskCanceledException)
        {
            return default;
        }
    }

    public async Task DeclareAsync(DayDeclarations day)
    {
        using var file = new MemoryStream();
        TerritoryWriter.Write(day, file);
        var answer = await SendAsync(HttpMethod.Put, $"/api/v1/days/{day.Date:yyyy-MM-dd}", JsonNode.Parse(file.ToArray()));
        Assert.True(answer.Status == HttpStatusCode.Created, $"{answer.Status} {answer.Body}");
    }

    public async Task<DayDeclarations> DayAsync(DateOnly date) =>
        Assert.IsType<TerritoryReading.Accepted>(TerritoryReader.Read(Encoding.UTF8.GetBytes((await SendAsync(HttpMethod.Get, $"/api/v1/days/{date:yyyy-MM-dd}")).Body), CultureInfo.GetCultureInfo("fr-FR"))).Day;

    /// <summary>The plan in force, of what is declared now: waits until there is one.</summary>
    public async Task<DayPlan> PlanAsync(DateOnly date)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var answer = await SendAsync(HttpMethod.Get, "/api/v1/days");
            if (answer.IsKept && answer.Json["items"]!.AsArray().FirstOrDefault(x => x!["date"]!.ToString() == $"{date:yyyy-MM-dd}") is { } line && line["planned"]!.GetValue<bool>())
            {
                var (day, plan) = (await DayAsync(date), await SendAsync(HttpMethod.Get, $"/api/v1/plans/{line["plan"]}"));
                // Somebody may have declared in between: then the plan names what this day does not hold.
                if (plan.IsKept && PlanReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(plan.Body)), new DayIndex(day), CultureInfo.GetCultureInfo("fr-FR")) is PlanReading.Accepted accepted)
                    return accepted.Plan;
            }
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(5), $"no plan of {date:O}: {answer.Status} {answer.Body}");
            await Task.Delay(200);
        }
    }

    public void Dispose() => client.Dispose();
}
