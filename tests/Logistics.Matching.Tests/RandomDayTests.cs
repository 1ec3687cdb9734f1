using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

public sealed class RandomDayTests
{
    [Fact]
    public void The_same_seed_gives_the_same_day()
    {
        var one = RandomDay.Make(7, DaySize.Medium);
        var two = RandomDay.Make(7, DaySize.Medium);
        Assert.Equal(one.Lots, two.Lots);
        Assert.Equal(one.Needs, two.Needs);
        Assert.NotEqual(one.Lots, RandomDay.Make(8, DaySize.Medium).Lots);
    }

    [Fact]
    public void What_is_rare_on_real_days_occurs_and_is_given_on_some()
    {
        var seen = new Dictionary<string, int>();
        for (var seed = 0; seed < 60; seed++)
        {
            var day = new DayIndex(RandomDay.Make(seed, DaySize.Small));
            var declared = day.Day;
            Count("a shift with breaks", declared.Shifts.Any(x => x.Breaks.Count > 1));
            Count("a lot taken before the first shift", declared.Lots.Any(x => declared.Shifts.All(s => s.Span.Begin > x.PickupWindow.End)));
            foreach (var allocation in declared.Match(seed).Allocations)
            {
                var (lot, need) = (day[allocation.Lot], day[allocation.Need]);
                var (from, to) = (day[lot.Site], day[need.Site]);
                Count("to windows that touch", to.OpeningWindows.Zip(to.OpeningWindows.Skip(1)).Any(x => x.First.End == x.Second.Begin));
                Count("to a window before the first shift", declared.Shifts.All(x => x.Span.Begin > to.OpeningWindows[0].End));
                Count("stock to its owner's other site", lot.Source == SourceKind.Stock && lot.Donor == need.Recipient);
                Count("to where it is", from.Id == to.Id);
                Count("more than any van holds", declared.Vehicles.All(x => x.Capacity.Mass < allocation.Quantity));
                Count("volume and crates", lot.Volume is not null && lot.Crates > 0);
                Count("taken while its site is closed", from.OpeningWindows.All(x => x.Intersect(lot.PickupWindow) is null));
                Count("collected", need.Transfer == Transfer.Collected);
                Count("left open and delivered", need.Transfer == Transfer.Either && allocation.Transfer == Transfer.Delivered);
                Count("left open and collected", need.Transfer == Transfer.Either && allocation.Transfer == Transfer.Collected);
            }
        }
        Assert.True(seen.Values.All(x => x > 0), string.Join(", ", seen));

        void Count(string what, bool occurs) => seen[what] = seen.GetValueOrDefault(what) + (occurs ? 1 : 0);
    }
}
