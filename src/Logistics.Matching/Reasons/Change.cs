using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Policies;
using Logistics.Measures;

namespace Logistics.Matching.Reasons;

/// <summary>One fact of a day told otherwise, with what it was and what it would be: an answer to "what would have given it to me?", or a claim.</summary>
/// <remarks>Facts only; words are made where people read. <see cref="ChangedDay.With"/> makes the day of it.</remarks>
public abstract record Change
{
    Change() { }

    /// <summary>What the members' order of sizes calls it; null: no vote ranks it, and it comes after all that is ranked.</summary>
    public abstract ChangeKind? Kind { get; }

    /// <summary>A door that opened at one time opens earlier.</summary>
    public sealed record OpensEarlier(SiteId Site, DateTimeOffset Was, DateTimeOffset Now) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Hours;
    }

    /// <summary>A door that closed at one time closes later.</summary>
    public sealed record ClosesLater(SiteId Site, DateTimeOffset Was, DateTimeOffset Now) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Hours;
    }

    /// <summary>A door that was closed all day opens for so long.</summary>
    public sealed record Opens(SiteId Site, TimeWindow Window) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Hours;
    }

    public sealed record DeadlineLater(NeedId Need, DateTimeOffset Was, DateTimeOffset Now) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Hours;
    }

    public sealed record PickupEarlier(LotId Lot, DateTimeOffset Was, DateTimeOffset Now) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Hours;
    }

    public sealed record PickupLater(LotId Lot, DateTimeOffset Was, DateTimeOffset Now) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Hours;
    }

    public sealed record ShiftEarlier(ShiftId Shift, DateTimeOffset Was, DateTimeOffset Now) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Hours;
    }

    public sealed record ShiftLater(ShiftId Shift, DateTimeOffset Was, DateTimeOffset Now) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Hours;
    }

    /// <summary>Room for so many crates more of a class.</summary>
    /// <param name="Room">What those crates hold, added to what is left.</param>
    public sealed record MoreRoom(SiteId Site, TemperatureClass Class, int Crates, Mass Room) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Crates;
    }

    /// <summary>The members let the goods of a territory travel farther.</summary>
    public sealed record WiderRadius(TerritoryId Territory, Distance Was, Distance Now) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Kilometres;
    }

    /// <summary>The donor agrees that the recipient may receive its goods.</summary>
    public sealed record Agreement(TerritoryId Territory, PartyId Donor, PartyId Recipient) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Consent;
    }

    /// <summary>The site agrees to receive a family it did not accept.</summary>
    public sealed record AcceptsFamily(SiteId Site, Family Family) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Consent;
    }

    /// <summary>The site agrees to receive a kind it refused.</summary>
    public sealed record AcceptsKind(SiteId Site, string Product) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Consent;
    }

    /// <summary>The site receives on this day of the week, too.</summary>
    public sealed record ReceivesThatDay(SiteId Site, DayOfWeek Day) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Consent;
    }

    /// <summary>The site receives less of a lot than it did.</summary>
    public sealed record ComesForLess(SiteId Site, Mass Was, Mass Now) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Consent;
    }

    /// <summary>Donor and recipient sign the written agreement that the donor needs.</summary>
    public sealed record WrittenAgreement(TerritoryId Territory, PartyId Donor, PartyId Recipient) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Consent;
    }

    /// <summary>The people at a site can receive so much more in the day.</summary>
    /// <param name="Crates">How many crates that is.</param>
    public sealed record MoreHands(SiteId Site, int Crates, Mass More) : Change
    {
        public override ChangeKind? Kind => ChangeKind.Crates;
    }

    /// <summary>The partner attests that it hands out short-dated goods in time.</summary>
    public sealed record HandsOutInTime(PartyId Party) : Change
    {
        public override ChangeKind? Kind => null;
    }

    /// <summary>The cold room of a site is colder.</summary>
    public sealed record ColderStore(SiteId Site, Temperature Was, Temperature Now) : Change
    {
        public override ChangeKind? Kind => null;
    }

    /// <summary>Every compartment of a vehicle that chills is as cold as this.</summary>
    public sealed record ColderVehicle(VehicleId Vehicle, Temperature Now) : Change
    {
        public override ChangeKind? Kind => null;
    }

    /// <summary>The partner fetches with isothermal boxes.</summary>
    public sealed record BringsBoxes(PartyId Party) : Change
    {
        public override ChangeKind? Kind => null;
    }

    /// <summary>The donor says that a lot is prepacked, which was not said.</summary>
    public sealed record SaidPrepacked(LotId Lot) : Change
    {
        public override ChangeKind? Kind => null;
    }

    /// <summary>The authorities approve a site to handle sensitive food.</summary>
    public sealed record Approved(SiteId Site) : Change
    {
        public override ChangeKind? Kind => null;
    }

    /// <summary>The partner becomes habilitated to distribute food aid.</summary>
    public sealed record Habilitation(PartyId Party) : Change
    {
        public override ChangeKind? Kind => null;
    }

    /// <summary>A vehicle on duty holds a class that it did not.</summary>
    public sealed record VehicleHolds(VehicleId Vehicle, TemperatureClass Class) : Change
    {
        public override ChangeKind? Kind => null;
    }

    /// <summary>The donor lets the lot be given in smaller shares; a lot that went whole can then be split.</summary>
    public sealed record SmallerShare(LotId Lot, Mass Was, Mass Now) : Change
    {
        public override ChangeKind? Kind => null;
    }

    /// <summary>The need is for another quantity.</summary>
    public sealed record Wants(NeedId Need, Mass Was, Mass Now) : Change
    {
        public override ChangeKind? Kind => null;
    }

    /// <summary>The partner serves another number of attested persons.</summary>
    public sealed record Attests(PartyId Party, int Was, int Now) : Change
    {
        public override ChangeKind? Kind => null;
    }

    /// <summary>The lot weighs something else.</summary>
    public sealed record Weighs(LotId Lot, Mass Was, Mass Now) : Change
    {
        public override ChangeKind? Kind => null;
    }
}
