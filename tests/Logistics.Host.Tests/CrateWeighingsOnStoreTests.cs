using System.Net;
using System.Text.RegularExpressions;
using Logistics.Domain.Goods;
using Logistics.Domain.Proofs;
using Logistics.Domain.Routes;
using Logistics.Formats.Messages;
using Logistics.Host.Access;
using Logistics.Host.Declaring;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Wiring;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Storage.Tests;
using Logistics.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Logistics.Host.Tests.ProofsApiTests;

namespace Logistics.Host.Tests;

/// <summary>From the scales of a driver to the form of whoever declares next.</summary>
[Collection("real stores")]
public sealed class CrateWeighingsOnStoreTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_drivers_weigh_is_what_the_form_takes_crates_for_and_made_anew_it_is_the_same()
    {
        await using var database = await ScratchDatabase.CreateAsync("crates");
        var clock = new FakeClock(TimeProvider.System.GetUtcNow());
        await using var host = await RunningHost.StartAsync((settings, folder) => new PostgisOpener(settings, folder, clock, new CountedIds("store")), database.ConnectionString, clock);
        await host.ReadyAsync(TimeSpan.FromMinutes(5));
        var demo = SmallDemo.Day(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(1)));
        await host.Services.GetRequiredService<StoreDoor>().Store.DeclareAsync(
            demo with
            {
                Lots = [.. demo.Lots.Select(x => x with { Family = Family.FruitAndVegetables, Kind = "root-vegetables", Product = "Carottes", Crates = 10, Temperature = TemperatureClass.Ambient, Warmest = null })],
                Needs = [.. demo.Needs.Select(x => x with { Family = Family.FruitAndVegetables })],
            },
            Stop);
        var day = await DayAsync(host);
        var picked = (from route in day.Plan.Routes
                      from stop in route.Stops
                      from activity in stop.Activities
                      where activity.Kind == ActivityKind.Pickup
                      let allocation = day.Plan.Carriable().First(x => x.Id == activity.Allocation)
                      where day.Index[allocation.Lot].Kind == "root-vegetables"
                      select (Route: route, stop.Site, Activity: activity, Lot: day.Index[allocation.Lot])).ToList();
        var territory = picked.GroupBy(x => x.Lot.Territory).First(x => x.Select(y => y.Lot.Id).Distinct().Count() >= 3).Key;
        picked = [.. picked.Where(x => x.Lot.Territory == territory && x.Route.Territory == territory)];
        using var keeper = host.Visitor();
        await host.PostAsync(keeper, "/entrer", ("cle", host.Key.Text));
        var donor = day.Index.Day.Parties.First(x => x.Territory == territory && day.Index.Day.Sites.Count(y => y.Party == x.Id) == 1);
        using var partner = await ProofsOnStoresTests.EnteredAsync(host, Roles.Donor, donor.Id.Value, territory.Value);
        var stranger = day.Index.Day.Parties.FirstOrDefault(x => x.Territory != territory && day.Index.Day.Sites.Count(y => y.Party == x.Id) == 1);
        var before = await EstimateAsync(host, partner);
        Assert.Contains("Hypothèse", before);

        // A quarter more than was thought, everywhere.
        foreach (var (route, site, activity, _) in picked)
            Assert.Equal("recorded", OutcomeOf((await TellAsync(host, keeper, With(
                Proof(day, route, site, activity, "taken"), ("lines", new[] { new { allocation = activity.Allocation.Value, did = "taken", quantityG = activity.Expected.Grams * 5 / 4 } }))))[0]));

        var lots = picked.Select(x => x.Lot).DistinctBy(x => x.Id).ToList();
        var after = await EstimateAsync(host, partner);
        Assert.Contains($"D'après {lots.Count} pesées d'ici", after);
        // The same as the function makes of each lot's own figures: a quarter more than was declared, in ten crates.
        var units = await host.Services.GetRequiredService<UnitShelf>().OfAsync(territory, Stop);
        var expected = LearntUnits.Of(UnitTable.Default, lots.Select(x => new CrateWeighing(
            new LotWeighing(day.Plan.Id, day.Plan.Date, x.Id, territory, Mass.FromKilograms(5), Mass.FromKilograms(4)), x.Kind, x.Product, 10, x.Quantity.Expected)));
        Assert.True(
            Math.Abs(expected.Find("root-vegetables", LearntUnits.Crate)!.Weight.Expected.Grams - units.Find("root-vegetables", LearntUnits.Crate)!.Weight.Expected.Grams) <= 1, "a gram, from grams that do not divide by four");
        // A shelf that starts anew makes the same of the same proofs.
        Assert.Equal(units.Rows, (await new UnitShelf(host.Services.GetRequiredService<StoreDoor>(), clock).OfAsync(territory, Stop)).Rows);
        // What weighs here is no other territory's.
        if (stranger is not null)
        {
            using var elsewhere = await ProofsOnStoresTests.EnteredAsync(host, Roles.Donor, stranger.Id.Value, stranger.Territory.Value);
            Assert.Contains("Hypothèse", await EstimateAsync(host, elsewhere));
        }
    }

    /// <summary>The form after "estimate the kilograms from the crates".</summary>
    static async Task<string> EstimateAsync(RunningHost host, HttpClient visitor)
    {
        var page = await visitor.GetStringAsync("/declarer/don", Stop);
        (string, string)[] hidden = [.. new[] { "code", "version", "jour", "lieu" }.Select(x => (x, Regex.Match(page, $"name=\"{x}\" value=\"([^\"]*)\"").Groups[1].Value))];
        var answer = await host.PostAsync(visitor, "/declarer/don?handler=peser", [.. hidden, ("produit", "Carottes"), ("famille", "fruit-and-vegetables"), ("nature", "root-vegetables"), ("caisses", "10")]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }
}
