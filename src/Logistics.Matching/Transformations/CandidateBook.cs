using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Equipment;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Matching.Bookings;
using Logistics.Matching.Eligibility;
using Logistics.Measures;

namespace Logistics.Matching.Transformations;

/// <summary>
/// Every batch worth trying, pruned by what is lent, by the ways, the people, the end of the goods' life and the smallest batch; and for each lot
/// the nearest that anything came to it, as its explanation.
/// </summary>
sealed class CandidateBook
{
    /// <summary>What is asked before goods of others are worked at a host; its stores are not: the goods pass through. Who works its own goods is given nothing.</summary>
    static readonly HashSet<string> GiftRules = ["consent", "convention", "habilitation", "alcohol", "animal-food", "sensitive-food", "radius"];

    static readonly HashSet<string> RoadRules = ["vehicle", "cold-vehicle", "road", "opening"];

    /// <summary>How far an attempt came: the last that was right before it failed. The farthest is told.</summary>
    enum Nearness { Nothing, Recipe, Kind, Autoclave, Available, Allowed, People, Crew, Operator, Time, Everything }

    readonly MatchingInput input;
    readonly EquipmentCalendar calendar;
    readonly RuleContext context;
    readonly IRule[] rules, ownRules;
    readonly LotAtRisk[] risks;
    readonly (Nearness Stage, UntransformedReason Reason)[] nearest;
    readonly Dictionary<(SiteId Host, int Row), (Refusal? Refusal, DateTimeOffset Arrival)> arrivals = [];
    readonly ILookup<SiteId, Crew> crews;

    public CandidateBook(MatchingInput input, LotAtRisk[] risks)
    {
        (this.input, this.risks) = (input, risks);
        calendar = new EquipmentCalendar(input.Day, input.Transfers);
        context = new RuleContext(input.Day, input.Transfers);
        var today = RuleBook.Rows.Where(x => x.Text.HoldsOn(input.Day.Day.Date)).ToList();
        rules = [.. today.Where(x => GiftRules.Contains(x.Text.Id) || RoadRules.Contains(x.Text.Id)).Select(x => x.Rule)];
        ownRules = [.. today.Where(x => RoadRules.Contains(x.Text.Id)).Select(x => x.Rule)];
        crews = input.Day.Day.Crews.ToLookup(x => x.Site);
        nearest = [.. risks.Select(x => (Nearness.Nothing, (UntransformedReason)new UntransformedReason.NoRecipe(x.Lot.Family, x.Lot.Kind)))];
        Candidates = [.. Enumerate().OrderBy(x => x.Key, StringComparer.Ordinal)];
    }

    public Candidate[] Candidates { get; }

    /// <summary>Why a lot goes into no batch, as far as can be said before anything is scheduled.</summary>
    public UntransformedReason NearestOf(int row) => nearest[row].Reason;

    IEnumerable<Candidate> Enumerate()
    {
        // The order decides only which of several equal reasons is told.
        foreach (var recipe in input.Day.Day.Recipes.OrderBy(x => x.Code, StringComparer.Ordinal).ThenBy(x => x.Id.Value))
        {
            var rows = Enumerable.Range(0, risks.Length).Where(i => recipe.Takes(risks[i].Lot)).ToArray();
            if (rows.Length == 0)
                continue;
            Note(rows, Nearness.Recipe, new UntransformedReason.NoEquipment(recipe.Id));
            foreach (var equipment in input.Day.Day.Equipment.Where(x => Runs(x, recipe)).OrderBy(x => x.Code, StringComparer.Ordinal).ThenBy(x => x.Id.Value))
            {
                if (recipe.Hygiene == HygieneRule.LowAcid && !equipment.HasAutoclave)
                {
                    Note(rows, Nearness.Kind, new UntransformedReason.NoAutoclave(recipe.Id));
                    continue;
                }
                Note(rows, Nearness.Autoclave, new UntransformedReason.NotAvailable(equipment.Id));
                foreach (var host in equipment.Hosts.Prepend(equipment.Site).Distinct().Select(x => input.Day[x]).OrderBy(x => x.Code, StringComparer.Ordinal))
                    foreach (var candidate in At(equipment, recipe, host, rows))
                        yield return candidate;
            }
        }
    }

    static bool Runs(SharedEquipment equipment, Recipe recipe) => recipe.Equipment.Contains(equipment.Kind)
        && (equipment.Recipes.Count > 0 ? equipment.Recipes.Contains(recipe.Id) : equipment.Territory == recipe.Territory);

