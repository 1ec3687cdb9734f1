using System.Net;
using System.Text.Json.Nodes;
using Logistics.Domain.Days;
using Logistics.Formats.Demo;
using Logistics.Formats.Territories;

namespace Logistics.Scenarios.Faults;

/// <summary>Several callers who declare needs one after the other, each again and under the same key until somebody answers it.</summary>
sealed class Writers(Journal journal, DayDeclarations day, string name)
{
    readonly JsonObject model = EntryOf(day, DaySection.Needs);
    int acknowledged;
    int begun;

    public static DayDeclarations SmallDay(DateOnly date) => DemoDay.Make(new DemoOptions { Date = date, Sites = 24, Lots = 20, Needs = 30, Seed = 7 });

    /// <summary>Today, where the day's territory is.</summary>
    public static DateOnly Today { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1));

    public int Acknowledged => Volatile.Read(ref acknowledged);

    public static JsonObject EntryOf(DayDeclarations day, DaySection section)
    {
        var document = DayDocument.Of(day);
        return JsonNode.Parse(document.Find(section, document.Codes(section).First())!)!.AsObject();
    }

    /// <param name="at">Whom the caller asks, each time.</param>
    public Task WriteAsync(int callers, Func<int, Dispatcher> at, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
    {
        while (!stop.IsCancellationRequested)
        {
            var code = $"{name}-{Interlocked.Increment(ref begun):00000}";
            var entry = (JsonObject)model.DeepClone();
            entry["code"] = code;
            for (var answer = default(Answer); !answer.IsKept && !stop.IsCancellationRequested;)
            {
                answer = await at(caller).SendAsync(HttpMethod.Post, $"/api/v1/days/{day.Date:yyyy-MM-dd}/needs", entry, key: code);
                if (answer.IsKept)
                {
                    journal.Entry(day.Date, "needs", code, answer.Body);
                    Interlocked.Increment(ref acknowledged);
                }
                else
                {
                    // Nobody answered, or the store was away: nothing else may be said of an entry that is in order.
                    Assert.True(answer.Status is 0 or HttpStatusCode.ServiceUnavailable, $"{answer.Status} {answer.Body}");
                    await Task.Delay(100, CancellationToken.None);
                }
            }
        }
    })));

    public async Task UntilAsync(int count)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); Acknowledged < count; await Task.Delay(5))
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(5), $"{Acknowledged} of {count} were acknowledged");
    }
}
