using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Host.Access;
using Logistics.Host.Calendars;
using Logistics.Host.Worker;
using Logistics.Storage;

namespace Logistics.Host.Wiring;

/// <summary>All that follows from a plan being put in force, in the unit of work that does so: whoever is told of a plan is told of one that is kept.</summary>
static class WithPlan
{
    public static async Task PutAsync(UnitOfWork unit, DayPlan plan, DayIndex declared, Asking asking, IIdSource ids, DateTimeOffset now)
    {
        await PostgisAnswerLinks.PutAsync(unit, plan.Date, asking, ids, now);
        await CalendarStore.ReplaceAsync(unit, plan.Date, plan.Territories, CalendarEntries.Of(plan, plan.DayOf(declared)), now);
    }
}
