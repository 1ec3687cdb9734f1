using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Matching.Bookings;
using Logistics.Matching.Model;
using Logistics.Matching.Transformations;
using Logistics.Measures;
using Logistics.OrTools;

namespace Logistics.Matching;

/// <summary>
/// Sharing and transformation decided together: goods are shared; what nobody takes and would be lost goes into batches; then all is shared anew,
/// with what comes out of the batches beside what did not go in. Where that serves urgent needs and avoids waste no better than sharing alone,
/// sharing alone stands.
/// </summary>
/// <remarks>Same input, same result; thread safe.</remarks>
public sealed class JointMatcher(ISolverClient solver)
{
    readonly Matcher matcher = new(solver);

    /// <param name="work">Deterministic seconds that OR-Tools may work on the batches; zero: it is not asked.</param>
    public JointResult Match(MatchingInput input, double work = 4, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var separate = matcher.Match(input, cancellation);
        if (input.Day.Day.Recipes.Count == 0)
            return JointResult.WithoutBatches(input.Day.Day, separate);
        var plan = TransformationPlanner.Plan(input, separate, solver, work, cancellation);
        if (plan.Batches.Count == 0)
            return Alone(input, separate, plan);
        return Together(input, separate, plan, cancellation) ?? Alone(input, separate, plan);
    }

    /// <summary>The same decision without batches that cannot be made after all, because no round brings what goes in. The others stand where they still help.</summary>
    public JointResult Without(MatchingInput input, JointResult joint, IReadOnlySet<TransformationId> dropped, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(joint);
        ArgumentNullException.ThrowIfNull(dropped);
        var (gone, kept) = (joint.Batches.Where(x => dropped.Contains(x.Id)).ToList(), joint.Batches.Where(x => !dropped.Contains(x.Id)).ToValueList());
        if (gone.Count == 0)
            return joint;
        var notCarried = gone.SelectMany(x => x.Inputs.Select(y => (y.Lot, y.Quantity, Reason: new UntransformedReason.NotCarried(x.Host)))).GroupBy(x => x.Lot)
            .ToDictionary(x => x.Key, x => new Untransformed(x.Key, Sum(x.Select(y => y.Quantity).Concat(joint.Untransformed.Where(y => y.Lot == x.Key).Select(y => y.Quantity))), x.First().Reason));
        // Requests already met keep their equipment; with no batch left, those that had given way have it again.
        var (bookings, unmet) = kept.Count == 0
            ? (joint.Separate.Bookings, joint.Separate.UnmetRequests)
            : EquipmentBooking.Explain(input, [.. kept.Select(x => UseOf(input.Day, x))],
                joint.Sharing.Bookings.Select(x => (input.Day[x.Request], input.Day[x.Equipment], x.Period.Begin)));
        var plan = new TransformationPlan
        {
            Batches = kept,
            Untransformed = InOrder(input.Day.Day, joint.Untransformed.Where(x => !notCarried.ContainsKey(x.Lot)).Concat(notCarried.Values)),
            Bookings = bookings,
            UnmetRequests = unmet,
            // What a schedule could save was proven for a day on which everything can be brought in time.
            Bound = null,
            Companion = joint.Sharing.Companion,
        };
        return (kept.Count > 0 ? Together(input, joint.Separate, plan, cancellation) : null) ?? Alone(input, joint.Separate, plan);
    }

    /// <summary>Null where the batches help nobody.</summary>
    JointResult? Together(MatchingInput input, MatchingResult separate, TransformationPlan plan, CancellationToken cancellation)
    {
        var day = After(input.Day.Day, plan.Batches);
        var together = matcher.Match(input with { Day = new DayIndex(day) }, cancellation);
        return Compare(input.Day, new DayIndex(day), separate, together) <= 0 ? null : new JointResult
        {
            Day = day,
            Sharing = together with { Bookings = plan.Bookings, UnmetRequests = plan.UnmetRequests },
            Batches = plan.Batches,
            Untransformed = plan.Untransformed,
            Bound = plan.Bound,
            Separate = separate,
        };
    }

    static EquipmentUse UseOf(DayIndex day, Transformation batch) =>
        new(batch.Equipment, batch.Host, day[batch.Host].Party, batch.Period, day[batch.Recipe].DurationOf(batch.Saved));

    /// <summary>The day as the second sharing sees it: lots less what goes into batches, and what comes out.</summary>
    public static DayDeclarations After(DayDeclarations day, IEnumerable<Transformation> batches)
    {
        ArgumentNullException.ThrowIfNull(day);
        var all = batches.ToList();
        var used = all.SelectMany(x => x.Inputs).GroupBy(x => x.Lot).ToDictionary(x => x.Key, x => x.Sum(y => y.Quantity.Grams));
        return day with
        {
            Lots = [.. day.Lots.Select(x => Less(x, used.GetValueOrDefault(x.Id))).OfType<Lot>(), .. all.Select(x => x.Output)],
        };
    }

    /// <summary>Null when nothing is left. What is not known exactly stays as uncertain as it was, in grams.</summary>
    static Lot? Less(Lot lot, long grams)
    {
        var left = lot.Quantity.Expected.Grams - grams;
        if (grams == 0)
            return lot;
        if (left <= 0)
            return null;
        return lot with
        {
            Quantity = new MassRange(low: new Mass(Math.Max(0, lot.Quantity.Low.Grams - grams)), expected: new Mass(left), high: new Mass(lot.Quantity.High.Grams - grams)),
            Volume = lot.Volume is { } volume ? new Volume(Part(volume.Millilitres)) : null,
            Units = (int)Part(lot.Units),
            Crates = (int)Part(lot.Crates),
            SmallestShare = Mass.Min(lot.SmallestShare, new Mass(left)),
        };

        long Part(long whole) => (long)(((Int128)whole * left + lot.Quantity.Expected.Grams - 1) / lot.Quantity.Expected.Grams);
    }

