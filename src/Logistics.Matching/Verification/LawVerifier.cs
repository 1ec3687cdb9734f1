using Logistics.Domain.Days;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Matching.Verification;

/// <summary>What law and good practice forbid, told once more from the declarations: as plain conditions, without the rules.</summary>
static class LawVerifier
{
    // The laws by the dates they bear; what was given before them broke none.
    static readonly DateOnly ColdDecree = new(2009, 12, 21), Agreements = new(2016, 2, 11), TwoDays = new(2016, 12, 28), AnimalFoods = new(2020, 5, 19);

    /// <summary>Said where goods would be kept; goods that are only worked there pass through.</summary>
    public const string WarmStore = "the store is too warm";

    /// <summary>What forbids the gift whatever the way it takes; null when nothing does.</summary>
    public static string? WhyUnlawful(DayIndex index, Lot lot, Need need)
    {
        Party donor = index[lot.Donor], recipient = index[need.Recipient];
        Site from = index[lot.Site], to = index[need.Site];
        var today = index.Day.Date;
        var kind = FoodKinds.All.FirstOrDefault(x => x.Code == lot.Kind);
        var withinTheHouse = donor.Id == recipient.Id;

        if (kind is { Sensitivity: Sensitivity.Forbidden })
            return "alcohol";
        if (!withinTheHouse && donor.ConventionRequired && IsGift(lot) && today >= Agreements && !HasAgreement(index, donor, recipient))
            return "no written agreement";
        if (!withinTheHouse && today >= AnimalFoods && lot.Source != SourceKind.Purchase && (lot.AnimalOrigin || (kind?.AnimalOrigin ?? false)))
        {
            var packed = lot.Packing == Packing.Prepacked || (lot.Packing == Packing.Prepared && donor.Kind == PartyKind.Kitchen);
            if (!packed && !from.Approved)
                return "animal food that is not prepacked";
        }
        if (!withinTheHouse && kind is not null && !to.Approved)
        {
            var sure = lot.Packing is Packing.Prepacked or Packing.Prepared;
            var refused = (kind.Sensitivity == Sensitivity.Always)
                || (kind.Sensitivity == Sensitivity.WhenUnpacked && !sure)
                || (kind.Sensitivity == Sensitivity.WhenChilled && lot.Temperature == TemperatureClass.Chilled);
            if (refused)
                return "too sensitive for the place";
        }
        if (today >= ColdDecree && lot.Temperature != TemperatureClass.Ambient)
        {
            var store = lot.Temperature == TemperatureClass.Chilled ? Tenths(to.ChilledTo, 40) : -180;
            if (store > MostTenths(lot))
                return WarmStore;
        }
        return null;
    }

    /// <summary>No site receives more than its people, and the sorting it does, can take in a day.</summary>
    public static void Receptions(DayIndex index, MatchingResult result, Action<string, string> report)
    {
        foreach (var received in result.Allocations.GroupBy(x => index[x.Need].Site))
        {
            var site = index[received.Key];
            var hands = site.ReceptionLeft?.Grams ?? long.MaxValue;
            if (site.Hub is { } hub)
                hands = Math.Min(hands, (long)(hub.HourlyCapacity.Grams * (decimal)site.OpeningWindows.Sum(x => (x.End - x.Begin).Ticks) / TimeSpan.TicksPerHour));
            if (received.Sum(x => x.Quantity.Grams) > hands)
                report("reception", $"site {site.Code} receives more than people there can take in");
        }
    }

    /// <summary>True when the compartment holds the lot as cold as it must be.</summary>
    public static bool Holds(Compartment part, Lot lot)
    {
        if (!part.Classes.Contains(lot.Temperature))
            return false;
        return lot.Temperature switch
        {
            TemperatureClass.Ambient => true,
            TemperatureClass.Chilled => Tenths(part.ChilledTo, 40) <= MostTenths(lot),
            _ => MostTenths(lot) >= -180,
        };
    }

    /// <summary>True when the recipient's own means would keep cold goods out of the cold for too long.</summary>
    public static bool WarmsUp(Lot lot, Party recipient, Duration drive)
    {
        if (lot.Temperature == TemperatureClass.Ambient || recipient.Collection.Held.Any(x => x == lot.Temperature))
            return false;
        var minutes = lot.Temperature == TemperatureClass.Chilled
            ? (recipient.Collection.IsothermalBox ? 120 : 30)
            : (recipient.Collection.IsothermalBox ? 60 : 15);
        return drive.Milliseconds > minutes * 60_000L;
    }

    /// <summary>True when a gift under a use-by date changes hands less than 48 hours before that date ends.</summary>
    public static bool IsShort(DayIndex index, Lot lot, Party recipient, DateTimeOffset handOver)
    {
        if (lot.Date is not DateMark.UseBy(var last) || !IsGift(lot) || recipient.RedistributesShortDated || index.Day.Date < TwoDays)
            return false;
        // Two days on by the clock on the wall of UTC is the same 48 hours; it must still be the last day there, or earlier.
        var twoDaysOn = TimeZoneInfo.ConvertTime(handOver.AddHours(48).AddTicks(-1), index.ZoneOf(lot.Territory));
        return DateOnly.FromDateTime(twoDaysOn.DateTime) > last;
    }

    static bool IsGift(Lot lot) => lot.Source is SourceKind.Ramasse or SourceKind.Gift or SourceKind.Drive or SourceKind.Gleaning;

    static bool HasAgreement(DayIndex index, Party donor, Party recipient) => index.Day.Consents.Any(x =>
        x.Convention is { } agreement && agreement.ValidFrom <= index.Day.Date && !(agreement.ValidUntil < index.Day.Date)
        && !(x.ValidFrom > index.Day.Date) && !(x.ValidUntil < index.Day.Date)
        && (x.From is { } from ? from == donor.Id : donor.Territory == x.Territory)
        && (x.To is { } to ? to == recipient.Id : recipient.Territory == x.Territory)
        && ((x.From is not null && x.To is not null) || donor.Territory == recipient.Territory));

    /// <summary>The warmest the lot may be, in tenths of a degree: by law for its class and kind, by its label where that is less.</summary>
    static long MostTenths(Lot lot)
    {
        var law = lot.Temperature == TemperatureClass.Frozen ? -180 : Tenths(FoodKinds.All.FirstOrDefault(x => x.Code == lot.Kind)?.Warmest, 40);
        return Math.Min(law, Tenths(lot.Warmest, law));
    }

    static long Tenths(Temperature? stated, long otherwise) => stated?.TenthsOfDegree ?? otherwise;
}
