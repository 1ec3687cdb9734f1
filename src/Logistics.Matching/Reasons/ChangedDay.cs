using System.Diagnostics;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Matching.Reasons;

/// <summary>The same day with one fact told otherwise. Nothing else differs.</summary>
public static class ChangedDay
{
    /// <exception cref="ArgumentException">The change names something that the day does not have.</exception>
    public static DayDeclarations With(this DayDeclarations day, Change change)
    {
        ArgumentNullException.ThrowIfNull(day);
        return change switch
        {
            Change.OpensEarlier x => AtSite(day, x.Site, site => site with
            {
                OpeningWindows = Apart(Replace(site.OpeningWindows, w => w.Begin == x.Was, w => new TimeWindow(x.Now, w.End))),
            }),
            Change.ClosesLater x => AtSite(day, x.Site, site => site with
            {
                OpeningWindows = Apart(Replace(site.OpeningWindows, w => w.End == x.Was, w => new TimeWindow(w.Begin, x.Now))),
            }),
            Change.Opens x => AtSite(day, x.Site, site => site with { OpeningWindows = Apart([.. site.OpeningWindows, x.Window]) }),
            Change.DeadlineLater x => day with { Needs = Replace(day.Needs, need => need.Id == x.Need, need => need with { Deadline = x.Now }) },
            Change.PickupEarlier x => AtLot(day, x.Lot, lot => lot with { PickupWindow = new TimeWindow(x.Now, lot.PickupWindow.End) }),
            Change.PickupLater x => AtLot(day, x.Lot, lot => lot with { PickupWindow = new TimeWindow(lot.PickupWindow.Begin, x.Now) }),
            Change.ShiftEarlier x => AtShift(day, x.Shift, span => new TimeWindow(x.Now, span.End)),
            Change.ShiftLater x => AtShift(day, x.Shift, span => new TimeWindow(span.Begin, x.Now)),
            Change.MoreRoom x => AtSite(day, x.Site, site => site with { StorageLeft = Plus(site.StorageLeft, x.Class, x.Room) }),
            Change.WiderRadius x => day with
            {
                Territories = Replace(day.Territories, one => one.Id == x.Territory, one => one with { Policy = one.Policy with { Radius = x.Now } }),
            },
            Change.Agreement x => day with { Consents = [.. day.Consents, new Consent(x.Territory, x.Donor, x.Recipient, ValidFrom: null, ValidUntil: null)] },
            Change.AcceptsFamily x => AtSite(day, x.Site, site => site with { AcceptedFamilies = [.. site.AcceptedFamilies, x.Family] }),
            Change.AcceptsKind x => AtSite(day, x.Site, site => site with { RefusedKinds = [.. site.RefusedKinds.Where(kind => kind != x.Product)] }),
            Change.ReceivesThatDay x => AtSite(day, x.Site, site => site with { ReceptionDays = [.. site.ReceptionDays, x.Day] }),
            Change.ComesForLess x => AtSite(day, x.Site, site => site with { LeastShare = x.Now }),
            Change.Habilitation x => AtParty(day, x.Party, party => party with { Habilitated = true }),
            Change.VehicleHolds x => day with
            {
                Vehicles = Replace(day.Vehicles, one => one.Id == x.Vehicle, one => one with
                {
                    // One box only: the fact is that it holds the class, not that it grows.
                    Compartments = [one.Compartments[0] with { Classes = [.. one.Compartments[0].Classes, x.Class] }, .. one.Compartments.Skip(1)],
                }),
            },
            // Signed for the day that is asked about: nothing is said of other days.
            Change.WrittenAgreement x => day with
            {
                Consents = [.. day.Consents, new Consent(x.Territory, x.Donor, x.Recipient, ValidFrom: null, ValidUntil: null) { Convention = new Convention("", day.Date, day.Date) }],
            },
            Change.MoreHands x => AtSite(day, x.Site, site => site with { ReceptionLeft = site.ReceptionLeft + x.More }),
            Change.HandsOutInTime x => AtParty(day, x.Party, party => party with { RedistributesShortDated = true }),
            Change.ColderStore x => AtSite(day, x.Site, site => site with { ChilledTo = x.Now }),
            Change.ColderVehicle x => day with
            {
                Vehicles = Replace(day.Vehicles, one => one.Id == x.Vehicle, one => one with
                {
                    Compartments = [.. one.Compartments.Select(part => part.Classes.Contains(TemperatureClass.Chilled) ? part with { ChilledTo = x.Now } : part)],
                }),
            },
            Change.BringsBoxes x => AtParty(day, x.Party, party => party with { Collection = party.Collection with { IsothermalBox = true } }),
            Change.SaidPrepacked x => AtLot(day, x.Lot, lot => lot with { Packing = Packing.Prepacked }),
            Change.Approved x => AtSite(day, x.Site, site => site with { Approved = true }),
            Change.SmallerShare x => AtLot(day, x.Lot, lot => lot with { Indivisible = false, SmallestShare = x.Now }),
            Change.Wants x => day with { Needs = Replace(day.Needs, need => need.Id == x.Need, need => need with { Wanted = x.Now }) },
            Change.Attests x => AtParty(day, x.Party, party => party with { AttestedPersons = x.Now }),
            Change.Weighs x => AtLot(day, x.Lot, lot => lot with { Quantity = new MassRange(x.Now, x.Now, x.Now), Origin = QuantityOrigin.Weighed }),
            null => throw new ArgumentNullException(nameof(change)),
            _ => throw new UnreachableException(),
        };
    }

