using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;

namespace Logistics.Matching.Eligibility;

/// <summary>A version of a rule and what it does.</summary>
sealed record RuleRow(RuleText Text, IRule Rule);

/// <summary>The hard rules in the order they are asked: what the partners decided, then what food asks for, then time, then quantity.</summary>
static class RuleBook
{
    public static readonly RuleRow[] Rows =
    [
        new(new("family", RuleOrigin.Partner, "The need names one family."), new OtherFamilyRule()),
        new(new("own-goods", RuleOrigin.Fact, "Nobody is given its own surplus back."), new OwnGoodsRule()),
        new(new("consent", RuleOrigin.Partner, "The donor's agreement."), new ConsentRule()),
        new(new("declined", RuleOrigin.Partner, "The recipient was asked and said no."), new DeclinedRule()),
        new(new("convention", RuleOrigin.Law, "Code de l'environnement, art. L. 541-15-6 (loi n° 2016-138 du 11 février 2016)", new(2016, 2, 11)), new ConventionRule()),
        new(new("habilitation", RuleOrigin.Law, "Code de l'action sociale et des familles, art. L. 266-2"), new HabilitationRule()),
        new(new("accepted-family", RuleOrigin.Partner, "What the recipient's site takes."), new AcceptedFamilyRule()),
        new(new("refused-kind", RuleOrigin.Partner, "What the recipient's site refuses."), new RefusedKindRule()),
        new(new("reception-day", RuleOrigin.Partner, "The days on which the recipient receives."), new ReceptionDayRule()),
        new(new("alcohol", RuleOrigin.Guide, "Alcohol above 1.2 % is not given."), new AlcoholRule()),
        new(new("animal-food", RuleOrigin.Law, "Arrêté du 19 mai 2020 (denrées animales exclues du don)", new(2020, 5, 19), new(2021, 1, 6)), new AnimalFoodRule()),
        new(new("animal-food", RuleOrigin.Law, "Arrêté du 7 janvier 2021 (denrées animales exclues du don)", new(2021, 1, 7)), new AnimalFoodRule()),
        new(new("sensitive-food", RuleOrigin.Guide, "Guide de bonnes pratiques d'hygiène de la distribution par les organismes caritatifs"), new SensitiveFoodRule()),
        new(new("storage", RuleOrigin.Fact, "Room left at the recipient's site."), new StorageRule()),
        new(new("cold-store", RuleOrigin.Law, "Arrêté du 21 décembre 2009, annexe I", new(2009, 12, 21)), new ColdStoreRule()),
        new(new("radius", RuleOrigin.Vote, "The voted radius."), new RadiusRule()),
        new(new("vehicle", RuleOrigin.Fact, "Vehicles on duty and the classes they hold."), new VehicleRule()),
        new(new("cold-vehicle", RuleOrigin.Law, "Arrêté du 21 décembre 2009, annexe I", new(2009, 12, 21)), new VehicleColdRule()),
        new(new("road", RuleOrigin.Fact, "A road must lead there."), new ReachableRule()),
        new(new("cold-minutes", RuleOrigin.Guide, "Isothermal means for short trips only; the minutes are usage."), new ColdMinutesRule()),
        new(new("opening", RuleOrigin.Partner, "The recipient's opening hours."), new OpeningRule()),
        new(new("deadline", RuleOrigin.Partner, "The need's deadline."), new DeadlineRule()),
        new(new("use-by", RuleOrigin.Law, "Regulation (EU) No 1169/2011, art. 24, with the margin voted"), new UseByRule()),
        new(new("short-date", RuleOrigin.Law, "Code de l'environnement, art. D. 541-310 (décret n° 2016-1962 du 28 décembre 2016, then art. D. 543-306)", new(2016, 12, 28)), new ShortDateRule()),
        new(new("reception", RuleOrigin.Fact, "What the people there can receive in a day."), new ReceptionRule()),
        new(new("smallest-share", RuleOrigin.Partner, "The donor's smallest useful share."), new SmallestShareRule()),
        new(new("least-share", RuleOrigin.Partner, "The least that the recipient comes or opens for."), new LeastShareRule()),
    ];

    /// <summary>The rules that hold on a day.</summary>
    public static IRule[] On(DateOnly day) => [.. Rows.Where(x => x.Text.HoldsOn(day)).Select(x => x.Rule)];

    /// <summary>The first refusal, or null when the lot may be given to the need by the pair's mode.</summary>
    public static Refusal? Judge(Pair pair)
    {
        foreach (var rule in pair.Context.Rules)
            if (rule.Judge(pair) is { } refusal)
                return refusal;
        return null;
    }

    /// <summary>
    /// Judges by each mode that the need allows. Delivered goes before collected where both are allowed; where neither is, the refusal of
    /// the first is the explanation.
    /// </summary>
    public static Ruling Judge(RuleContext context, Lot lot, Need need) => Judge(context, new LotFacts(context, lot), new NeedFacts(context, need));

    /// <summary>The same of a lot and a need whose facts others share.</summary>
    public static Ruling Judge(RuleContext context, LotFacts lot, NeedFacts need)
    {
        var first = new Pair(context, lot, need);
        var refusal = Judge(first);
        if (need.Need.Transfer != Transfer.Either)
            return new Ruling(first, refusal, refusal is null ? [first] : []);
        var second = new Pair(context, lot, need, Transfer.Collected);
        Pair[] allowed = [.. refusal is null ? [first] : Array.Empty<Pair>(), .. Judge(second) is null ? [second] : Array.Empty<Pair>()];
        return allowed.Length == 0 ? new Ruling(first, refusal, allowed) : new Ruling(allowed[0], null, allowed);
    }
}

/// <summary>What the rules say of a lot and a need.</summary>
/// <param name="Pair">By the mode decided; what its refusal is about when there is one.</param>
/// <param name="Refusal">Null when the lot may be given.</param>
/// <param name="Allowed">The pair by every mode that is allowed, for an aim that wants to choose another: each knows its mode and its transfer.</param>
sealed record Ruling(Pair Pair, Refusal? Refusal, Pair[] Allowed);
