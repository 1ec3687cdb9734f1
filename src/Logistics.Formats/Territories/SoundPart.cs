using Logistics.Domain.Days;

namespace Logistics.Formats.Territories;

/// <summary>What of a file stands when its wrong entries are left out.</summary>
static class SoundPart
{
    /// <summary>
    /// True when every problem lies inside an entry of a section. Territories are what all else hangs on, and their policy is law there: a file
    /// that is wrong about them is not read in part.
    /// </summary>
    public static bool CanStand(ProblemList problems) =>
        !problems.Full && problems.All().All(x => x.Pointer.Split('/') is [_, not "territories", _, ..]);

    /// <summary>Leaves out each shift that puts somebody or a vehicle in two places, until none does.</summary>
    public static DayDeclarations WithoutDoubleShifts(DayDeclarations day, Registers known)
    {
        while (true)
        {
            var doubled = DayChecks.Doubled(day.Shifts, known);
            if (doubled.Count == 0)
                return day;
            known.LeftOut.AddRange(doubled);
            day = day with { Shifts = [.. day.Shifts.Where(x => !doubled.Contains(known.Shifts.PointerOf(x.Code)))] };
        }
    }
}
