using Logistics.Domain;
using Logistics.Domain.Equipment;
using Logistics.Domain.Parties;

namespace Logistics.Matching.Transformations;

/// <summary>A batch that could be: a recipe on a piece of equipment at a host, somewhere within a span in which equipment and people are there.</summary>
/// <param name="Span">Setting up and work lie wholly inside.</param>
/// <param name="Crew">People at work.</param>
/// <param name="Inputs">Lots that may go in, in stable order.</param>
sealed record Candidate(SharedEquipment Equipment, Site Host, Recipe Recipe, TimeWindow Span, int Crew, CandidateInput[] Inputs)
{
    public TimeSpan SetUp { get; } = Equipment.SetUp.ToTimeSpan();

    public long Smallest { get; } = Recipe.SmallestBatch.Grams;

    public long Largest { get; } = Math.Min(Recipe.LargestBatch.Grams, Inputs.Sum(x => x.Risk.Left));

    /// <summary>Setting up and work.</summary>
    public TimeSpan SizeOf(long grams) => SetUp + Recipe.DurationOf(new(grams)).ToTimeSpan();

    /// <summary>A name that does not depend on any list's order.</summary>
    public string Key { get; } = string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{Equipment.Id.Value:N}:{Host.Id.Value:N}:{Recipe.Id.Value:N}:{Span.Begin.UtcTicks}");
}

/// <param name="Row">Position among the lots at risk.</param>
/// <param name="Begin">A batch with this lot begins to be set up no earlier: work begins when the lot is there.</param>
/// <param name="End">A batch with this lot ends no later.</param>
sealed record CandidateInput(int Row, LotAtRisk Risk, DateTimeOffset Begin, DateTimeOffset End);