    IEnumerable<Candidate> At(SharedEquipment equipment, Recipe recipe, Site host, int[] rows)
    {
        if (!calendar.LentTo(equipment, host.Party) || !calendar.WithinLimits(equipment, host.Party, recipe.DurationOf(recipe.SmallestBatch)))
            yield break;
        var least = (equipment.SetUp + recipe.DurationOf(recipe.SmallestBatch)).ToTimeSpan();
        var free = calendar.Spans(equipment, host.Id).Where(x => x.End - x.Begin >= least).ToList();
        if (free.Count == 0)
            yield break;

        var allowed = new List<int>();
        foreach (var row in rows)
            if (Arrival(host, row).Refusal is { } refusal)
                Note([row], Nearness.Available, new UntransformedReason.HostRefused(host.Id, refusal));
            else
                allowed.Add(row);
        if (allowed.Count == 0)
            yield break;

        var needed = Math.Max(recipe.CrewPersons, equipment.CrewPersons);
        var operators = recipe.Hygiene == HygieneRule.LowAcid ? 1 : 0;
        if (!Together(free, Present(host, needed, 0), least).Any())
        {
            Note(allowed, crews[host.Id].Any() ? Nearness.People : Nearness.Allowed, new UntransformedReason.NoCrew(host.Id, needed));
            yield break;
        }
        var spans = Together(free, Present(host, needed, operators), least).ToList();
        if (spans.Count == 0)
        {
            Note(allowed, Nearness.Crew, new UntransformedReason.NoOperator(host.Id, recipe.Id));
            yield break;
        }

        foreach (var span in spans)
        {
            var inputs = new List<CandidateInput>();
            foreach (var row in allowed)
            {
                var begin = Later(span.Begin, Arrival(host, row).Arrival - equipment.SetUp.ToTimeSpan());
                if (begin + least > span.End)
                    Note([row], Nearness.People, new UntransformedReason.NoCrew(host.Id, needed));
                else if (risks[row].LastUse is { } last && begin + least > last)
                    Note([row], Nearness.Operator, new UntransformedReason.TooLate(Duration.FromTimeSpan(begin + least - last)));
                else if (risks[row].Left < risks[row].Smallest)
                    Note([row], Nearness.Available, new UntransformedReason.HostRefused(host.Id, new Refusal.BelowSmallestShare(new Mass(risks[row].Smallest - risks[row].Left))));
                else
                    inputs.Add(new CandidateInput(row, risks[row], begin, risks[row].LastUse is { } use && use < span.End ? use : span.End));
            }
            var missing = recipe.SmallestBatch.Grams - inputs.Sum(x => x.Risk.Left);
            if (missing > 0)
            {
                Note(inputs.Select(x => x.Row), Nearness.Time, new UntransformedReason.BelowSmallestBatch(recipe.Id, new Mass(missing)));
                continue;
            }
            Note(inputs.Select(x => x.Row), Nearness.Everything, new UntransformedReason.Taken());
            yield return new Candidate(equipment, host, recipe, span, needed, [.. inputs]);
        }
    }

    /// <summary>When the lot can be at the host at the earliest, or why it may not go there.</summary>
    (Refusal? Refusal, DateTimeOffset Arrival) Arrival(Site host, int row)
    {
        if (arrivals.TryGetValue((host.Id, row), out var known))
            return known;
        var lot = risks[row].Lot;
        var pair = new Pair(context, lot, new Need
        {
            Id = new NeedId(host.Id.Value),
            Code = host.Code,
            Territory = host.Territory,
            Recipient = host.Party,
            Site = host.Id,
            Family = lot.Family,
            Wanted = lot.Quantity.Expected,
            Urgency = Urgency.Ordinary,
            Deadline = DateTimeOffset.MaxValue,
            // What is there already needs no van.
            Transfer = lot.Site == host.Id ? Transfer.Collected : Transfer.Delivered,
        });
        var refusal = (lot.Donor == host.Party ? ownRules : rules).Select(x => x.Judge(pair)).FirstOrDefault(x => x is not null);
        return arrivals[(host.Id, row)] = (refusal, refusal is null ? lot.Site == host.Id ? lot.PickupWindow.Begin : pair.Reception!.Value + input.CarriageSlack.ToTimeSpan() : default);
    }

    /// <summary>Spans in which so many people are there, so many trained operators among them. Ends are exclusive.</summary>
    List<TimeWindow> Present(Site host, int persons, int operators)
    {
        if (persons == 0 && operators == 0)
            return [new TimeWindow(DateTimeOffset.MinValue, DateTimeOffset.MaxValue)];
        var here = crews[host.Id].ToList();
        var instants = here.SelectMany(x => new[] { x.Span.Begin, x.Span.End }).Distinct().Order().ToList();
        var spans = new List<TimeWindow>();
        for (var i = 0; i + 1 < instants.Count; i++)
        {
            var now = here.Where(x => x.Span.Begin <= instants[i] && x.Span.End >= instants[i + 1]).ToList();
            if (now.Sum(x => x.Persons) < persons || now.Sum(x => x.TrainedOperators) < operators)
                continue;
            if (spans.Count > 0 && spans[^1].End == instants[i])
                spans[^1] = new TimeWindow(spans[^1].Begin, instants[i + 1]);
            else
                spans.Add(new TimeWindow(instants[i], instants[i + 1]));
        }
        return spans;
    }

    static IEnumerable<TimeWindow> Together(IEnumerable<TimeWindow> free, IEnumerable<TimeWindow> present, TimeSpan least) =>
        from one in free from other in present let common = one.Intersect(other) where common is { } x && x.End - x.Begin >= least select common.Value;

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one >= other ? one : other;

    void Note(IEnumerable<int> rows, Nearness stage, UntransformedReason reason)
    {
        foreach (var row in rows)
            if (stage > nearest[row].Stage)
                nearest[row] = (stage, reason);
    }
}