    static DayDeclarations AtSite(DayDeclarations day, SiteId id, Func<Site, Site> told) => day with { Sites = Replace(day.Sites, x => x.Id == id, told) };

    static DayDeclarations AtParty(DayDeclarations day, PartyId id, Func<Party, Party> told) => day with { Parties = Replace(day.Parties, x => x.Id == id, told) };

    static DayDeclarations AtLot(DayDeclarations day, LotId id, Func<Lot, Lot> told) => day with { Lots = Replace(day.Lots, x => x.Id == id, told) };

    static DayDeclarations AtShift(DayDeclarations day, ShiftId id, Func<TimeWindow, TimeWindow> told) =>
        day with { Shifts = Replace(day.Shifts, x => x.Id == id, x => x with { Span = told(x.Span) }) };

    static StorageLeft Plus(StorageLeft left, TemperatureClass held, Mass more) => held switch
    {
        TemperatureClass.Ambient => left with { Ambient = left.Ambient + more },
        TemperatureClass.Chilled => left with { Chilled = left.Chilled + more },
        TemperatureClass.Frozen => left with { Frozen = left.Frozen + more },
        _ => throw new ArgumentOutOfRangeException(nameof(held)),
    };

    /// <summary>The first that matches is told otherwise.</summary>
    static ValueList<T> Replace<T>(ValueList<T> list, Predicate<T> which, Func<T, T> told)
    {
        var items = list.ToArray();
        var at = Array.FindIndex(items, which);
        if (at < 0)
            throw new ArgumentException($"The change names a {typeof(T).Name} that the day does not have.", nameof(which));
        items[at] = told(items[at]);
        return [.. items];
    }

    /// <summary>Opening windows are in order and do not overlap: those that a change made overlap become one.</summary>
    static ValueList<TimeWindow> Apart(ValueList<TimeWindow> windows)
    {
        var apart = new List<TimeWindow>();
        foreach (var window in windows.OrderBy(x => x.Begin).ThenBy(x => x.End))
            if (apart.Count > 0 && window.Begin < apart[^1].End)
                apart[^1] = new TimeWindow(apart[^1].Begin, window.End > apart[^1].End ? window.End : apart[^1].End);
            else
                apart.Add(window);
        return [.. apart];
    }
}
