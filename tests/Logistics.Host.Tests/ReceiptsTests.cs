using System.Net;
using System.Text.RegularExpressions;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Logistics.Measures;
using static Logistics.Host.Tests.ProofsApiTests;

namespace Logistics.Host.Tests;

/// <summary>A receipt for gifts: written by who received them, read by both sides, cancelled and written anew, and no business of anybody else.</summary>
public sealed partial class ReceiptsTests
{
    static readonly (string, string)[] typed =
    [
        ("nom", "Le Club"), ("siren", ""), ("rna", "w34 1234567"), ("adresse", "1 rue Haute, Bellerive"), ("objet", "Aide alimentaire aux personnes"), ("qualite", "Œuvre ou organisme d'intérêt général"),
        ("signataire", "Ana <trésorière>"), ("donNom", "Les Halles"), ("donForme", "SAS"), ("donSiren", "732 829 320"), ("donAdresse", "2 place du Marché"), ("valeur", "1234,5"), ("atteste", "oui"), ("geste", "etablir"),
    ];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), "Europe/Paris").DateTime);

    /// <summary>Days of a year that is over, whatever day it is.</summary>
    static int Given => Today.Year - 1;

    [Fact]
    public async Task A7_a_receipt_is_issued_read_by_both_sides_cancelled_and_written_anew()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        var (day, party, donor) = await GivenAsync(host, store);
        using var own = await ProofsOnStoresTests.EnteredAsync(host, Roles.Association, party.Id.Value, null);
        var giver = await ProofsOnStoresTests.EnteredAsync(host, Roles.Donor, donor.Id.Value, null);

        var list = Decoded(await own.GetStringAsync($"/notre-compte/recus?annee={Given}", Stop));
        Assert.Contains("70\u00a0kg", list, StringComparison.Ordinal);
        var form = $"/notre-compte/recus/nouveau?donateur={donor.Id.Value}&annee={Given}";
        Assert.Contains(form, list, StringComparison.Ordinal);
        var page = await own.GetStringAsync(form, Stop);
        // What is known of both is there already.
        Assert.Contains($"value=\"{party.Name}\"", Decoded(page), StringComparison.Ordinal);

        var issued = await host.PostAsync(own, "/notre-compte/recus/nouveau", [.. Hidden(page), .. Year, .. typed]);

        Assert.Equal(HttpStatusCode.Redirect, issued.StatusCode);
        var address = issued.Headers.Location!.ToString();
        foreach (var side in (HttpClient[])[own, giver])
        {
            var paper = Decoded(await side.GetStringAsync(address, Stop));
            foreach (var mention in (string[])[$"n° {Today.Year}-0001", "Le Club", "W341234567", "Aide alimentaire aux personnes", "Les Halles", "SAS", "732829320", "2 place du Marché", "***1\u202f234,50\u00a0€***", "Épinards", "60\u00a0kg", "Ana &lt;trésorière>"])
                Assert.Contains(mention, paper.Replace("&amp;lt;", "&lt;", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains(address, await side.GetStringAsync("/notre-compte/recus", Stop), StringComparison.Ordinal);
        }
        // Sent twice it is one receipt; days that are on it are on no other.
        Assert.Equal(address, (await host.PostAsync(own, "/notre-compte/recus/nouveau", [.. Hidden(page), .. Year, .. typed])).Headers.Location!.ToString());
        var second = await own.GetStringAsync(form, Stop);
        Assert.Contains("déjà sur un reçu", Decoded(await (await host.PostAsync(own, "/notre-compte/recus/nouveau", [.. Hidden(second), .. Year, .. typed])).Content.ReadAsStringAsync(Stop)), StringComparison.Ordinal);

        // Others find none of it, and the donor does not cancel.
        var other = day.Index.Day.Parties.First(x => x.Id != party.Id && x.Id != donor.Id && day.Index.Day.Needs.Any(y => y.Recipient == x.Id));
        using var stranger = await AsAsync(host, $"association:{other.Code}");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync(stranger, address, ("pourquoi", "pour voir"))).StatusCode);
        Assert.DoesNotContain(address, await stranger.GetStringAsync("/notre-compte/recus", Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/notre-compte/recus/nouveau?remplace={address[7..]}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.PostAsync(giver, address, ("pourquoi", "pour voir"))).StatusCode);

        // Who gave a partner nothing shows it neither its address nor its number.
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/notre-compte/recus/nouveau?donateur={donor.Id.Value}&annee={Given}", Stop)).StatusCode);

        // Without a reason nothing is cancelled.
        Assert.Contains("aria-invalid=\"true\"", await (await host.PostAsync(own, address, ("pourquoi", " "))).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Null(Assert.Single(await store.Receipts.OfPartyAsync(party.Id, Stop)).Cancelled);
        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(own, address, ("pourquoi", "valeur fausse"))).StatusCode);
        Assert.Contains("valeur fausse", Decoded(await giver.GetStringAsync(address, Stop)), StringComparison.Ordinal);
        var anew = await own.GetStringAsync($"/notre-compte/recus/nouveau?remplace={address[7..]}", Stop);
        Assert.Contains("value=\"1234,50\"", anew, StringComparison.Ordinal);
        var replaced = await host.PostAsync(own, "/notre-compte/recus/nouveau", [.. Hidden(anew), .. Year, .. typed.Where(x => x.Item1 != "valeur"), ("valeur", "900")]);
        var right = replaced.Headers.Location!.ToString();
        Assert.Contains($"n° {Today.Year}-0002", Decoded(await own.GetStringAsync(right, Stop)), StringComparison.Ordinal);
        Assert.Contains(right, await giver.GetStringAsync(address, Stop), StringComparison.Ordinal);
        // Issued this year for what was given in the last.
        Assert.Contains("1 reçu, 0,00", Decoded(await own.GetStringAsync("/notre-compte/recus", Stop)), StringComparison.Ordinal);
        var then = Decoded(await own.GetStringAsync($"/notre-compte/recus?annee={Given}", Stop));
        Assert.Contains("0 reçu, 900,00", then, StringComparison.Ordinal);
        Assert.Contains("reçu établi", then, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A7_all_that_is_wrong_is_said_at_once_and_goods_that_changed_are_shown_first()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        var (_, party, donor) = await GivenAsync(host, store);
        using var own = await ProofsOnStoresTests.EnteredAsync(host, Roles.Association, party.Id.Value, null);
        var page = await own.GetStringAsync($"/notre-compte/recus/nouveau?donateur={donor.Id.Value}&annee={Given}", Stop);

        var wrong = Decoded(await (await host.PostAsync(
            own, "/notre-compte/recus/nouveau",
            [.. Hidden(page), ("du", $"{Given}-01-01"), ("au", $"{Today.Year + 1}-12-31"), ("siren", "732829321"), ("donSiren", ""), ("valeur", "douze"), ("geste", "etablir")])).Content.ReadAsStringAsync(Stop));

        foreach (var cause in (string[])["Le dernier jour est dans l'avenir.", "« SIREN de l'entreprise » manque.", "« Numéro SIREN (9 chiffres) » : ce n'est pas un numéro SIREN.", "ce n'est pas une somme", "L'attestation n'est pas cochée.", "« Objet de l'organisme » manque."])
            Assert.Contains(cause, wrong, StringComparison.Ordinal);
        Assert.Contains("value=\"douze\"", wrong, StringComparison.Ordinal);
        Assert.Empty(await store.Receipts.OfPartyAsync(party.Id, Stop));

        // One year at a time: what was given in it is stated by the year.
        var two = await (await host.PostAsync(own, "/notre-compte/recus/nouveau", [.. Hidden(page), ("du", $"{Given - 1}-12-31"), ("au", $"{Given}-01-31"), .. typed])).Content.ReadAsStringAsync(Stop);
        Assert.Contains("Ces jours vont d'une année à une autre.", Decoded(two), StringComparison.Ordinal);
        Assert.Empty(await store.Receipts.OfPartyAsync(party.Id, Stop));

        // More was told while the form was open.
        store.Receipted.Gifts.Add((donor.Id, party.Id, new(Given, 1, 4), new("Poireaux", Family.FruitAndVegetables, Mass.FromKilograms(5))));
        var changed = await (await host.PostAsync(own, "/notre-compte/recus/nouveau", [.. Hidden(page), .. Year, .. typed])).Content.ReadAsStringAsync(Stop);
        Assert.Contains("Relisez-les", changed, StringComparison.Ordinal);
        Assert.Empty(await store.Receipts.OfPartyAsync(party.Id, Stop));
        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(own, "/notre-compte/recus/nouveau", [.. Hidden(changed), .. Year, .. typed])).StatusCode);
    }

    /// <summary>Sixty kilograms on the first days of the year, ten of them another year's.</summary>
    static async Task<(PlannedDay Day, Party Party, Party Donor)> GivenAsync(RunningHost host, MemoryStore store)
    {
        var day = await DayAsync(host);
        var party = day.Index.Day.Parties.First(x => day.Index.Day.Needs.Any(y => y.Recipient == x.Id));
        var donor = day.Index[day.Index.Day.Lots[0].Donor];
        store.Receipted.Gifts.Add((donor.Id, party.Id, new(Given, 1, 1), new("Épinards", Family.FruitAndVegetables, Mass.FromKilograms(60))));
        store.Receipted.Gifts.Add((donor.Id, party.Id, new(Given, 1, 1), new(null, null, Mass.FromKilograms(10))));
        store.Receipted.Gifts.Add((donor.Id, party.Id, new(Given - 1, 12, 31), new("Épinards", Family.FruitAndVegetables, Mass.FromKilograms(7000))));
        return (day, party, donor);
    }

    static (string, string)[] Year => [("du", $"{Given}-01-01"), ("au", $"{Given}-12-31")];

    static (string, string)[] Hidden(string page) => [.. HiddenField().Matches(page).Select(x => (x.Groups[1].Value, x.Groups[2].Value))];

    static string Decoded(string page) => WebUtility.HtmlDecode(page.Replace("&lt;", "&amp;lt;", StringComparison.Ordinal));

    [GeneratedRegex("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
