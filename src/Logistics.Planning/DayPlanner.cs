using System.Diagnostics;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Matching;
using Logistics.Matching.Forecasts;
using Logistics.Measures;
using Logistics.Planning.Checking;
using Logistics.Planning.Consolidation;
using Logistics.Planning.Editing;
using Logistics.Planning.Rounds;
using Logistics.Planning.Travel;

namespace Logistics.Planning;

/// <summary>Makes the day: declarations → matching with batches → shipments → routes → plan. Pure: it takes data and gives data.</summary>
public static class DayPlanner
{
    /// <summary>Goods on their way to a batch may come so much later than by the straight way: their round stops elsewhere too.</summary>
    public static readonly Duration CarriageSlack = Duration.FromMinutes(60);

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
        var question = new MatchingInput { Day = day, Transfers = travel, Seed = input.Seed, Ahead = ahead, Promises = [.. input.Promises, .. HeldRounds.Promises(input.Held, input.Declarations, input.Promises)], ReferenceRoutes = references, CarriageSlack = CarriageSlack };

        var id = new PlanId(NameBasedId.Derive(NameBasedId.Root, $"plan {input.Declarations.Date:O} {string.Join(' ', input.Declarations.Territories.Select(x => x.Code))} {input.PlannedAt:O} {input.Sharing} {input.Seed}"));
        var budget = input.Sharing == SharingRule.Fair ? input.Budget.SharedBy(1 + input.FeedbackRounds) : input.Budget;
        var best = First();
        for (var round = 0; round < input.FeedbackRounds && input.Sharing == SharingRule.Fair && !cancellation.IsCancellationRequested; round++)
        {
            if (TryAgain() is not { } again || again.Stranded.Count > 0 || again.Allocations.SequenceEqual(best.Allocations) || !again.IsBetterThan(best))
                break;
            var spared = best.Cost.Microeuros - again.Cost.Microeuros;
            best = again;
            if (spared < best.Cost.Microeuros / 100)
                break;
        }

        progress?.Report(new(PlanningStage.Checking, 0.98));
        var plan = Publish(input, id, best, travel.Basis, input.Clock.GetElapsedTime(start));
        var violations = Unheld(plan, PlanChecker.Check(day, plan));
        // What is held does not fit the day any more.
        if (violations.Count > 0 && plan.Holds.Count > 0)
            return Plan(input with { Held = null }, progress, cancellation);
        if (violations.Count > 0)
            throw new PlanRefusedException(plan, violations);
        progress?.Report(new(PlanningStage.Done, 1));
        return plan;

        Attempt First()
        {
            progress?.Report(new(PlanningStage.Matching, 0.05));
            var joint = Share(input, question, cancellation);
            var attempt = Drive(joint, joint.Sharing, budget);
            // A batch for which no round brings all that goes in is not made; if another then misses something, none is.
            if (attempt.Stranded.Count > 0)
                attempt = Without(attempt.Joint, attempt.Stranded);
            return attempt.Stranded.Count > 0 ? Without(attempt.Joint, attempt.Joint.Batches.Select(x => x.Id).ToHashSet()) : attempt;
        }

        Attempt Without(JointResult joint, HashSet<TransformationId> batches)
        {
            var fewer = Fewer();
            return Drive(fewer, fewer.Sharing, budget.SharedBy(4));

            // Whoever stops while rounds are known has rounds: those of the sharing without batches, which is known too.
            JointResult Fewer()
            {
                if (cancellation.IsCancellationRequested)
                    return joint.GivenUp(question.Day);
                try
                {
                    return new JointMatcher(input.Solver).Without(question, joint, batches, cancellation);
                }
                catch (OperationCanceledException)
                {
                    return joint.GivenUp(question.Day);
                }
            }
        }