    /// <summary>Where batches do not help, they are not made: everything they would have saved stays, and says so.</summary>
    static JointResult Alone(MatchingInput input, MatchingResult separate, TransformationPlan plan)
    {
        var kept = plan.Batches.Count == 0;
        return new JointResult
        {
            Day = input.Day.Day,
            Sharing = kept ? separate with { Bookings = plan.Bookings, UnmetRequests = plan.UnmetRequests } : separate,
            Batches = [],
            Untransformed = kept ? plan.Untransformed : Discarded(input.Day.Day, plan),
            Bound = kept ? plan.Bound : null,
            Separate = separate,
        };
    }

    /// <summary>What batches would have taken stays, with all that is left of its lot; what no batch would have taken keeps its own reason.</summary>
    internal static ValueList<Untransformed> Discarded(DayDeclarations day, TransformationPlan plan)
    {
        var taken = plan.Batches.SelectMany(x => x.Inputs).ToLookup(x => x.Lot, x => x.Quantity.Grams);
        var rest = plan.Untransformed.ToDictionary(x => x.Lot, x => x.Quantity.Grams);
        return InOrder(day, plan.Untransformed.Where(x => !taken.Contains(x.Lot))
            .Concat(taken.Select(x => new Untransformed(x.Key, new Mass(x.Sum() + rest.GetValueOrDefault(x.Key)), new UntransformedReason.NoBetter()))));
    }

    static ValueList<Untransformed> InOrder(DayDeclarations day, IEnumerable<Untransformed> lots)
    {
        var order = day.Lots.Index().ToDictionary(x => x.Item.Id, x => x.Index);
        return [.. lots.OrderBy(x => order[x.Lot])];
    }

    static Mass Sum(IEnumerable<Mass> masses) => masses.Aggregate(Mass.Zero, (sum, x) => sum + x);

    /// <summary>Positive when the sharing with batches is better in urgent grams by class, then in grams lost, what dies first first.</summary>
    static int Compare(DayIndex before, DayIndex after, MatchingResult separate, MatchingResult together)
    {
        for (var urgency = Urgency.Class1; urgency <= Urgency.Class3; urgency++)
            if (Served(together, after, urgency).CompareTo(Served(separate, before, urgency)) is var more and not 0)
                return more;
        var declared = before.Day.Lots.Select(x => x.Id).ToHashSet();
        for (var freshness = Freshness.LastChance; freshness <= Freshness.Keeps; freshness++)
            if (Lost(separate, freshness).CompareTo(Lost(together, freshness)) is var less and not 0)
                return less;
        return 0;

        static long Served(MatchingResult result, DayIndex day, Urgency urgency) =>
            result.Allocations.Where(x => day[x.Need].Urgency == urgency).Sum(x => x.Quantity.Grams);
        long Lost(MatchingResult result, Freshness freshness) => result.Leftovers
            .Where(x => declared.Contains(x.Lot) && before[x.Lot].Date.FreshnessOn(before.Day.Date) == freshness).Sum(x => x.Quantity.Grams);
    }
}

/// <summary>A sharing with the batches that save what it would have left.</summary>
public sealed record JointResult
{
    /// <summary>The day that was shared: lots less what goes into batches, and what comes out of them.</summary>
    public required DayDeclarations Day { get; init; }

    /// <summary>Over <see cref="Day"/>: what comes out of batches is given, or is left as stock for later days.</summary>
    public required MatchingResult Sharing { get; init; }

    /// <summary>In the order in which they begin.</summary>
    public required ValueList<Transformation> Batches { get; init; }

    /// <summary>What would be lost and goes into no batch, with the reason; lots that keep are not listed.</summary>
    public required ValueList<Untransformed> Untransformed { get; init; }

    /// <summary>Null when no bound is known.</summary>
    public required TransformationBound? Bound { get; init; }

    /// <summary>Sharing alone, because nobody waits until it is known which batches can be supplied.</summary>
    public JointResult GivenUp(DayIndex declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        var taken = Batches.SelectMany(x => x.Inputs).Concat(Untransformed.Select(x => new TransformationInput(x.Lot, x.Quantity))).ToLookup(x => x.Lot, x => x.Quantity.Grams);
        var kept = Untransformed.Where(x => !Batches.Any(y => y.Inputs.Any(z => z.Lot == x.Lot))).ToDictionary(x => x.Lot);
        return WithoutBatches(declared.Day, Separate) with
        {
            Untransformed =
            [
                .. declared.Day.Lots.Where(x => taken.Contains(x.Id))
                    .Select(x => kept.GetValueOrDefault(x.Id) ?? new Untransformed(x.Id, new Mass(taken[x.Id].Sum()), new UntransformedReason.NotDecided())),
            ],
        };
    }

    public static JointResult WithoutBatches(DayDeclarations day, MatchingResult sharing) =>
        new() { Day = day, Sharing = sharing, Batches = [], Untransformed = [], Bound = null, Separate = sharing };

    /// <summary>Sharing without any batch: what this result is better than, or equal to when there is no batch.</summary>
    public required MatchingResult Separate { get; init; }
}
