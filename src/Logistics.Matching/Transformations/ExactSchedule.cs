using Logistics.Domain.Allocations;
using Logistics.Matching.Model;
using Logistics.Measures;
using Logistics.OrTools;

namespace Logistics.Matching.Transformations;

/// <summary>
/// The schedule by exact search, each aim among the best of those before: what dies first saved, what dies soon saved, requests met, hours per
/// attested person as even as can be (leximin), most output, then few, short and early batches.
/// </summary>
/// <remarks>One worker and a limit in deterministic time: the answer repeats, unless the wall clock, set far beyond, cuts it.</remarks>
sealed class ExactSchedule(ISolverClient solver, double work, int seed, CancellationToken cancellation)
{
    /// <summary>
    /// Pairs of a candidate and a lot above which the model is not asked. With 14,400 of them, twenty pieces of equipment and thirty hosts, the engine
    /// found nothing in half a minute, neither a better schedule nor a lower bound than what there is of the lots.
    /// </summary>
    public const int MostPairs = 4_000;

    /// <summary>How many of the worst served, one after another, are raised as high as can be.</summary>
    const int FairRounds = 3;

    /// <summary>A level counts minutes per so many attested persons.</summary>
    const int Scale = 1000;

    /// <param name="Schedule">Never saves less than the start.</param>
    /// <param name="Bound">Null when nothing is proven.</param>
    public sealed record Answer(Schedule Schedule, TransformationBound? Bound, bool TookPart);

    ConstraintSolution? best;

    public Answer Improve(ScheduleModel problem, Schedule start, LotAtRisk[] risks, Candidate[] candidates)
    {
        problem.Hint(start);
        var (last, answered) = Raise(problem.Model, problem.Saved(Freshness.LastChance), work * 0.35);
        if (!answered)
            return new Answer(start, Bound: null, TookPart: false);
        var (soon, _) = Raise(problem.Model, problem.Saved(Freshness.DiesSoon), work * 0.25);
        // A schedule that saves less than what the greedy rule found is not an answer: a limit came too soon.
        if (best is not null && problem.Read(best).CompareSaved(start) < 0)
            best = null;
        if (best is not null)
        {
            Raise(problem.Model, problem.Met(), work * 0.1);
            Share(problem);
            if (problem.YieldsDiffer)
                Raise(problem.Model, problem.Output(), work * 0.1);
            problem.Model.Minimize(problem.Tidiness());
            Solve(problem.Model, work * 0.1);
        }
        var schedule = best is null ? start : problem.Read(best);
        return problem.Truncated
            ? new Answer(schedule, BoundOf(schedule, risks, candidates), TookPart: true)
            : new Answer(schedule, BoundOf(schedule, risks, candidates, last, soon), TookPart: true);
    }

    /// <summary>No schedule saves more than the engine proved, nor than there is of lots that some batch could take.</summary>
    /// <param name="last">What the engine proved of what dies first; null: nothing.</param>
    /// <param name="soon">The same of what dies soon.</param>
    public static TransformationBound BoundOf(Schedule schedule, LotAtRisk[] risks, Candidate[] candidates, long? last = null, long? soon = null)
    {
        var rows = candidates.SelectMany(x => x.Inputs).Select(x => x.Row).Distinct().ToList();
        return new TransformationBound(
            new Mass(schedule.Saved(Freshness.LastChance)), new Mass(AtMost(last, Freshness.LastChance)),
            new Mass(schedule.Saved(Freshness.DiesSoon)), new Mass(AtMost(soon, Freshness.DiesSoon)));

        long AtMost(long? bound, Freshness freshness) => Math.Min(bound ?? long.MaxValue, rows.Where(x => risks[x].Freshness == freshness).Sum(x => risks[x].Left));
    }

    /// <summary>As high as can be, and kept there. The bound is null when the engine proved none.</summary>
    (long? Bound, bool Answered) Raise(ConstraintModel model, Term[] terms, double part)
    {
        if (terms.Length == 0)
            return (0, true);
        model.Maximize(terms);
        var outcome = Solve(model, part);
        if (outcome.Best is { } solution)
            model.AtLeast(solution.Objective, terms);
        return (outcome.Best?.Bound, outcome is not Outcome<ConstraintSolution>.Unavailable);
    }

    Outcome<ConstraintSolution> Solve(ConstraintModel model, double part)
    {
        var outcome = solver.Solve(model, Effort.Of(part, seed), cancellation);
        if (outcome.Best is { } solution)
        {
            best = solution;
            model.Hint(solution);
        }
        return outcome;
    }

    /// <summary>
    /// Leximin by counting: the lowest level as high as can be, then as few as can be who stand there, then the same for the others. With
    /// whole requests this is exact, where raising one after another is not: who stands lowest may change.
    /// </summary>
    void Share(ScheduleModel problem)
    {
        var parties = problem.Hours().ToList();
        if (parties.Count < 2)
            return;
        var most = parties.Max(x => 24L * 60 * 7 * Scale / x.Persons) + 1;
        // Who already stands at a level that was fixed need not reach the next.
        var fixedBelow = new List<Literal>[parties.Count];
        for (var i = 0; i < parties.Count; i++)
            fixedBelow[i] = [];
        for (var round = 0; round < FairRounds; round++)
        {
            var level = problem.Model.Integer(0, most);
            for (var i = 0; i < parties.Count; i++)
                problem.Model.AtLeast(0, [.. Minutes(i), -parties[i].Persons * level], [.. fixedBelow[i].Select(x => !x)]);
            problem.Model.Hint(level, 0);
            problem.Model.Maximize(level);
            if (Solve(problem.Model, work * 0.1 / FairRounds / 2).Best is not { } highest)
                return;
            var reached = highest.Objective;
            problem.Model.AtLeast(reached, [level]);

            var above = new List<Term>();
            for (var i = 0; i < parties.Count; i++)
            {
                var stands = problem.Model.Boolean();
                problem.Model.AtLeast(parties[i].Persons * (reached + 1), Minutes(i), [!stands]);
                above.Add(!stands);
                fixedBelow[i].Add(stands);
            }
            if (Raise(problem.Model, [.. above], work * 0.1 / FairRounds / 2).Bound is null)
                return;
            if (best is not null && fixedBelow.All(x => best[x[^1]]))
                return;
        }

        Term[] Minutes(int party) => [.. parties[party].Minutes.Select(x => ConstraintModel.Times(Scale, x))];
    }
}
