using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Logistics.Domain.Parties;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Views;

namespace Logistics.Host.Tests;

/// <summary>The actors of a territory and where need and supply are apart.</summary>
public sealed partial class ActorsTests
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
    public void Everybody_with_a_place_is_on_the_map_and_who_may_be_at_home_only_at_the_commune()
    {
        var day = SmallDemo.Day(today);
        var home = day.Parties.First(x => x.Kind is not (PartyKind.Grower or PartyKind.Other) && day.Sites.Any(y => y.Party == x.Id));
        var commune = day.Sites.First(x => x.Party == home.Id).Commune;
        foreach (var kind in (PartyKind[])[PartyKind.Grower, PartyKind.Other])
            foreach (var alone in (bool[])[false, true])
            {
                var changed = day with
                {
                    Parties = [.. day.Parties.Select(x => x.Id == home.Id ? x with { Kind = kind } : x)],
                    Sites = [.. day.Sites.Select(x => x.Party == home.Id && alone ? x with { Commune = "Nulle-Part" } : x.Party == home.Id ? x with { Commune = commune } : x)],
                };
                var map = ActorsMap.Of(new(changed), territory: null, [], new(new(changed), CultureInfo.GetCultureInfo("fr-FR")))!;

                Assert.Equal(
                    changed.Parties.Where(x => changed.Sites.Any(y => y.Party == x.Id)).Select(x => $"acteur-{x.Code}").Concat(changed.Equipment.Select(x => $"materiel-{x.Code}")).Order(StringComparer.Ordinal),
                    map.Dots.Select(x => x.Entry).Distinct().Order(StringComparer.Ordinal));
                // One anchor for each, to which the list leads, and no two marks on one another.
                Assert.Equal(map.Dots.Select(x => x.Entry).Distinct().Count(), map.Dots.Select(x => x.Anchor).OfType<string>().Distinct().Count());
                Assert.Equal(map.Dots.Count, map.Dots.Select(x => (x.X, x.Y)).Distinct().Count());
                Assert.Equal(map.Kinds.Count, map.Kinds.Select(x => x.Mark).Distinct().Count());
                var shown = map.Dots.Where(x => x.Entry == $"acteur-{home.Code}").ToList();
                foreach (var site in changed.Sites.Where(x => x.Party == home.Id))
                    Assert.DoesNotContain(shown, x => x.Longitude == site.Position.Longitude || x.Latitude == site.Position.Latitude);
                // Nobody is told apart by how far from the others they are: in a commune without public places a square's middle says nothing of where in it.
                if (alone)
                    Assert.All(shown, x => Assert.True(IsMiddle(x.Longitude) && IsMiddle(x.Latitude)));
                foreach (var open in changed.Sites.Where(x => x.Party != home.Id && x.Kind != SiteKind.Farm && changed.Parties.Single(y => y.Id == x.Party).Kind is not (PartyKind.Grower or PartyKind.Other)))
                    Assert.Contains(map.Dots, x => x.Longitude == open.Position.Longitude && x.Latitude == open.Position.Latitude);
            }

        static bool IsMiddle(double degrees) => (long)Math.Round(degrees * 10_000_000) % 500_000 is 250_000 or -250_000;
    }

    [Fact]
    public async Task The_map_and_the_list_lead_to_each_other_and_kinds_are_chosen_without_a_script()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store, today: today);
        await host.ReadyAsync();
        var (day, _) = (await store.DeclarationsAsync(today, Stop))!.Value;
        using var visitor = await host.DispatcherAsync();

        var page = await visitor.GetStringAsync("/acteurs", Stop);
        var kinds = day.Parties.Select(x => x.Kind).Distinct().ToList();
        Assert.All(kinds, x => Assert.Contains($"name=\"genre\" value=\"{x}\" checked", page));
        foreach (Match link in AnchorLink().Matches(page))
            Assert.Contains($"id=\"{link.Groups[1].Value}\"", page);
        foreach (Match link in EntryLink().Matches(page))
            Assert.Contains($"<li id=\"{link.Groups[1].Value}\">", page);
        Assert.True(AnchorLink().Count(page) > 0 && EntryLink().Count(page) >= AnchorLink().Count(page));

        var some = await visitor.GetStringAsync($"/acteurs?genre={kinds[0]}", Stop);
        Assert.All(kinds.Skip(1), x => Assert.DoesNotContain($"name=\"genre\" value=\"{x}\" checked", some));
        Assert.Equal(EntryLink().Count(page), EntryLink().Count(some));
        Assert.Equal(Shown().Matches(page).Count(x => x.Groups[1].Value == kinds[0].ToString()), Shown().Count(some));
        // The list is whole whatever the map shows.
        Assert.All(day.Parties, x => Assert.Contains($"<b>{x.Name}</b>", WebUtility.HtmlDecode(some)));
    }

    [GeneratedRegex("href=\"#(point-[^\"]+)\"")]
    private static partial Regex AnchorLink();

    [GeneratedRegex("<a href=\"#((?:acteur|materiel)-[^\"]+)\"")]
    private static partial Regex EntryLink();

    [GeneratedRegex("class=\"dot-mark route-\\d+\"[^>]* data-kind=\"([^\"]+)\"")]
    private static partial Regex Shown();

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
