using Logistics.Domain;
using Logistics.Domain.Equipment;
using Logistics.Matching.Bookings;
using Logistics.Matching.Model;
using Logistics.Measures;

namespace Logistics.Matching.Transformations;

/// <summary>A batch with its begin and what goes in.</summary>
/// <param name="Grams">By position among the candidate's inputs.</param>
sealed record PlannedBatch(Candidate Candidate, DateTimeOffset Begin, long[] Grams)
{
    public long Total { get; } = Grams.Sum();

    public TimeWindow Period { get; } = new(Begin, Begin + Candidate.SizeOf(Grams.Sum()));

    public EquipmentUse Use => new(Candidate.Equipment.Id, Candidate.Host.Id, Candidate.Host.Party, Period, Candidate.Recipe.DurationOf(new Mass(Total)));

    public long Of(Freshness freshness) => Candidate.Inputs.Select((x, i) => x.Risk.Freshness == freshness ? Grams[i] : 0).Sum();
}

/// <summary>A request with the equipment it has and when setting up begins.</summary>
sealed record PlannedRequest(EquipmentRequest Request, SharedEquipment Equipment, DateTimeOffset Begin);

/// <summary>Who does what when.</summary>
/// <param name="Requests">Null: not decided here.</param>
sealed record Schedule(PlannedBatch[] Batches, PlannedRequest[]? Requests)
{
    public long Saved(Freshness freshness) => Batches.Sum(x => x.Of(freshness));

    public int CompareSaved(Schedule other) => Saved(Freshness.LastChance).CompareTo(other.Saved(Freshness.LastChance)) is var first and not 0
        ? first
        : Saved(Freshness.DiesSoon).CompareTo(other.Saved(Freshness.DiesSoon));
}
