using Logistics.Domain;
using Logistics.Domain.Proofs;
using Logistics.Testing;

namespace Logistics.Storage.Tests;

/// <summary>Tests keep apart by their dates.</summary>
public sealed class IncidentStoreTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task An_incident_is_kept_once_whoever_brings_it(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = new ToldStops("incidents", new DateOnly(2034, 3, 1));
        await day.SaveAsync(store, ToldStops.Noon);
        var incident = new Incident
        {
            Id = new(NameBasedId.Derive(NameBasedId.Root, "incident-store-tests")),
            Territory = Bellerive.Town,
            Date = day.Day.Date,
            Plan = day.Plan.Id,
            Route = Bellerive.Tour,
            Driver = Bellerive.Claire,
            Site = Bellerive.Market,
            Kind = IncidentKind.SiteClosed,
            Text = "portail « fermé »",
            OccurredAt = ToldStops.Noon,
            ReceivedAt = ToldStops.Noon,
            By = new(TellerRole.Driver, Bellerive.Claire.Value),
        };

        Assert.Equal(IncidentOutcome.Recorded, await ReportAsync(incident));
        Assert.Equal(IncidentOutcome.Known, await ReportAsync(incident with { By = new(TellerRole.Dispatcher, null), ReceivedAt = ToldStops.Noon.AddDays(1) }));
        Assert.Equal(IncidentOutcome.IdTaken, await ReportAsync(incident with { Text = "portail ouvert" }));

        Assert.Equal([incident], await store.RunAsync(Scope.Service, unit => IncidentStore.OfDateAsync(unit, day.Day.Date), Cancellation));
        Assert.Single(await store.RunAsync(Scope.Service, unit => EventLog.ReadAfterAsync(unit, 0, 100_000), Cancellation), x => x.Event.Kind == "incident-reported" && x.Event.Subject == incident.Id.Value);

        Task<IncidentOutcome> ReportAsync(Incident told) => store.RunAsync(Scope.Service, unit => IncidentStore.ReportAsync(unit, told), Cancellation);
    }
}
