using System.Collections.Frozen;
using System.Diagnostics;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Shipments;
using Logistics.Matching;
using Logistics.Matching.Forecasts;
using Logistics.Measures;
using Logistics.Planning.Checking;
using Logistics.Planning.Consolidation;
using Logistics.Planning.Rounds;
using Logistics.Planning.Travel;

namespace Logistics.Planning;

/// <summary>Makes the day: declarations → matching → shipments → routes → plan. Pure: it takes data and gives data.</summary>
public static class DayPlanner
{
    /// <param name="progress">Told from the calling thread and from search threads; null: nobody listens.</param>
    /// <param name="cancellation">Before routes are searched it stops the plan; after, the best found so far is kept.</param>
    /// <exception cref="OperationCanceledException">Cancelled before anything worth keeping was known.</exception>
    /// <exception cref="PlanRefusedException">The independent checker found a violation: a defect of ours, never shown as a plan.</exception>
    public static DayPlan Plan(DayInput input, IProgress<PlanningProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var start = input.Clock.GetTimestamp();
        var day = new DayIndex(input.Declarations);

        progress?.Report(new(PlanningStage.Travel, 0));
        var ahead = ExpectedDays.Of(input.Declarations, input.OtherDays);
        var references = Known(input.ReferenceRoutes, input.Declarations);
        var travel = new DayTravel(day, [.. SitesOf(input.Declarations), .. ahead.SelectMany(x => SitesOf(x.Day)), .. references.SelectMany(x => x)], input.Roads, cancellation);
        var question = new MatchingInput { Day = day, Transfers = travel, Seed = input.Seed, Ahead = ahead, Promises = input.Promises, ReferenceRoutes = references };

        var consolidator = new Consolidator(day);
        var id = new PlanId(NameBasedId.Derive(NameBasedId.Root, $"plan {input.Declarations.Date:O} {string.Join(' ', input.Declarations.Territories.Select(x => x.Code))} {input.PlannedAt:O} {input.Sharing} {input.Seed}"));
        var best = Attempt(FrozenDictionary<(SiteId, SiteId), Cost>.Empty);
        for (var round = 0; round < input.FeedbackRounds && input.Sharing == SharingRule.Fair && !cancellation.IsCancellationRequested; round++)
        {
            if (TryAgain() is not { } again || again.Allocations.SequenceEqual(best.Allocations) || !again.IsBetterThan(best, day))
                break;
            var spared = best.Cost.Microeuros - again.Cost.Microeuros;
            best = again;
            if (spared < best.Cost.Microeuros / 100)
                break;
        }

        progress?.Report(new(PlanningStage.Checking, 0.98));
        var plan = Publish(input, id, day, best.Matching, best.Allocations, best.Shipments, best.Rounds, travel.Basis, input.Clock.GetElapsedTime(start));
        var violations = PlanChecker.Check(day, plan);
        if (violations.Count > 0)
            throw new PlanRefusedException(plan, violations);
        progress?.Report(new(PlanningStage.Done, 1));
        return plan;

        // Whoever stops while a plan is there keeps it.
        Attempt? TryAgain()
        {
            try
            {
                return Attempt(RemovalCosts.Of(day, travel, best.Rounds.Routes, best.Shipments));
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }

        Attempt Attempt(FrozenDictionary<(SiteId, SiteId), Cost> known)
        {
            progress?.Report(new(PlanningStage.Matching, 0.05));
            var matching = Match(input, question with { KnownCharges = known }, cancellation);
            var (allocations, shipments) = consolidator.Consolidate(matching.Allocations);
            var search = input with { Budget = input.Sharing == SharingRule.Fair ? input.Budget.SharedBy(1 + input.FeedbackRounds) : input.Budget };
            return new Attempt(matching, allocations, shipments, new RoundsSearch(search, id, day, travel, consolidator, allocations).Solve(shipments, progress, cancellation));
        }
    }

    static MatchingResult Match(DayInput input, MatchingInput question, CancellationToken cancellation) => input.Sharing switch
    {
        SharingRule.Fair => new Matcher(input.Solver).Match(question, cancellation),
        SharingRule.FirstComeFirstServed => FirstComeFirstServed.Match(question),
        _ => throw new UnreachableException(),
    };

    /// <summary>What of past rounds today's declarations still know.</summary>
    static ValueList<ValueList<SiteId>> Known(IEnumerable<ValueList<SiteId>> routes, DayDeclarations day)
    {
        var sites = day.Sites.Select(x => x.Id).ToHashSet();
        return [.. routes.Select(route => route.Where(sites.Contains).ToValueList()).Where(route => route.Count > 1)];
    }

    /// <summary>Every site that any stage may measure to or from.</summary>
    static IEnumerable<SiteId> SitesOf(DayDeclarations day) =>
        day.Lots.Select(lot => lot.Site)
            .Concat(day.Needs.Select(need => need.Site))
            .Concat(day.Shifts.SelectMany(shift => new[] { shift.StartSite, shift.EndSite }))
            .Concat(day.Equipment.Where(equipment => equipment.Hosts.Count > 0).SelectMany(equipment => equipment.Hosts.Append(equipment.Site)));

    static DayPlan Publish(
        DayInput input, PlanId id, DayIndex day, MatchingResult matching, ValueList<Allocation> allocations, ValueList<Shipment> shipments,
        RoundsResult rounds, RoadBasis roads, TimeSpan elapsed)
    {
        var left = rounds.Unassigned.Select(x => x.Shipment).ToHashSet();
        var stranded = shipments.Where(shipment => left.Contains(shipment.Id))
            .SelectMany(shipment => shipment.Allocations.Select(id => (id, shipment.Id)))
            .ToDictionary(x => x.id, x => x.Item2);
        var lost = allocations.Where(allocation => stranded.ContainsKey(allocation.Id)).ToList();
        return new DayPlan
        {
            Id = id,
            Date = input.Declarations.Date,
            Territories = day.Day.Territories.Select(territory => territory.Id).ToValueList(),
            PlannedAt = input.PlannedAt,
            Notice = input.Declarations.Notice,
            Roads = roads,
            Allocations = allocations.Where(allocation => !stranded.ContainsKey(allocation.Id)).ToValueList(),
            Unmet = [.. matching.Unmet, .. lost.Select(x => new Unmet(x.Need, x.Quantity, new UnmetReason.NotTransported(stranded[x.Id])))],
            Leftovers = [.. matching.Leftovers, .. lost.Select(x => new Leftover(x.Lot, x.Quantity, new LeftoverReason.NotTransported(stranded[x.Id])))],
            RefusedPairs = matching.RefusedPairs,
            Bookings = matching.Bookings,
            UnmetRequests = matching.UnmetRequests,
            Shipments = shipments,
            Routes = rounds.Routes,
            Unassigned = rounds.Unassigned,
            Search = new SearchRecord(input.Seed, rounds.Iterations, elapsed, matching.Bound, rounds.Bound, Companion: matching.Note != MatchingNote.NoCompanion),
        };
    }
}
