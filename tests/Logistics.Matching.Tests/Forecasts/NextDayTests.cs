using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Matching.Forecasts;
using Logistics.Measures;
using Logistics.Testing;

namespace Logistics.Matching.Tests.Forecasts;

public sealed class NextDayTests
{
    // Clocks go forward in the night between.
    static readonly DateOnly Monday = new(2026, 3, 30);

    static DayDeclarations Opened(IReadOnlyCollection<LedgerEntry>? received = null, IReadOnlyDictionary<LotId, Mass>? left = null, DayDeclarations? like = null) =>
        NextDay.Of(Bellerive.Day, like ?? Bellerive.Day, Monday, received ?? [], left ?? NextDay.LeftBy([]));

    [Fact]
    public void Hours_are_those_of_the_wall_clock_though_clocks_changed()
    {
        var day = Opened();
        foreach (var (before, after) in Bellerive.Day.Sites.Zip(day.Sites))
            Assert.Equal(before.OpeningWindows.Select(x => (Wall(x.Begin), Wall(x.End))), after.OpeningWindows.Select(x => (Wall(x.Begin), Wall(x.End))));
        foreach (var (before, after) in Bellerive.Day.Shifts.Zip(day.Shifts))
            Assert.Equal((Wall(before.Span.Begin), Monday), (Wall(after.Span.Begin), DateOnly.FromDateTime(Local(after.Span.Begin))));
        // Three days on the wall are an hour less by the sun.
        Assert.Equal(TimeSpan.FromHours(71), day.Shifts[0].Span.Begin - Bellerive.Day.Shifts[0].Span.Begin);

        static DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(instant, "Europe/Paris").DateTime;
        static TimeSpan Wall(DateTimeOffset instant) => Local(instant).TimeOfDay;
    }

    [Fact]
    public void Hours_that_a_place_told_for_any_day_come_before_those_of_a_day_like_it()
    {
        var place = Bellerive.Day.Sites[0];
        DayHours[] told = [new(new(9, 15), new(11, 0)), new(new(14, 0), new(16, 30))];
        var latest = Bellerive.Day with { Sites = [.. Bellerive.Day.Sites.Select(x => x.Id == place.Id ? x with { ReceptionHours = [.. told] } : x)] };
        var day = NextDay.Of(latest, Bellerive.Day, Monday, [], NextDay.LeftBy([]));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        Assert.Equal(told.Select(x => x.On(Monday, zone)!.Value), day.Sites[0].OpeningWindows);
        Assert.Equal(latest.Sites[0].ReceptionHours, day.Sites[0].ReceptionHours);
        // The others, as before.
        Assert.Equal(Opened().Sites.Skip(1), day.Sites.Skip(1));
    }

    [Fact]
    public void What_does_not_change_is_kept_and_what_is_of_one_day_is_not()
    {
        var day = Opened();
        Assert.Equal(Monday, day.Date);
        Assert.Equal(Bellerive.Day.Notice, day.Notice);
        Assert.Equal(Bellerive.Day.Consents, day.Consents);
        Assert.Equal(Bellerive.Day.Vehicles, day.Vehicles);
        Assert.Empty(day.Lots);
        Assert.Empty(day.Needs);
        Assert.Empty(day.EquipmentRequests);
        Assert.All(day.Equipment, x => Assert.Empty(x.Outages));
    }

    [Fact]
    public void What_each_received_is_what_the_ledger_says_on_that_day()
    {
        LedgerEntry[] received = [new(Bellerive.SocialGrocery, Family.Dairy, Mass.FromKilograms(40), Bellerive.Date, LedgerSource.Shared)];
        var day = Opened(received);
        var half = Bellerive.Day.Territories[0].Policy.Sharing.HalfLifeDays;
        var before = Bellerive.Day.Parties.Single(x => x.Id == Bellerive.SocialGrocery);
        var expected = HalfLife.Fade(before.ReceivedByFamily[Family.Dairy].Grams + 40_000, 3, half);
        Assert.Equal(expected, day.Parties.Single(x => x.Id == Bellerive.SocialGrocery).ReceivedByFamily[Family.Dairy].Grams);
        var street = Bellerive.Day.Parties.Single(x => x.Id == Bellerive.StreetTeam);
        Assert.Equal(HalfLife.Fade(street.ReceivedEarlier.Grams, 3, half), day.Parties.Single(x => x.Id == Bellerive.StreetTeam).ReceivedEarlier.Grams);
    }

    [Fact]
    public void Goods_left_over_are_offered_again_while_they_live()
    {
        // The spinach keeps until the 30th.
        var left = new Dictionary<LotId, Mass> { [Bellerive.Spinach] = Mass.FromKilograms(12) };
        var lot = Assert.Single(Opened(left: left).Lots);
        Assert.Equal((Bellerive.Spinach, Mass.FromKilograms(12)), (lot.Id, lot.Quantity.Expected));
        Assert.Empty(NextDay.Of(Bellerive.Day, Bellerive.Day, Monday.AddDays(1), [], left).Lots);
    }

    [Fact]
    public void Needs_are_repeated_when_asked_for_and_those_for_an_event_are_not()
    {
        var feast = Bellerive.Day.Needs[0] with { Id = new NeedId(NameBasedId.Derive(NameBasedId.Root, "next-day-tests/feast")), Code = "feast", Event = "Fête du quartier" };
        var like = Bellerive.Day with { Needs = [.. Bellerive.Day.Needs, feast] };
        var day = NextDay.WithNeedsOf(like, Opened(like: like));
        var usual = Bellerive.Day.Needs.Where(x => x.Event is null).ToList();
        Assert.Equal(usual.Select(x => x.Code), day.Needs.Select(x => x.Code));
        Assert.All(day.Needs.Zip(usual), x => Assert.Equal(TimeSpan.FromHours(71), x.First.Deadline - x.Second.Deadline));
        // Once is enough.
        Assert.Equal(day.Needs, NextDay.WithNeedsOf(like, day).Needs);
    }

    [Fact]
    public void Shifts_of_vehicles_that_are_gone_are_left_out_and_days_must_come_in_order()
    {
        var sold = Bellerive.Day with { Vehicles = [], Shifts = [] };
        Assert.Empty(NextDay.Of(sold, Bellerive.Day, Monday, [], NextDay.LeftBy([])).Shifts);
        Assert.Throws<ArgumentException>(() => NextDay.Of(Bellerive.Day, Bellerive.Day, Bellerive.Date, [], NextDay.LeftBy([])));
    }
}
