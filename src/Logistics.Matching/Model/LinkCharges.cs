using Logistics.Domain;
using Logistics.Matching.Eligibility;
using Logistics.Measures;

namespace Logistics.Matching.Model;

/// <summary>
/// What it costs the rounds to bring anything at all from one site to another: what the caller knows from solved routes, else the cheapest
/// insertion of the two stops into the routes of reference, else driving there and one stop more, at the cost of the territory's cheapest vehicle.
/// </summary>
/// <remarks>Nobody pays it: it only says which of two sharings, equally fair, is less driving.</remarks>
sealed class LinkCharges(MatchingInput input)
{
    /// <summary>A volunteer's own car: for what is fetched, and where nobody has a vehicle. Orders of size of a small car's kilometre and of an hour, set here and nowhere else.</summary>
    static readonly (Cost PerHour, Cost PerKilometre) OwnCar = (Cost.FromEuros(12), Cost.FromEuros(0.4m));

    readonly Dictionary<TerritoryId, (Cost PerHour, Cost PerKilometre)> rates = [];

    public Cost Of(Pair pair, TransferEstimate transfer)
    {
        // Who fetches drives there and back, and nobody's round is longer for it.
        if (pair.Mode == Domain.Needs.Transfer.Collected)
            return Of(OwnCar, 2 * transfer.Distance.Decimetres, 2 * transfer.Duration.Milliseconds + pair.From.ServiceDuration.Milliseconds);
        if (input.KnownCharges.TryGetValue((pair.From.Id, pair.To.Id), out var known))
            return known;
        var rate = RateOf(pair.Lot.Territory);
        var (distance, driving) = (transfer.Distance.Decimetres, transfer.Duration.Milliseconds);
        foreach (var route in input.ReferenceRoutes)
            if (Insertion(route, pair) is { } extra && Of(rate, extra.Distance, extra.Duration) < Of(rate, distance, driving))
                (distance, driving) = extra;
        return Of(rate, distance, driving + pair.To.ServiceDuration.Milliseconds);
    }

    static Cost Of((Cost PerHour, Cost PerKilometre) rate, long decimetres, long milliseconds) =>
        new((long)((Int128)rate.PerKilometre.Microeuros * decimetres / 10_000 + (Int128)rate.PerHour.Microeuros * milliseconds / 3_600_000));

    /// <summary>The least that taking here and leaving there adds to a route, the taking before the leaving; null where no road leads.</summary>
    (long Distance, long Duration)? Insertion(ValueList<SiteId> route, Pair pair)
    {
        (long Distance, long Duration)? best = null;
        (long Distance, long Duration)? taken = null;
        for (var i = 0; i + 1 < route.Count; i++)
        {
            // Both on this leg, or the taking on an earlier one and the leaving here.
            Keep(ref best, Detour(route[i], [pair.From.Id, pair.To.Id], route[i + 1]));
            if (taken is { } before && Detour(route[i], [pair.To.Id], route[i + 1]) is { } there)
                Keep(ref best, (before.Distance + there.Distance, before.Duration + there.Duration));
            Keep(ref taken, Detour(route[i], [pair.From.Id], route[i + 1]));
        }
        return best;
    }

    static void Keep(ref (long Distance, long Duration)? best, (long Distance, long Duration)? other)
    {
        if (other is { } x && (best is not { } y || x.Duration < y.Duration))
            best = other;
    }

    (long Distance, long Duration)? Detour(SiteId from, ReadOnlySpan<SiteId> by, SiteId to)
    {
        var at = from;
        long distance = 0, duration = 0;
        foreach (var site in (ReadOnlySpan<SiteId>)[.. by, to])
        {
            if (Leg(at, site) is not { } leg)
                return null;
            (distance, duration, at) = (distance + leg.Distance.Decimetres, duration + leg.Duration.Milliseconds, site);
        }
        return Leg(from, to) is { } direct
            ? (Math.Max(0, distance - direct.Distance.Decimetres), Math.Max(0, duration - direct.Duration.Milliseconds))
            : null;
    }

    TransferEstimate? Leg(SiteId from, SiteId to) => from == to ? new TransferEstimate(Distance.Zero, Duration.Zero) : input.Transfers.Between(from, to);

    (Cost, Cost) RateOf(TerritoryId territory)
    {
        if (rates.TryGetValue(territory, out var rate))
            return rate;
        var vehicles = input.Day.Day.Vehicles.Where(x => x.Territory == territory).ToList();
        return rates[territory] = vehicles.Count == 0 ? OwnCar : (vehicles.Min(x => x.CostPerHour), vehicles.Min(x => x.CostPerKilometre));
    }
}
