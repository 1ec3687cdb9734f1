using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// What equity asks for: how much each recipient should hold at the least, in points, and how much of its worst-served families, in grams.
/// It is the fairest sharing of goods that can be split, less the tolerance that was voted; above it fewer kilometres count more.
/// </summary>
sealed class Goals
{
    /// <param name="points">By recipient.</param>
    /// <param name="families">By <see cref="Model.Problem.Share"/>.</param>
    public Goals(Problem problem, long[] points, long[] families)
    {
        (Points, Families) = (points, families);
        Levels = [.. points.Select((x, a) => Entitlement.Level(problem.Recipients[a], x))];
        FamilyLevels = [.. families.Select((x, s) => FamilyLevel(problem, s, x))];
    }

    public long[] Points { get; }

    public long[] Families { get; }

    /// <summary>Above this level a recipient does not count as better served.</summary>
    public long[] Levels { get; }

    public long[] FamilyLevels { get; }

    /// <summary>Nothing is good enough: levels count without end, and no family has a floor.</summary>
    public static Goals Boundless(Problem problem)
    {
        var goals = new Goals(problem, Array.ConvertAll(problem.Recipients, _ => 0L), new long[problem.EarlierByFamily.Length]);
        Array.Fill(goals.Levels, long.MaxValue);
        return goals;
    }

    public static long FamilyLevel(Problem problem, int share, long grams) =>
        Entitlement.FamilyLevel(problem.Recipients[share / Problem.Families], problem.EarlierByFamily[share], grams);

    /// <summary>What a recipient may be left below the fairest, in points: the voted part of all it holds, earlier and today.</summary>
    public static long Tolerated(Problem problem, int recipient, long points)
    {
        var held = problem.Recipients[recipient].Received + points;
        return Math.Min(points, (long)((Int128)held * problem.Terms.EquityTolerancePermille / 1000));
    }
}
