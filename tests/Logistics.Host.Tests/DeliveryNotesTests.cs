using System.Globalization;
using System.Net;
using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Routes;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Storage;
using static Logistics.Host.Tests.ProofsApiTests;

namespace Logistics.Host.Tests;

/// <summary>What was handed over, on paper: to each side its own, and nobody else's.</summary>
public sealed class DeliveryNotesTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_side_has_a_note_of_its_own_goods_and_a_stranger_none()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var day = await DayAsync(host);
        // A halt where goods for several are taken.
        var (route, stop) = day.Plan.Routes.SelectMany(x => x.Stops.Select(y => (x, y))).First(x => Recipients(day, x.y).Count > 1);
        var recipients = Recipients(day, stop);
        var donor = day.Index[AllocationOf(day, stop.Activities[0]).Lot].Donor;
        var told = With(
            Proof(day, route, stop.Site, stop.Activities[0], "taken"), ("signature", "M10 10L500 300"), ("note", "Quai 2"),
            ("lines", stop.Activities.Where(x => x.Kind == ActivityKind.Pickup).Select(x => new { allocation = x.Allocation.Value, did = "taken", quantityG = 1000 }).ToArray()));
        var dispatcher = await host.DispatcherAsync();
        Assert.Equal("recorded", OutcomeOf(Assert.Single(await TellAsync(host, dispatcher, told))));
        var address = $"/bordereaux/{told["id"]}";

        // Whose goods all of it are sees all of it, signed.
        foreach (var whole in (HttpClient[])[dispatcher, await ProofsOnStoresTests.EnteredAsync(host, Roles.Donor, donor.Value, null)])
        {
            var page = await whole.GetStringAsync(address, Stop);
            Assert.Contains("d=\"M10 10L500 300\"", page, StringComparison.Ordinal);
            Assert.Contains("Quai 2", page, StringComparison.Ordinal);
            Assert.All(recipients, x => Assert.Contains(WebUtility.HtmlEncode(day.Index[x].Name), Decoded(page), StringComparison.Ordinal));
        }
        foreach (var party in recipients)
        {
            using var own = await AsAsync(host, $"association:{day.Index[party].Code}");
            var page = await own.GetStringAsync(address, Stop);
            Assert.Contains(WebUtility.HtmlEncode(day.Index[party].Name), Decoded(page), StringComparison.Ordinal);
            Assert.DoesNotContain("M10 10L500 300", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Quai 2", page, StringComparison.Ordinal);
            var table = Decoded(page)[Decoded(page).IndexOf("<tbody>", StringComparison.Ordinal)..];
            Assert.All(recipients.Where(x => x != party), x => Assert.DoesNotContain(WebUtility.HtmlEncode(day.Index[x].Name), table, StringComparison.Ordinal));
            // It is found in its account.
            Assert.Contains(address, await own.GetStringAsync("/notre-compte", Stop), StringComparison.Ordinal);
        }
        var others = day.Index.Day.Parties.First(x => x.Id != donor && !recipients.Contains(x.Id) && day.Index.Day.Needs.Any(y => y.Recipient == x.Id));
        using var stranger = await AsAsync(host, $"association:{others.Code}");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/bordereaux/{NameBasedId.Derive(NameBasedId.Root, "delivery note, none")}", Stop)).StatusCode);

        // A correction names what it replaces, and the other way about.
        var right = With(told, ("id", NameBasedId.Derive(NameBasedId.Root, "delivery note, right")), ("corrects", told["id"]), ("occurredAt", $"{day.Plan.Date.AddDays(-1):yyyy-MM-dd}T12:00:00Z"));
        Assert.Equal("recorded", OutcomeOf(Assert.Single(await TellAsync(host, dispatcher, right))));
        Assert.Contains($"/bordereaux/{right["id"]}", await dispatcher.GetStringAsync(address, Stop), StringComparison.Ordinal);
        var corrected = await dispatcher.GetStringAsync($"/bordereaux/{right["id"]}", Stop);
        Assert.Contains(address, corrected, StringComparison.Ordinal);
        // Dated as it happened, whatever day it was planned for.
        Assert.Contains(day.Plan.Date.AddDays(-1).ToString("dddd d MMMM yyyy", CultureInfo.GetCultureInfo("fr-FR")), Decoded(corrected), StringComparison.Ordinal);
        using var account = await AsAsync(host, $"association:{day.Index[recipients[0]].Code}");
        Assert.DoesNotContain(address, await account.GetStringAsync("/notre-compte", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_is_stated_by_family_and_month_and_is_no_tax_receipt()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        var day = await DayAsync(host);
        var party = day.Index.Day.Parties.First(x => day.Index.Day.Needs.Any(y => y.Recipient == x.Id));
        var months = ((MemoryProofs)store.Proofs).Months;
        months.Add((party.Id, new MonthOfFamily(new(2025, 3, 1), Family.FruitAndVegetables, Mass.FromKilograms(1200), Mass.FromKilograms(30))));
        months.Add((party.Id, new MonthOfFamily(new(2025, 4, 1), Family.FruitAndVegetables, Mass.FromKilograms(800), Mass.Zero)));
        months.Add((party.Id, new MonthOfFamily(new(2024, 12, 1), Family.FruitAndVegetables, Mass.FromKilograms(77777), Mass.Zero)));
        using var own = await AsAsync(host, $"association:{party.Code}");
        var page = Decoded(await own.GetStringAsync("/notre-compte/releve/2025", Stop));
        Assert.Contains("2\u202f000", page, StringComparison.Ordinal);
        Assert.Contains("mars", page, StringComparison.Ordinal);
        Assert.Contains("Cerfa 16216", page, StringComparison.Ordinal);
        Assert.DoesNotContain("77\u202f777", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync("/notre-compte/releve/1999", Stop)).StatusCode);
    }

    static Domain.Allocations.Allocation AllocationOf(PlannedDay day, Activity activity) => day.Plan.Carriable().First(x => x.Id == activity.Allocation);

    static List<PartyId> Recipients(PlannedDay day, Stop stop) =>
        [.. stop.Activities.Where(x => x.Kind == ActivityKind.Pickup).Select(x => day.Index[AllocationOf(day, x).Need].Recipient).Distinct()];

    /// <summary>With characters as they are read, and what would be markup still encoded.</summary>
    static string Decoded(string page) => WebUtility.HtmlDecode(page.Replace("&lt;", "&amp;lt;", StringComparison.Ordinal).Replace("&amp;", "&amp;amp;", StringComparison.Ordinal));
}
