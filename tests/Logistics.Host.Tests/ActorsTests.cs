using System.Net;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Views;

namespace Logistics.Host.Tests;

/// <summary>The actors of a territory and where need and supply are apart.</summary>
public sealed class ActorsTests
{
    static readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_gram_that_is_wanted_or_offered_stands_in_one_row_of_its_commune_and_family()
    {
        var day = SmallDemo.Day(today);
        foreach (var territory in day.Territories.Select(x => (Domain.TerritoryId?)x.Id).Append(null))
        {
            var diagnosis = new Diagnosis(new(day), territory);
            var (needs, lots) = (day.Needs.Where(x => territory is null || x.Territory == territory), day.Lots.Where(x => territory is null || x.Territory == territory));
            foreach (var rows in (IReadOnlyList<DiagnosisRow>[])[diagnosis.Rows, diagnosis.Families])
                Assert.Equal((needs.Sum(x => x.Wanted.Grams), lots.Sum(x => x.Quantity.Expected.Grams)), (rows.Sum(x => x.Wanted.Grams), rows.Sum(x => x.Offered.Grams)));
            Assert.Equal(diagnosis.Rows.Count, diagnosis.Rows.Select(x => (x.Commune, x.Family)).Distinct().Count());
            var first = day.Needs.First(x => territory is null || x.Territory == territory);
            var commune = day.Sites.Single(x => x.Id == first.Site).Commune;
            Assert.Equal(
                needs.Where(x => x.Family == first.Family && day.Sites.Single(y => y.Id == x.Site).Commune == commune).Sum(x => x.Wanted.Grams),
                diagnosis.Rows.Single(x => x.Commune == commune && x.Family == first.Family).Wanted.Grams);
            Assert.Equal(day.Parties.Count(x => territory is null || x.Territory == territory), diagnosis.Actors.Count);
        }
    }

    [Fact]
    public async Task A_partner_sees_its_own_territory_and_no_phone()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store, today: today);
        await host.ReadyAsync();
        var (day, _) = (await store.DeclarationsAsync(today, Stop))!.Value;
        var own = day.Parties.First(x => day.Needs.Any(y => y.Recipient == x.Id));
        var elsewhere = day.Territories.First(x => x.Id != own.Territory);
        using var visitor = await host.DispatcherAsync();
        var all = WebUtility.HtmlDecode(await visitor.GetStringAsync("/acteurs", Stop));
        Assert.All(day.Parties, x => Assert.Contains(x.Name, all));
        Assert.All(day.Equipment, x => Assert.Contains(x.Name, all));
        Assert.All(day.Parties.Select(x => x.Phone).Concat(day.Sites.Select(x => x.Phone)).OfType<string>(), phone => Assert.DoesNotContain(phone, all));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/acteurs?territoire=nowhere", Stop)).StatusCode);

        await host.PostAsync(visitor, "/role", ("role", $"association:{own.Code}"));
        foreach (var path in (string[])["/acteurs", $"/acteurs?territoire={elsewhere.Code}"])
        {
            var page = WebUtility.HtmlDecode(await visitor.GetStringAsync(path, Stop));
            Assert.Contains(own.Name, page);
            Assert.DoesNotContain($"<b>{day.Parties.First(x => x.Territory == elsewhere.Id).Name}</b>", page);
        }
    }
}
