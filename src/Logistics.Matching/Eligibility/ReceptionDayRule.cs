using Logistics.Domain.Allocations;

namespace Logistics.Matching.Eligibility;

/// <summary>A site receives only on the days of the week that it said; one that said none receives on any.</summary>
sealed class ReceptionDayRule : IRule
{
    public Refusal? Judge(Pair pair)
    {
        var today = pair.Context.Day.Day.Date.DayOfWeek;
        return pair.To.ReceptionDays.Count == 0 || pair.To.ReceptionDays.Contains(today) ? null : new Refusal.NotThatDay(today);
    }
}
