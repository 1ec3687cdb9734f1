using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;

namespace Logistics.Domain.Plans;

/// <summary>
/// A declared day with batches: what comes out is one more lot, and what goes in is wanted by one more need of the host's, so that it travels as
/// all goods do. Declared lots stay whole: what goes in is counted where it is brought.
/// </summary>
public static class BatchedDay
{
    /// <remarks>Batches that the day holds already change nothing.</remarks>
    public static DayIndex Of(DayIndex day, ValueList<Transformation> batches)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(batches);
        var lots = day.Day.Lots.Select(x => x.Id).ToHashSet();
        var more = batches.Where(x => lots.Add(x.Output.Id)).ToList();
        return more.Count == 0 ? day : new DayIndex(day.Day with
        {
            Lots = [.. day.Day.Lots, .. more.Select(x => x.Output)],
            Needs = [.. day.Day.Needs, .. more.Select(x => NeedOf(day, x))],
        });
    }

    /// <summary>What the host's need for what goes in is called.</summary>
    public static string NeedCode(Transformation batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return NeedCode(batch.Output.Code);
    }

    public static string NeedCode(string output) => $"{output}.in";

    static Need NeedOf(DayIndex day, Transformation batch)
    {
        var host = day[batch.Host];
        return new Need
        {
            Id = Supply.NeedOf(batch.Id),
            Code = NeedCode(batch),
            Territory = host.Territory,
            Recipient = host.Party,
            Site = host.Id,
            Family = day[batch.Reason.Largest].Family,
            Wanted = batch.Saved,
            Urgency = Urgency.Ordinary,
            // Unloaded before work begins; setting up needs no goods.
            Deadline = batch.Period.Begin + (day[batch.Equipment].SetUp - host.ServiceDuration).ToTimeSpan(),
            Transfer = Transfer.Delivered,
            Event = day[batch.Recipe].Name,
        };
    }
}
