using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Equipment;
using Logistics.Domain.Parties;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Bookings;

public sealed class EquipmentBookingTests
{
    readonly DayBuilder day = new();
    readonly Site owner;
    readonly Party a, b;

    public EquipmentBookingTests()
    {
        owner = day.Recipient("owner", 50);
        (a, b) = (day.Party("a", persons: 10), day.Party("b", persons: 20));
    }

    [Fact]
    public void The_period_holds_setting_up_and_use()
    {
        // Wanted from 10:00 for two hours, half an hour to set up: taken from 09:30 to 12:00.
        var kitchen = day.Equipment("kitchen", EquipmentKind.MobileKitchen, owner, x => x with { SetUp = Duration.FromMinutes(30) });
        var request = day.Request("soup", a, EquipmentKind.MobileKitchen, day.Between(10, 14), minutes: 120);
        var booking = Assert.Single(day.Build().Match().Bookings);
        Assert.Equal((kitchen.Id, request.Id), (booking.Equipment, booking.Request));
        Assert.Equal(new TimeWindow(day.At(9, 30), day.At(12)), booking.Period);
    }

    [Fact]
    public void Two_uses_follow_one_another()
    {
        day.Equipment("kitchen", EquipmentKind.MobileKitchen, owner);
        day.Request("soup", a, EquipmentKind.MobileKitchen, day.Between(10, 14), minutes: 120);
        day.Request("jam", b, EquipmentKind.MobileKitchen, day.Between(10, 14), minutes: 120);
        Assert.Equal(2, day.Build().Match().Bookings.Count);
    }

    [Fact]
    public void A_request_that_can_wait_makes_room_for_one_that_cannot()
    {
        // Whichever is asked first, the soup can move to the afternoon and the jam cannot.
        day.Equipment("kitchen", EquipmentKind.MobileKitchen, owner);
        day.Request("soup", a, EquipmentKind.MobileKitchen, day.Between(8, 18), minutes: 240);
        day.Request("jam", b, EquipmentKind.MobileKitchen, day.Between(8, 12), minutes: 240);
        for (var seed = 0; seed < 8; seed++)
            Assert.Equal(2, day.Build().Match(seed).Bookings.Count);
    }

    [Fact]
    public void Bookings_push_one_another_along_as_long_as_all_are_met()
    {
        // Three kitchens, each free in the morning only; a may use 1 or 2, b 2 or 3, c only 1. Whatever the order, all three can be met.
        var c = day.Party("c", persons: 5);
        foreach (var (code, borrowers) in new[] { ("kitchen1", new[] { a.Id, c.Id }), ("kitchen2", [a.Id, b.Id]), ("kitchen3", [b.Id]) })
            day.Equipment(code, EquipmentKind.MobileKitchen, owner, x => x with { Availability = [day.Between(8, 12)], Borrowers = [.. borrowers] });
        foreach (var party in new[] { a, b, c })
            day.Request($"of {party.Code}", party, EquipmentKind.MobileKitchen, day.Between(8, 12), minutes: 240);
        for (var seed = 0; seed < 8; seed++)
            Assert.Equal(3, day.Build().Match(seed).Bookings.Count);
    }

    [Fact]
    public void Who_had_fewer_hours_per_person_goes_first()
    {
        // Two kitchens' worth of hours for three requests: a (10 persons) asks twice, b (20 persons) once. One of a's is not met.
        day.Equipment("kitchen", EquipmentKind.MobileKitchen, owner, x => x with { Availability = [day.Between(8, 12)] });
        day.Request("a1", a, EquipmentKind.MobileKitchen, day.Between(8, 12), minutes: 120);
        day.Request("a2", a, EquipmentKind.MobileKitchen, day.Between(8, 12), minutes: 120);
        var ofB = day.Request("b1", b, EquipmentKind.MobileKitchen, day.Between(8, 12), minutes: 120);
        for (var seed = 0; seed < 8; seed++)
        {
            var result = day.Build().Match(seed);
            Assert.Contains(result.Bookings, x => x.Request == ofB.Id);
            Assert.Equal(UnmetRequestReason.Taken, Assert.Single(result.UnmetRequests).Reason);
        }
    }

    [Fact]
    public void Every_no_says_why()
    {
        day.Equipment("kitchen", EquipmentKind.MobileKitchen, owner, x => x with { Borrowers = [b.Id] });
        day.Equipment("cannery", EquipmentKind.MobileCannery, owner, x => x with { Availability = [day.Between(8, 9)] });
        day.Request("garden", a, EquipmentKind.Garden, day.Between(8, 18), 60);
        day.Request("kitchen", a, EquipmentKind.MobileKitchen, day.Between(8, 18), 60);
        day.Request("cannery", a, EquipmentKind.MobileCannery, day.Between(8, 18), 120);
        Assert.Equal([UnmetRequestReason.NoneDeclared, UnmetRequestReason.NotLentToThem, UnmetRequestReason.NotAvailable],
            day.Build().Match().UnmetRequests.Select(x => x.Reason));
    }

    [Fact]
    public void What_moves_breaks_down_or_is_limited_says_so()
    {
        var hall = day.Recipient("hall", 30, 3, 0);
        day.Equipment("kitchen", EquipmentKind.MobileKitchen, owner, x => x with { Outages = [day.Between(8, 17)] });
        day.Equipment("cannery", EquipmentKind.MobileCannery, owner, x => x with { MostPerBorrower = Duration.FromMinutes(90) });
        day.Request("not there", a, EquipmentKind.MobileCannery, day.Between(8, 18), 60, x => x with { Site = hall.Id });
        day.Request("broken", a, EquipmentKind.MobileKitchen, day.Between(8, 18), 120);
        day.Request("too long", a, EquipmentKind.MobileCannery, day.Between(8, 18), 120);
        Assert.Equal([UnmetRequestReason.NotBroughtThere, UnmetRequestReason.OutOfOrder, UnmetRequestReason.LimitReached],
            day.Build().Match().UnmetRequests.Select(x => x.Reason));
    }

    [Fact]
    public void It_is_driven_to_where_it_is_used_and_back()
    {
        // 3 km as the crow flies are 3.9 km by road, 6.5 minutes at 36 km/h: from 08:06:30 at the hall, and no later than 17:53:30.
        var hall = day.Recipient("hall", 30, 3, 0);
        day.Equipment("kitchen", EquipmentKind.MobileKitchen, owner, x => x with { Hosts = [hall.Id], NeedsApproval = true });
        day.Request("hall", a, EquipmentKind.MobileKitchen, day.Between(7, 18), 60, x => x with { Site = hall.Id });
        day.Request("home", b, EquipmentKind.MobileKitchen, day.Between(7, 18), 60);
        var bookings = day.Build().Match().Bookings.OrderBy(x => x.Period.Begin).ToList();
        Assert.Equal(2, bookings.Count);
        Assert.All(bookings, x => Assert.True(x.ToBeApproved));
        Assert.InRange((bookings[1].Period.Begin - bookings[0].Period.End).TotalMinutes, 6.4, 6.6);
    }

    [Fact]
    public void The_owner_may_use_what_it_lends_to_others()
    {
        day.Equipment("kitchen", EquipmentKind.MobileKitchen, owner, x => x with { Borrowers = [b.Id] });
        day.Request("own", day.PartyOf(owner), EquipmentKind.MobileKitchen, day.Between(8, 18), 60);
        Assert.Single(day.Build().Match().Bookings);
    }
}
