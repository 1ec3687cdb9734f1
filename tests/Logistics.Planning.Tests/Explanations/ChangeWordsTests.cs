using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Matching.Reasons;
using Logistics.Measures;
using Logistics.Planning.Explanations;
using Logistics.Testing.Days;

namespace Logistics.Planning.Tests.Explanations;

public sealed class ChangeWordsTests
{
    readonly DayBuilder day = new();
    readonly Site shop, house, other;
    readonly Lot lot;
    readonly Need need, rival;

    public ChangeWordsTests()
    {
        shop = day.Donor("boulangerie");
        lot = day.Lot("pain", shop, 30);
        (house, other) = (day.Recipient("accueil", persons: 10, east: 1), day.Recipient("épicerie", persons: 20));
        (need, rival) = (day.Need("un", house, 30), day.Need("deux", other, 30));
    }

    ChangeWords In(string culture) => new(new DayIndex(day.Build()), CultureInfo.GetCultureInfo(culture));

    [Fact]
    public void What_would_have_given_it_is_said_with_what_it_costs_and_how_to_check_it()
    {
        var found = new Counterfactual
        {
            Lot = lot.Id,
            Need = need.Id,
            Change = new Change.ClosesLater(house.Id, Was: day.At(8), Now: day.At(9)),
            Before = Mass.Zero,
            After = DayBuilder.Kilograms(12.5m),
            Difference = Difference(),
            Rematches = 1,
            PolicyVersion = "3",
            Seed = 7,
        };
        Assert.Equal(
            "accueil aurait reçu 12,5 kg de ce lot si accueil fermait à 09:00 au lieu de 08:00 ; y perdraient : épicerie (7,5 kg au lieu de 20 kg) ; politique version 3, tirage 7",
            In("fr-FR").Say(found));
        Assert.Equal(
            "accueil would have received 12.5 kg of this lot if accueil closed at 09:00 instead of 08:00 ; would lose: épicerie (7.5 kg instead of 20 kg) ; policy version 3, draw 7",
            In("en-GB").Say(found));
        Assert.Contains("personne n'en recevrait moins", In("fr-FR").Say(found with { Difference = Difference() with { Losses = [] } }), StringComparison.Ordinal);
        Assert.Contains("au lieu de 2 kg si", In("fr-FR").Say(found with { Before = DayBuilder.Kilograms(2) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Why_them_is_said_in_percent_of_each_ones_share()
    {
        Standing mine = Standing(need, house, 910), theirs = Standing(rival, other, 620);
        var compared = new Comparison(lot.Id, mine, theirs, ComparisonPoint.Share, "3", 7);
        Assert.Equal("sans ce lot, épicerie est à 62 % de sa part, accueil à 91 %", In("fr-FR").Say(compared));
        Assert.Equal("without this lot épicerie is at 62 % of its share, accueil at 91 %", In("en-GB").Say(compared));
        foreach (var point in Enum.GetValues<ComparisonPoint>())
            Assert.NotEmpty(In("fr-FR").Say(compared with { Point = point, Asks = mine with { Refusal = new Domain.Allocations.Refusal.Closed() } }));
    }

    [Fact]
    public void Bottlenecks_remedies_and_contests_are_said_with_their_figures()
    {
        var french = In("fr-FR");
        Assert.Equal("si accueil avait de la place pour 1 caisse(s) de plus en froid positif (10 kg), le réseau pourrait donner 10 kg de plus",
            french.Say(new ShadowPrice(new Change.MoreRoom(house.Id, TemperatureClass.Chilled, 1, DayBuilder.Kilograms(10)), DayBuilder.Kilograms(10), Proven: true)));
        Assert.Equal("si accueil avait 40 personnes attestées au lieu de 10 : y gagneraient : accueil (20 kg au lieu de 7,5 kg) ; y perdraient : épicerie (7,5 kg au lieu de 20 kg) ; "
            + "au total 27,5 kg donnés au lieu de 27,5 kg ; politique version 3, tirage 7",
            french.Say(new ContestAnswer(new Change.Attests(house.Party, 10, 40), "3", 7, Difference())));
        var remedy = new Remedy
        {
            Need = need.Id,
            Lot = lot.Id,
            Class = TemperatureClass.Chilled,
            Place = new ColdPlace.Fridge(other.Id),
            Away = Distance.FromMetres(2_600),
            Kept = new TimeWindow(day.At(8, 5), day.At(10, 5)),
            Room = DayBuilder.Kilograms(12),
            Gain = DayBuilder.Kilograms(12),
        };
        Assert.Equal("prêt de frigo à demander : épicerie, à 2,6 km, a encore de la place pour 12 kg en froid positif (de 08:05 à 10:05) ; accueil recevrait 12 kg de plus", french.Say(remedy));
    }

    /// <summary>Every case of a change is said in both languages, with every figure in its place.</summary>
    [Fact]
    public void Every_change_is_said()
    {
        var van = day.Van("van", shop);
        DateTimeOffset was = day.At(10), now = day.At(11);
        Change[] changes =
        [
            new Change.OpensEarlier(house.Id, was, now), new Change.ClosesLater(house.Id, was, now), new Change.Opens(house.Id, day.Between(8, 9)),
            new Change.DeadlineLater(need.Id, was, now), new Change.PickupEarlier(lot.Id, was, now), new Change.PickupLater(lot.Id, was, now),
            new Change.ShiftEarlier(van.Id, was, now), new Change.ShiftLater(van.Id, was, now),
            new Change.MoreRoom(house.Id, TemperatureClass.Frozen, 2, DayBuilder.Kilograms(20)), new Change.MoreRoom(house.Id, TemperatureClass.Frozen, 0, DayBuilder.Kilograms(20)),
            new Change.WiderRadius(lot.Territory, Distance.FromMetres(5_000), Distance.FromMetres(10_000)), new Change.Agreement(lot.Territory, shop.Party, house.Party),
            new Change.AcceptsFamily(house.Id, Family.Dairy), new Change.AcceptsKind(house.Id, "raw-fish"), new Change.Habilitation(house.Party),
            new Change.ReceivesThatDay(house.Id, DayOfWeek.Monday), new Change.ComesForLess(house.Id, DayBuilder.Kilograms(20), DayBuilder.Kilograms(12)),
            new Change.WrittenAgreement(lot.Territory, shop.Party, house.Party), new Change.MoreHands(house.Id, 2, DayBuilder.Kilograms(20)), new Change.HandsOutInTime(house.Party),
            new Change.ColderStore(house.Id, Temperature.FromCelsius(4), Temperature.FromCelsius(2)), new Change.ColderVehicle(van.Vehicle, Temperature.FromCelsius(2)),
            new Change.BringsBoxes(house.Party), new Change.SaidPrepacked(lot.Id), new Change.Approved(house.Id),
            new Change.VehicleHolds(van.Vehicle, TemperatureClass.Frozen), new Change.SmallerShare(lot.Id, DayBuilder.Kilograms(5), DayBuilder.Kilograms(1)),
            new Change.Wants(need.Id, DayBuilder.Kilograms(5), DayBuilder.Kilograms(9)), new Change.Attests(house.Party, 10, 40),
            new Change.Weighs(lot.Id, DayBuilder.Kilograms(30), DayBuilder.Kilograms(20)),
        ];
        Assert.Equal(typeof(Change).GetNestedTypes().Length, changes.Select(x => x.GetType()).Distinct().Count());
        foreach (var culture in new[] { "fr-FR", "en-GB" })
            foreach (var change in changes)
                Assert.DoesNotContain("{", In(culture).Say(change), StringComparison.Ordinal);
        Assert.Equal("le lot « pain » pouvait être pris jusqu'à 11:00 au lieu de 10:00", In("fr-FR").Say(changes[5]));
    }

    MatchingDifference Difference() => new()
    {
        Gains = [new PartyDifference(house.Party, DayBuilder.Kilograms(7.5m), DayBuilder.Kilograms(20))],
        Losses = [new PartyDifference(other.Party, DayBuilder.Kilograms(20), DayBuilder.Kilograms(7.5m))],
        GivenBefore = DayBuilder.Kilograms(27.5m),
        GivenAfter = DayBuilder.Kilograms(27.5m),
    };

    static Standing Standing(Need need, Site at, int permille) => new()
    {
        Need = need.Id,
        Party = at.Party,
        Urgency = Urgency.Ordinary,
        OfLot = Mass.Zero,
        Missing = DayBuilder.Kilograms(10),
        Room = DayBuilder.Kilograms(10),
        Refusal = null,
        Share = new SharePermille(permille, permille, permille),
        Away = Distance.FromMetres(1_000),
    };
}
