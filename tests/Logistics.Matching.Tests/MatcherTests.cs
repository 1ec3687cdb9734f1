using Logistics.Domain.Days;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

/// <summary>What a matching says of the companion's part. With the companion there is nothing to say: see <c>ExactSharesTests</c>.</summary>
public sealed class MatcherTests
{
    [Theory]
    [InlineData(3, 2.0)]
    [InlineData(3, 0.0)]
    [InlineData(80, 2.0)]
    public void Without_a_companion_it_says_so_whatever_the_day(int side, double work) =>
        Assert.Equal(MatchingNote.NoCompanion, Match(new NoSolver(), Square(side), work).Note);

    [Fact]
    public void A_companion_that_does_not_answer_is_not_there()
    {
        var silent = new Silent();
        Assert.Equal(MatchingNote.NoCompanion, Match(silent, Square(3), work: 2).Note);
        Assert.Equal(1, silent.Asked);
    }

    /// <summary>80 lots for 80 needs are 6,400 pairs, above what the model takes; with no work allowed it is not asked either.</summary>
    [Theory]
    [InlineData(80, 2.0)]
    [InlineData(3, 0.0)]
    public void A_companion_that_is_not_asked_is_there_and_the_flow_still_bounds_what_can_be_given(int side, double work)
    {
        var silent = new Silent();
        var result = Match(silent, Square(side), work);
        Assert.Equal(0, silent.Asked);
        Assert.Equal(MatchingNote.NotAsked, result.Note);
        Assert.NotNull(result.Bound);
        Assert.False(result.Companion);
    }

    static MatchingResult Match(ISolverClient solver, DayDeclarations day, double work) =>
        new Matcher(solver).Match(day.Input() with { ExactWork = work }, TestContext.Current.CancellationToken);

    /// <summary>As many lots as needs, each of which could have any of the lots.</summary>
    static DayDeclarations Square(int side)
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        day.Van("van", shop);
        for (var i = 0; i < side; i++)
        {
            day.Lot($"lot{i}", shop, 10);
            day.Need($"need{i}", day.Recipient($"house{i}", persons: 10 + i), 20);
        }
        return day.Build();
    }

    /// <summary>A companion that counts how often it is asked and never answers.</summary>
    sealed class Silent : ISolverClient
    {
        public int Asked { get; private set; }

        public Task<Outcome<LinearSolution>> SolveAsync(LinearModel model, SolveLimits limits, CancellationToken cancellation) => Answer<LinearSolution>();

        public Task<Outcome<ConstraintSolution>> SolveAsync(ConstraintModel model, SolveLimits limits, CancellationToken cancellation) => Answer<ConstraintSolution>();

        Task<Outcome<T>> Answer<T>()
            where T : class
        {
            Asked++;
            return Task.FromResult<Outcome<T>>(new Outcome<T>.Unavailable("it died twice"));
        }
    }
}
