using System.Globalization;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Measures;
using Logistics.Planning.Explanations;
using Logistics.Testing.Days;

namespace Logistics.Planning.Tests.Explanations;

public sealed class ExplainerTests
{
    readonly DayBuilder day = new();
    readonly Allocation bread;

    public ExplainerTests()
    {
        var lot = day.Lot("pain", day.Donor("boulangerie"), 30);
        var need = day.Need("petit-dejeuner", day.Recipient("accueil", persons: 100, east: 1), 30);
        bread = new Allocation
        {
            Id = default,
            Lot = lot.Id,
            Need = need.Id,
            Quantity = Mass.FromKilograms(12.5m),
            Transfer = Transfer.Delivered,
            Reason = new AllocationReason.FairShare(PerPerson: new Mass(300), BestServedOther: new Mass(1_250)),
        };
    }

    Explainer In(string culture) => new(new DayIndex(day.Build()), CultureInfo.GetCultureInfo(culture));

    /// <summary>The gap is rounded up: a plan is never said to be nearer to the best than is proven.</summary>
    [Fact]
    public void The_proof_of_the_routes_is_said_as_it_is()
    {
        var search = new Domain.Plans.SearchRecord(1, 10, TimeSpan.Zero, null, new(Cost.FromEuros(100), Cost.FromEuros(98.99m)), Companion: true);
        Assert.Equal("routes within 1.1 % of the optimum: none would cost less than €98.99", In("en-GB").SayRoutes(search));
        Assert.Contains("1,1", In("fr-FR").SayRoutes(search), StringComparison.Ordinal);
        Assert.Contains("prouvées optimales", In("fr-FR").SayRoutes(search with { RoutesBound = new(Cost.FromEuros(5), Cost.FromEuros(5)) }), StringComparison.Ordinal);
        Assert.Contains("no bound known", In("en-GB").SayRoutes(search with { RoutesBound = null }), StringComparison.Ordinal);
        Assert.Contains("OR-Tools took no part", In("en-GB").SayRoutes(search with { RoutesBound = null, Companion = false }), StringComparison.Ordinal);
    }

    [Fact]
    public void French_says_the_figures_the_French_way()
    {
        var french = In("fr-FR");
        Assert.Equal("12,5 kg", french.Amount(bread.Quantity));
        Assert.Equal("part équitable : accueil arrive à 300 g par personne aidée ; le mieux servi des autres preneurs possibles en a 1,25 kg", french.Say(bread));
        Assert.Equal("2 h 05", french.Amount(Duration.FromMinutes(125)));
        // A minute begun is a minute.
        Assert.Equal("26 min", french.Amount(Duration.FromSeconds(25 * 60 + 1)));
    }

    [Fact]
    public void English_says_the_same() => Assert.Equal(
        "fair share: accueil reaches 300 g per person served; the best served of the other possible takers has 1.25 kg", In("en-GB").Say(bread));

    [Fact]
    public void Whoever_has_more_than_the_others_is_told_that_they_could_take_no_more() => Assert.Contains(
        "ne pouvaient pas en prendre plus",
        In("fr-FR").Say(bread with { Reason = new AllocationReason.FairShare(PerPerson: new Mass(2_000), BestServedOther: new Mass(1_250)) }),
        StringComparison.Ordinal);

    [Fact]
    public void What_the_law_forbids_is_said_with_its_figures()
    {
        var index = new DayIndex(day.Build());
        var (donor, recipient) = (index[bread.Lot].Donor, index[bread.Need].Recipient);
        foreach (var (refusal, french, english) in new (Refusal, string, string)[]
        {
            (new Refusal.ConventionExpired(donor, recipient, new DateOnly(2026, 2, 28)),
                "la convention entre boulangerie et accueil a pris fin le 28 février 2026", "the written agreement between boulangerie and accueil ended on 28 February 2026"),
            (new Refusal.StoreTooWarm(Temperature.FromCelsius(2), Temperature.FromCelsius(4)),
                "le lot doit rester à +2 °C au plus, la chambre froide du lieu tient +4 °C", "the lot must stay at +2 °C or colder, the cold room there holds +4 °C"),
            (new Refusal.TooLongOutOfCold(Duration.FromMinutes(42), Duration.FromMinutes(30)),
                "retiré sans véhicule froid, il resterait 42 min hors du froid, 30 min au plus sont admis",
                "collected without a cold vehicle it would be out of the cold for 42 min, 30 min at most are allowed"),
            (new Refusal.ShortDated(Duration.FromMinutes(38 * 60 + 59), Duration.FromMinutes(48 * 60)),
                "à la remise il resterait 38 h avant la date limite de consommation ; la loi en demande 48 h, sauf si le bénéficiaire atteste qu'il redistribue avant",
                "at hand-over 38 h would be left before its use-by date ends; the law asks for 48 h, unless the recipient attests to hand out before"),
            (new Refusal.NotThatDay(DayOfWeek.Thursday), "le lieu ne reçoit pas le jeudi", "the place does not receive on Thursday"),
            (new Refusal.BelowItsLeast(Mass.FromKilograms(8), Mass.FromKilograms(20)), "le lieu ne reçoit pas moins de 20 kg d'un même lot, et n'en recevrait que 8 kg",
                "the place does not receive less than 20 kg of one lot, and would receive only 8 kg"),
            (new Refusal.FoodExcluded("wine", ExclusionReason.Alcohol), "wine : l'alcool ne se donne pas", "wine: alcohol is not given"),
        })
        {
            Assert.Equal(french, In("fr-FR").Say(refusal));
            Assert.Equal(english, In("en-GB").Say(refusal));
        }
    }

    [Fact]
    public void A_refusal_names_both_partners()
    {
        var index = new DayIndex(day.Build());
        var refusal = new Refusal.NoConsent(index[bread.Lot].Donor, index[bread.Need].Recipient);
        Assert.Equal("pas d'accord de don entre boulangerie et accueil", In("fr-FR").Say(refusal));
    }
}
