using Logistics.Domain;
using Logistics.Measures;
using Logistics.Planning.Editing;

namespace Logistics.Host.Worker;

/// <summary>A round that a solve drives otherwise.</summary>
/// <param name="Before">Stops; null: it stays at home.</param>
/// <param name="OnlyWhole">Why it is in force only with all of its plan, in words; null: it can be taken alone.</param>
public sealed record LaneChange(
    ShiftId Shift, string Vehicle, string Driver, int? Before, int? After, Distance DistanceBefore, Distance DistanceAfter, string? OnlyWhole)
{
    /// <summary>In the order of shifts' codes.</summary>
    public static IReadOnlyList<LaneChange> Between(PlannedDay before, PlannedDay after)
    {
        var (old, now) = (before.Plan.Routes.ToDictionary(x => x.Shift), after.Plan.Routes.ToDictionary(x => x.Shift));
        var other = AreOfOneDay(before, after) ? new OtherPlan(before.Plan, after.Plan) : null;
        return
        [
            .. from shift in old.Keys.Union(now.Keys)
               let was = old.GetValueOrDefault(shift)
               let becomes = now.GetValueOrDefault(shift)
               let lane = other?.Lane(shift)
               where lane is null ? !SitesOf(was).SequenceEqual(SitesOf(becomes)) : lane is not OtherLane.Same
               let index = becomes is null ? before.Index : after.Index
               orderby index[shift].Code
               select new LaneChange(
                   shift, index[(becomes ?? was!).Vehicle].Name, index[(becomes ?? was!).Driver].Name, was?.Stops.Count - 2, becomes?.Stops.Count - 2,
                   was?.Distance ?? Distance.Zero, becomes?.Distance ?? Distance.Zero, Why(lane, after)),
        ];
    }

    /// <summary>Whether both rest on the same declarations: only then do rounds of one make sense in the other.</summary>
    public static bool AreOfOneDay(PlannedDay one, PlannedDay other) => one.Declared.Day.Equals(other.Declared.Day);

    /// <param name="lane">Null: the plans rest on different declarations.</param>
    public static string? Why(OtherLane? lane, PlannedDay of) => lane switch
    {
        null => Texts.Get("Solve.OtherDeclarations"),
        OtherLane.Strange { Shipments: [var first, ..] } => Texts.Format("Solve.SharedOtherwise", of.Index[first.From].Name, of.Index[first.To].Name),
        _ => null,
    };

    static IEnumerable<SiteId> SitesOf(Route? route) => route?.Stops.Select(x => x.Site) ?? [];
}