        // Whoever stops while a plan is there keeps it.
        Attempt? TryAgain()
        {
            try
            {
                progress?.Report(new(PlanningStage.Matching, 0.05));
                var known = RemovalCosts.Of(best.Day, travel, best.Rounds.Routes, best.Shipments);
                // Ways not driven are priced by what they would add to these rounds: where recipients are near equal, the one beside a round is chosen.
                var driven = best.Rounds.Routes.Select(x => x.Stops.Select(y => y.Site).ToValueList());
                var again = new Matcher(input.Solver).Match(
                    question with { Day = new DayIndex(best.Joint.Day), KnownCharges = known, ReferenceRoutes = [.. references, .. driven] }, cancellation);
                return Drive(best.Joint, again with { Bookings = best.Matching.Bookings, UnmetRequests = best.Matching.UnmetRequests }, budget);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }

        Attempt Drive(JointResult joint, MatchingResult matching, PlanningBudget budget)
        {
            var whole = BatchedDay.Of(day, joint.Batches);
            var consolidator = new Consolidator(whole);
            var held = HeldRounds.Of(input.Held, whole, consolidator, [.. matching.Allocations, .. SuppliesOf(joint.Batches)]);
            var (parts, shipments) = consolidator.Consolidate(held.Rest);
            ValueList<Allocation> carriable = [.. parts, .. held.Allocations];
            var rounds = new RoundsSearch(input with { Budget = budget }, id, whole, travel, consolidator, carriable, held).Solve([.. shipments, .. held.Staying], progress, cancellation);
            return new Attempt(whole, joint, matching, carriable, [.. shipments, .. held.Shipments], rounds, held.Holds);
        }
    }

    /// <summary>What is wrong and nobody decided: what a held round breaks it was held with.</summary>
    static ValueList<PlanViolation> Unheld(DayPlan plan, ValueList<PlanViolation> violations)
    {
        var held = plan.Holds.Select(hold => hold.Shift).ToHashSet();
        return held.Count == 0 ? violations
            : [.. violations.Zip(ViolationSpot.Of(plan, violations)).Where(x => !(x.Second.Shift is { } shift && held.Contains(shift))).Select(x => x.First)];
    }

    static JointResult Share(DayInput input, MatchingInput question, CancellationToken cancellation) => input.Sharing switch
    {
        SharingRule.Fair => new JointMatcher(input.Solver).Match(question, cancellation: cancellation),
        SharingRule.FirstComeFirstServed => JointResult.WithoutBatches(question.Day.Day, FirstComeFirstServed.Match(question)),
        _ => throw new UnreachableException(),
    };

    static IEnumerable<Allocation> SuppliesOf(ValueList<Transformation> batches) => batches.SelectMany(x => x.Inputs.Select(y =>
        new Supply(new AllocationId(NameBasedId.Derive(x.Id.Value, $"supply {y.Lot.Value:N}")), x.Id, y.Lot, y.Quantity).AsAllocation()));

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
            .Concat(day.Equipment.Where(equipment => equipment.Hosts.Count > 0 || day.Recipes.Count > 0).SelectMany(equipment => equipment.Hosts.Append(equipment.Site)));

    static DayPlan Publish(DayInput input, PlanId id, Attempt best, RoadBasis roads, TimeSpan elapsed)
    {
        var (matching, joint) = (best.Matching, best.Joint);
        var left = best.Rounds.Unassigned.Select(x => x.Shipment).ToHashSet();
        var stranded = best.Shipments.Where(shipment => left.Contains(shipment.Id))
            .SelectMany(shipment => shipment.Allocations.Select(id => (id, shipment.Id)))
            .ToDictionary(x => x.id, x => x.Item2);
        var lost = best.Allocations.Where(allocation => stranded.ContainsKey(allocation.Id)).ToList();
        return new DayPlan
        {
            Id = id,
            Date = input.Declarations.Date,
            Territories = input.Declarations.Territories.Select(territory => territory.Id).ToValueList(),
            PlannedAt = input.PlannedAt,
            Notice = input.Declarations.Notice,
            Roads = roads,
            Allocations = best.Allocations.Where(allocation => !stranded.ContainsKey(allocation.Id)).ToValueList(),
            Unmet = [.. matching.Unmet, .. lost.Select(x => new Unmet(x.Need, x.Quantity, new UnmetReason.NotTransported(stranded[x.Id])))],
            Leftovers = [.. matching.Leftovers, .. lost.Select(x => new Leftover(x.Lot, x.Quantity, new LeftoverReason.NotTransported(stranded[x.Id])))],
            RefusedPairs = matching.RefusedPairs,
            UnlistedRefusals = matching.UnlistedRefusals,
            Bookings = matching.Bookings,
            UnmetRequests = matching.UnmetRequests,
            Batches = joint.Batches,
            Supplies = best.Supplies,
            Untransformed = joint.Untransformed,
            BatchBound = joint.Batches.Count > 0 ? joint.Bound : null,
            Shipments = best.Shipments,
            Routes = best.Rounds.Routes,
            Holds = best.Holds,
            Unassigned = best.Rounds.Unassigned,
            Search = new SearchRecord(input.Seed, best.Rounds.Iterations, elapsed, matching.Bound, best.Rounds.Bound, Companion: matching.Note != MatchingNote.NoCompanion),
        };
    }
}
