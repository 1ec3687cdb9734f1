using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Quality.Matching;

/// <summary>One day of a made-up period in the words of the product, so that the product itself is measured.</summary>
static class Declaring
{
    /// <summary>A Monday; sixty days from it meet no change of clocks.</summary>
    static readonly DateOnly First = new(2026, 1, 5);

    static readonly Mass SmallestShare = Mass.FromKilograms(5);

    /// <summary>Room that never binds: what no fridge is needed for can be stacked.</summary>
    static readonly Mass Plenty = Mass.FromKilograms(10_000);

    /// <param name="atHand">Lots that can be given, with the grams that are left of each.</param>
    /// <param name="received">What each association has received so far, by family, faded; null where nobody remembers.</param>
    /// <param name="divisible">True: every lot can be split to the gram.</param>
    /// <param name="terms">What was voted; null: nothing yet.</param>
    public static DayDeclarations Day(Period period, int day, IEnumerable<HeldLot> atHand, IReadOnlyList<FamilyMasses>? received, bool divisible, SharingTerms? terms = null)
    {
        var town = period.Town;
        var date = First.AddDays(day);
        var open = town.Associations.Select(x => (Association: x, Opening: period.OpeningOf(x, day))).Where(x => x.Opening is not null).ToList();
        TimeWindow Between(int from, int to) => new(DayBuilder.At(date, from), DayBuilder.At(date, to));
        var (morning, late, allDay, afternoon, duty) = (Between(8, 11), Between(10, 12), Between(9, 17), Between(14, 18), Between(7, 18));
        var deadline = DayBuilder.At(date, 19);
        return town.Base with
        {
            Date = date,
            Territories = [.. town.Base.Territories.Select(x => x with { Policy = x.Policy with { Sharing = terms ?? SharingTerms.Default } })],
            Parties = [.. town.Givers, .. town.Associations.Select(x => received is null ? x.Party : Remember(x.Party, received[x.Number]))],
            Sites = [.. town.Donors.Select(x => x.Site), .. town.Associations.Select(x => SiteOf(x, period.OpeningOf(x, day), x.Afternoons ? afternoon : allDay, town.Shape.Stated))],
            Lots = [.. atHand.Select(x => LotOf(x, x.Lot.Late && x.Lot.First == day ? late : morning, divisible))],
            Needs = [.. open.SelectMany(x => x.Association.Daily.Select(need => NeedOf(x.Association, x.Opening!, need.Key, need.Value, town.Shape.Stated, deadline)))],
            Shifts = [.. town.Base.Shifts.Select(x => x with { Span = duty })],
        };
    }

    static Party Remember(Party party, FamilyMasses received) => party with { ReceivedByFamily = received };

    static Site SiteOf(TownAssociation association, Opening? opening, TimeWindow hours, double stated)
    {
        var days = opening?.DaysOfNeed ?? 0;
        var chilled = (association.Daily.GetValueOrDefault(Family.Protein) + association.Daily.GetValueOrDefault(Family.Dairy)).Grams * days * association.Fridge * stated;
        return association.Site with
        {
            OpeningWindows = opening is null ? [] : [hours],
            StorageLeft = new StorageLeft(Plenty, association.Chilled ? new Mass((long)Math.Round(chilled)) : Mass.Zero, association.Frozen ? Plenty : Mass.Zero),
        };
    }

    static Lot LotOf(HeldLot held, TimeWindow pickup, bool divisible)
    {
        var lot = held.Lot;
        var last = First.AddDays(lot.Last);
        return new Lot
        {
            Id = lot.Id,
            Code = lot.Code,
            Territory = lot.Donor.Site.Territory,
            Donor = lot.Donor.Site.Party,
            Site = lot.Donor.Site.Id,
            Product = lot.Code,
            Family = lot.Family,
            Kind = "mixed",
            Quantity = DayBuilder.Weight(new Mass(held.Left).Kilograms),
            Origin = QuantityOrigin.Declared,
            Crates = lot.InCrates ? (int)(held.Left / 10_000) : 0,
            Temperature = lot.Temperature,
            Date = lot.Family switch
            {
                Family.Protein or Family.Dairy => new DateMark.UseBy(last),
                Family.FruitAndVegetables or Family.Starch => new DateMark.KeepsUntil(last),
                _ => new DateMark.BestBefore(last),
            },
            PickupWindow = pickup,
            SmallestShare = divisible ? Mass.Zero : SmallestShare,
            Indivisible = lot.Indivisible && !divisible,
            Source = SourceKind.Ramasse,
        };
    }

    static Need NeedOf(TownAssociation association, Opening opening, Family family, Mass daily, double stated, DateTimeOffset deadline) => new()
    {
        Id = association.Needs[family],
        Code = association.Site.Code + "-" + family,
        Territory = association.Site.Territory,
        Recipient = association.Party.Id,
        Site = association.Site.Id,
        Family = family,
        Wanted = new Mass((long)Math.Round(daily.Grams * opening.DaysOfNeed * stated)),
        Urgency = opening.Urgent == family ? opening.Class : Urgency.Ordinary,
        Deadline = deadline,
        Transfer = Transfer.Delivered,
    };
}

/// <summary>A lot of which something is left.</summary>
sealed class HeldLot(TownLot lot, long left)
{
    public TownLot Lot => lot;

    public long Left { get; set; } = left;
}
