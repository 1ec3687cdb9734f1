using Logistics.Domain;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Matching.Reasons;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Reasons;

/// <summary>One house without a refrigerator, 40 kg of yoghurt in crates of 10 kg, and what stands around it.</summary>
public sealed class RemediesTests
{
    readonly DayBuilder day = new();
    readonly Domain.Parties.Site shop, house;
    readonly Lot lot;
    readonly Need need;

    public RemediesTests()
    {
        shop = day.Donor("shop", site: NoFridge);
        day.Van("van", shop);
        lot = day.Lot("yoghurt", shop, 40, Family.Dairy, x => x with { Temperature = TemperatureClass.Chilled, Crates = 4 });
        house = day.Recipient("house", 10, site: NoFridge);
        need = day.Need("need", house, 30, Family.Dairy);
    }

    [Fact]
    public void A_shared_cold_room_near_by_is_offered_with_its_room_and_its_hours()
    {
        // There at 8:05, kept for the two hours until it is handed out. 25 kg of room, and 30 wanted.
        var room = ColdRoom("near", east: 2, holds: 25);
        ColdRoom("far", east: 30, holds: 25);
        var found = Assert.Single(Find());
        Assert.Equal(new ColdPlace.SharedColdRoom(room.Id), found.Place);
        Assert.Equal(new TimeWindow(day.At(8, 5), day.At(10, 5)), found.Kept);
        Assert.Equal((DayBuilder.Kilograms(25), DayBuilder.Kilograms(25)), (found.Room, found.Gain));
        Assert.InRange(found.Away.Kilometres, 2.5, 2.7);
    }

    [Fact]
    public void A_cold_room_that_is_booked_not_to_be_had_or_not_lent_is_not_offered()
    {
        ColdRoom("evening", east: 1, holds: 25, x => x with { Availability = [day.Between(9, 18)] });
        ColdRoom("lent to others", east: 1, holds: 25, x => x with { Borrowers = [shop.Party] });
        var booked = ColdRoom("booked", east: 1, holds: 25, x => x with { Availability = [day.Between(8, 11)] });
        day.Request("request", day.PartyOf(house), EquipmentKind.ColdRoom, day.Between(8, 11), minutes: 60, x => x with { Party = booked.Owner });
        Assert.Empty(Find());
    }

    [Fact]
    public void A_neighbour_with_room_left_may_lend_a_fridge()
    {
        var neighbour = day.Recipient("neighbour", 5, east: 1, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = DayBuilder.Kilograms(12) } });
        var found = Assert.Single(Find());
        Assert.Equal(new ColdPlace.Fridge(neighbour.Id), found.Place);
        Assert.Equal((DayBuilder.Kilograms(12), DayBuilder.Kilograms(12)), (found.Room, found.Gain));
    }

    [Fact]
    public void Nothing_is_offered_where_cold_is_not_what_lacks()
    {
        ColdRoom("near", east: 2, holds: 25);
        var closed = day.Need("closed", day.Recipient("closed", 10, site: x => NoFridge(x) with { OpeningWindows = [] }), 30, Family.Dairy);
        var ambient = day.Lot("pasta", shop, 40, Family.Dairy);
        Assert.Empty(Find(lot, closed));
        Assert.Empty(Find(ambient, need));
    }

    static Domain.Parties.Site NoFridge(Domain.Parties.Site site) => site with { StorageLeft = site.StorageLeft with { Chilled = Mass.Zero } };

    SharedEquipment ColdRoom(string code, double east, decimal holds, Func<SharedEquipment, SharedEquipment>? adjust = null)
    {
        var room = day.Equipment(code, EquipmentKind.ColdRoom, day.Donor($"owner of {code}", east, site: NoFridge), x =>
        {
            var told = x with { HourlyCapacity = DayBuilder.Kilograms(holds), Availability = [day.Between(7, 18)] };
            return adjust?.Invoke(told) ?? told;
        });
        return room;
    }

    ValueList<Remedy> Find() => Find(lot, need);

    ValueList<Remedy> Find(Lot goods, Need wanted)
    {
        var declared = day.Build();
        return Remedies.Find(declared.Input(), declared.Match(), goods.Id, wanted.Id, near: Distance.FromMetres(10_000), new NoSolver(),
            cancellation: TestContext.Current.CancellationToken);
    }
}
