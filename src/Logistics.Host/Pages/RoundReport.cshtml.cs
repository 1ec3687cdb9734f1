using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Proofs;
using Logistics.Domain.Routes;
using Logistics.Host.Api;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Logistics.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>All that was told of one round, halt by halt: what was taken and left, how cold, what was refused and why, with photos and signatures.</summary>
public sealed class RoundReportModel(DayShelf shelf, StoreDoor door) : PageModel
{
    ProofEvidence evidence = null!;
    HashSet<ProofId> corrected = [];

    public PlannedDay Day { get; private set; } = null!;

    public Route Route { get; private set; } = null!;

    public Phrases Say { get; private set; } = null!;

    public ProofWords Words { get; private set; } = null!;

    public string Territory => Day.Index[Route.Territory].Name;

    /// <summary>Every halt where something is done, and what was told there.</summary>
    public IReadOnlyList<(int Number, Stop Stop, IReadOnlyList<Proof> Proofs)> Halts { get; private set; } = [];

    /// <summary>Told of places that the round does not halt at any more.</summary>
    public IReadOnlyList<Proof> Elsewhere { get; private set; } = [];

    public IReadOnlyList<Incident> Incidents { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await RouteLinksApi.FindAsync(id, shelf, HttpContext, cancellation) is not var (day, route))
            return NotFound();
        (Day, Route) = (day, route);
        Say = new(CultureInfo.CurrentUICulture, day.Index.ZoneOf(route.Territory));
        Words = new(day, CultureInfo.CurrentUICulture);
        var proofs = (await door.Store.Proofs.OfDateAsync(day.Plan.Date, route.Territory, cancellation)).Where(x => IsOfRound(x.Route, x.Driver)).ToList();
        evidence = await door.Store.Proofs.EvidenceAsync(day.Plan.Date, route.Territory, cancellation);
        corrected = proofs.Select(x => x.Corrects).OfType<ProofId>().ToHashSet();
        Incidents = [.. (await door.Store.Proofs.IncidentsAsync(day.Plan.Date, route.Territory, cancellation)).Where(x => IsOfRound(x.Route, x.Driver)).OrderBy(x => x.OccurredAt)];
        Halts = [.. route.Stops.Index().Where(x => x.Item.Activities.Count > 0).Select(x => (x.Index, x.Item, (IReadOnlyList<Proof>)[.. proofs.Where(proof => IsOfHalt(proof, x.Item))]))];
        var shown = Halts.SelectMany(x => x.Proofs).ToHashSet();
        Elsewhere = [.. proofs.Where(x => !shown.Contains(x))];
        return Page();
    }

    /// <summary>A later plan gives the round another id, and its driver stays.</summary>
    bool IsOfRound(RouteId? told, DriverId? driver) => told == Route.Id || (driver == Route.Driver && Day.Plan.Routes.All(x => x.Id != told));

    /// <summary>Where a round halts twice at a place, what is done there tells the halts apart.</summary>
    static bool IsOfHalt(Proof proof, Stop stop) => proof.Site == stop.Site && proof.Lines.Any(line => stop.Activities.Any(x => x.Allocation == line.Allocation));

    public bool IsCorrected(Proof proof) => corrected.Contains(proof.Id);

    public bool HasPhoto(Proof proof) => evidence.Photos.Contains(proof.Id);

    public bool HasSignature(Proof proof) => evidence.Signatures.Contains(proof.Id);
}
