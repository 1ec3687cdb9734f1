using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Plans;
using Logistics.Domain.Proofs;
using Logistics.Measures;
using Logistics.Testing;

namespace Logistics.Storage.Tests;

/// <summary>Bellerive's morning on a date of a test's own, in a territory and with ids of its own, and what drivers and recipients tell of it.</summary>
sealed class ToldStops
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);

    readonly string name;
    int told;

    public ToldStops(string name, DateOnly date)
    {
        this.name = name;
        Day = Bellerive.Day with { Date = date };
        Plan = Bellerive.Plan with { Id = new(Id("plan")), Date = date };
    }

    public DayDeclarations Day { get; private init; }

    public DayPlan Plan { get; private init; }

    /// <summary>The same day planned again, after a lot was declared anew.</summary>
    public ToldStops Replanned(LotId lot, Mass expected) => new($"{name}/again", Day.Date)
    {
        Day = Day with { Lots = [.. Day.Lots.Select(x => x.Id == lot ? x with { Quantity = new MassRange(expected, expected, expected) } : x)] },
        Plan = Plan with { Id = new(Id("plan/again")), PlannedAt = Plan.PlannedAt.AddHours(1) },
    };

    /// <summary>The same with something else declared and planned.</summary>
    public ToldStops With(DayDeclarations day, DayPlan plan) => new(name, Day.Date) { Day = day, Plan = plan };

    public async Task SaveAsync(Store store, DateTimeOffset now) => await store.RunAsync(
        Scope.Service,
        async unit =>
        {
            await DeclarationStore.SaveDayAsync(unit, Day, now);
            await PlanStore.SaveAsync(unit, Plan, now);
            await DayBook.SaveSourceAsync(unit, Plan.Id, Day, 1);
        });

    /// <summary>A driver's word.</summary>
    public Proof At(SiteId site, params ToldLine[] lines) => Reviewed(site, Bellerive.Tour, lines);

    /// <summary>A recipient's word, who fetched.</summary>
    public Proof Fetched(SiteId site, params ToldLine[] lines) => Reviewed(site, null, lines);

    public static ToldLine Line(AllocationId allocation, Deed deed, decimal? kilograms, string? reason = null) =>
        new(allocation, deed, kilograms is { } known ? Mass.FromKilograms(known) : null, reason ?? (deed is Deed.Lost or Deed.Refused ? "why" : null));

    Proof Reviewed(SiteId site, RouteId? route, ToldLine[] lines)
    {
        var at = new DateTimeOffset(Day.Date, new TimeOnly(8, 0), TimeSpan.Zero).AddMinutes(++told);
        var (proof, problems) = ProofReview.Of(
            new ToldProof { Id = new(Id($"proof/{told}")), Plan = Plan.Id, Route = route, Site = site, Lines = lines.ToValueList(), OccurredAt = at },
            Plan, Plan.DayOf(new DayIndex(Day)), new Teller(TellerRole.Driver, Bellerive.Claire.Value), at.AddHours(1));
        Assert.Empty(problems);
        return proof!;
    }

    Guid Id(string what) => NameBasedId.Derive(NameBasedId.Root, $"told-stops/{name}/{what}");
}
