using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Measures;

namespace Logistics.Domain.Proofs;

/// <summary>Looks at what a device tells beside the plan it is about: a proof with all that follows from the plan, or everything that is wrong.</summary>
public static class ProofReview
{
    public const int LongestNote = 500;

    /// <summary>Of one line; no lorry holds more.</summary>
    public static readonly Mass MostAtOnce = Mass.FromKilograms(100_000);

    static readonly Temperature coldest = Temperature.FromCelsius(-90), hottest = Temperature.FromCelsius(150);

    /// <param name="day">The plan's, with what its batches make (<see cref="DayPlan.DayOf"/>).</param>
    /// <returns>The proof, null unless there is nothing wrong; and every problem.</returns>
    public static (Proof? Proof, ValueList<ProofProblem> Problems) Of(ToldProof told, DayPlan plan, DayIndex day, Teller by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(plan);
        var problems = ProblemsOfTelling(told, plan, now).ToList();
        var route = plan.Routes.FirstOrDefault(x => x.Id == told.Route);
        if (told.Route is not null && route is null)
            return (null, [.. problems, new ProofProblem.NoSuchRoute()]);
        if (route is not null && route.Stops.All(x => x.Site != told.Site))
            return (null, [.. problems, new ProofProblem.NotAStop(told.Site)]);
        var lines = new List<ProofLine>();
        var byAllocation = told.Lines.GroupBy(x => x.Allocation).ToDictionary(x => x.Key, x => x.ToList());
        foreach (var line in told.Lines)
        {
            if (plan.Carriable().FirstOrDefault(x => x.Id == line.Allocation) is not { } allocation || HandlingOf(allocation, route, told.Site, day) is not var (handling, expected))
            {
                problems.Add(new ProofProblem.NotHandledThere(line.Allocation));
                continue;
            }
            problems.AddRange(ProblemsOf(line, handling, byAllocation[line.Allocation]));
            lines.Add(LineOf(line, allocation, handling, expected, byAllocation[line.Allocation], day));
        }
        return problems.Count > 0 ? (null, problems.Distinct().ToValueList()) : (new Proof
        {
            Id = told.Id,
            Territory = route?.Territory ?? lines[0].Territory,
            Date = plan.Date,
            Plan = plan.Id,
            Route = told.Route,
            Driver = route?.Driver,
            Site = told.Site,
            Lines = lines.ToValueList(),
            Temperature = told.Temperature,
            OccurredAt = told.OccurredAt,
            ReceivedAt = now,
            By = by,
            Note = told.Note,
            Position = told.Position,
            Signature = told.Signature,
            Corrects = told.Corrects,
        }, []);
    }

    static IEnumerable<ProofProblem> ProblemsOfTelling(ToldProof told, DayPlan plan, DateTimeOffset now)
    {
        if (told.Lines.Count == 0)
            yield return new ProofProblem.NoLines();
        if (told.Corrects == told.Id)
            yield return new ProofProblem.CorrectsItself();
        foreach (var text in told.Lines.Select(x => x.Reason).Prepend(told.Note))
            if (text?.Length > LongestNote)
                yield return new ProofProblem.TooLong(text.Length);
        // A phone's clock may be wrong, and a day begins before midnight somewhere; a date in another year is a slip.
        if (told.OccurredAt > now.AddDays(1) || told.OccurredAt < new DateTimeOffset(plan.Date.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero))
            yield return new ProofProblem.BadTime(told.OccurredAt);
        if (told.Temperature is { } measured && (measured < coldest || measured > hottest))
            yield return new ProofProblem.BadTemperature();
    }

    static IEnumerable<ProofProblem> ProblemsOf(ToldLine line, Handling handling, List<ToldLine> ofAllocation)
    {
        if (!IsDone(line.Deed, handling))
            yield return new ProofProblem.NotDoneThere(line.Allocation, line.Deed, handling);
        // "The rest" is known where something was expected, and once.
        var mayBeTheRest = line.Deed is Deed.Refused or Deed.Left && ofAllocation.Count(x => x.Quantity is null) == 1;
        if (line.Quantity is { } told ? told < Mass.Zero || told > MostAtOnce : !mayBeTheRest)
            yield return new ProofProblem.BadQuantity(line.Allocation);
        if (line.Deed is Deed.Refused or Deed.Lost && string.IsNullOrWhiteSpace(line.Reason))
            yield return new ProofProblem.NoReason(line.Allocation);
    }

    static bool IsDone(Deed deed, Handling handling) => handling switch
    {
        Handling.Pickup => deed is Deed.Taken or Deed.Refused or Deed.Left or Deed.Lost,
        Handling.Delivery or Handling.Fetch => deed is Deed.Given or Deed.Refused or Deed.Left or Deed.Lost,
        _ => deed is Deed.Lost or Deed.Returned or Deed.SetDown,
    };

    /// <summary>Null: it has no business there.</summary>
    static (Handling, Mass)? HandlingOf(Allocation allocation, Route? route, SiteId site, DayIndex day)
    {
        if (route is null)
            return allocation.Transfer == Transfer.Collected && day[allocation.Lot].Site == site ? (Handling.Fetch, allocation.Quantity) : null;
        var there = route.Stops.Where(x => x.Site == site).SelectMany(x => x.Activities).Where(x => x.Allocation == allocation.Id).ToList();
        if (there.Count > 0)
            return (there[0].Kind == ActivityKind.Pickup ? Handling.Pickup : Handling.Delivery, Sum(there.Where(x => x.Kind == there[0].Kind).Select(x => x.Expected)));
        return route.Stops.Any(x => x.Activities.Any(y => y.Allocation == allocation.Id)) ? (Handling.OnRoad, Mass.Zero) : null;
    }

    static ProofLine LineOf(ToldLine line, Allocation allocation, Handling handling, Mass expected, List<ToldLine> ofAllocation, DayIndex day)
    {
        var lot = day[allocation.Lot];
        return new ProofLine
        {
            Allocation = allocation.Id,
            Lot = lot.Id,
            Territory = lot.Territory,
            Family = lot.Family,
            Donor = lot.Donor,
            Need = allocation.Need,
            Recipient = day[allocation.Need].Recipient,
            Batch = allocation.Reason is AllocationReason.IntoBatch into ? into.Batch : null,
            Handling = handling,
            Deed = line.Deed,
            Quantity = line.Quantity ?? Mass.Max(Mass.Zero, expected - Sum(ofAllocation.Select(x => x.Quantity ?? Mass.Zero))),
            Expected = expected,
            Reason = line.Reason,
        };
    }

    // What is far too much is a problem already; the sum only must not overflow before that is told.
    static Mass Sum(IEnumerable<Mass> masses) => masses.Aggregate(Mass.Zero, (sum, x) => sum + Mass.Min(Mass.Max(x, Mass.Zero), MostAtOnce));
}
