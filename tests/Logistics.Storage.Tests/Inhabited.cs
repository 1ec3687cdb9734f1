using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Plans;
using Logistics.Domain.Proofs;
using Logistics.Domain.Proposals;
using Logistics.Storage.Hosts;
using Logistics.Testing;

namespace Logistics.Storage.Tests;

/// <summary>Territories with rows in every table that holds rows of a territory.</summary>
static class Inhabited
{
    /// <returns>The two territories of the seed's day.</returns>
    public static async Task<IReadOnlyList<TerritoryId>> FillAsync(Store store, int seed, DateTimeOffset now, CancellationToken cancellation)
    {
        var day = ArbitraryFacts.WholeDay(seed, new DateOnly(2040, 1, 1));
        var territories = day.Territories.Select(x => x.Id).ToValueList();
        var plan = Bellerive.Plan with
        {
            Id = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/{seed}")),
            Date = day.Date,
            Territories = territories,
            Routes = [.. Bellerive.Plan.Routes.Select((route, i) => route with { Territory = territories[i % 2] })],
        };
        // As a member: what is written here is what a member may write.
        await store.RunAsync(
            Scope.Of(territories),
            async unit =>
            {
                await DeclarationStore.SaveDayAsync(unit, day, now);
                await PlanStore.SaveAsync(unit, plan, now);
                await DayBook.SaveSourceAsync(unit, plan.Id, day, 1);
                await Ledger.PostAsync(unit, [.. territories.Select((territory, i) => Declared(territory, $"{seed}/{i}", day.Date))], now);
                var asked = territories.Select((territory, i) => Asked(territory, plan, $"{seed}/{i}", now)).ToList();
                await ProposalStore.PutAsync(unit, asked);
                foreach (var one in asked)
                    await ProposalStore.AnswerAsync(unit, new ProposalAnswer(one.Id, one.Quantity, null, now, BySilence: false), of: null);
                foreach (var territory in territories)
                    await PlanningWindows.OpenAsync(unit, territory, now.AddMinutes(1), now.AddMinutes(1));
                await ProofStore.RecordAsync(unit, [.. territories.Select((territory, i) => Proven(territory, plan, $"{seed}/{i}", now))], now);
                foreach (var (i, territory) in territories.Index())
                    await PhotoStore.LinkAsync(unit, Proven(territory, plan, $"{seed}/{i}", now), new string('a', 64), now);
                foreach (var lot in day.Lots)
                    await LotPhotoStore.LinkAsync(unit, day.Date, lot, new string('a', 64), by: null, now);
                foreach (var (i, territory) in territories.Index())
                    await IncidentStore.ReportAsync(unit, Reported(territory, plan, $"{seed}/{i}", now));
                foreach (var territory in territories)
                    await SiteMap.DrawAsync(unit, territory, """{"type":"MultiPolygon","coordinates":[[[[3,43],[4,43],[4,44],[3,43]]]]}""", "made up", now);
                foreach (var (i, territory) in territories.Index())
                    await LendAsync(unit, day, territory, territories[1 - i], $"{seed}/{i}", now);
                await CalendarStore.ReplaceAsync(unit, day.Date, territories, [.. territories.Select((territory, i) => Ahead(territory, $"{seed}/{i}", now))], now);
                foreach (var (i, territory) in territories.Index())
                    await RotateAsync(unit, territory, $"{seed}/{i}", day.Date, now);
                foreach (var (i, territory) in territories.Index())
                    await ReceiptStoreTests.IssueAsync(unit, territory, $"inhabited/{seed}/{i}", now);
                await EventLog.AppendAsync(unit, new(now, territories[0], "day-declared", null, "{}"));
            },
            cancellation);
        return territories;
    }

    static async Task LendAsync(UnitOfWork unit, Domain.Days.DayDeclarations day, TerritoryId lender, TerritoryId borrower, string name, DateTimeOffset now)
    {
        // The seed's day may have no equipment in one of its territories: an offer as it stands in the table is what counts here.
        var loan = new LoanId(NameBasedId.Derive(NameBasedId.Root, $"inhabited/loan/{name}"));
        await unit.ExecuteAsync(
            "INSERT INTO loan (id, territory_id, borrower_id, kind, thing_id, valid_from, offered_at) VALUES (@id, @lender, @borrower, 'equipment', @id, @Date, @now) ON CONFLICT DO NOTHING",
            new { id = loan.Value, lender = lender.Value, borrower = borrower.Value, day.Date, now });
        await LoanStore.AgreeAsync(unit, loan, lender, now);
        await LoanStore.AgreeAsync(unit, loan, borrower, now);
    }

    static async Task RotateAsync(UnitOfWork unit, TerritoryId territory, string name, DateOnly date, DateTimeOffset now)
    {
        var (volunteer, duty) = RotaStoreTests.Made(territory, name, date);
        await RotaStore.KeepAsync(unit, volunteer, now);
        await RotaStore.KeepAsync(unit, duty, now);
        await RotaStore.TellAsync(unit, territory, new(duty.Id, date, volunteer.Id, Domain.Duties.Coming.AsDriver, now), null);
        await RotaStore.TakeLeaveAsync(unit, territory, new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/leave/{name}"), volunteer.Id, date, date), now);
    }

    static Proposal Asked(TerritoryId territory, DayPlan plan, string name, DateTimeOffset now) => new()
    {
        Id = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/proposal/{name}")),
        Territory = territory,
        Date = plan.Date,
        Plan = plan.Id,
        Lot = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/lot/{name}")),
        Need = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/need/{name}")),
        Recipient = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/party/{name}")),
        Quantity = new(1000),
        PutAt = now,
        AnswerBy = now.AddHours(1),
    };

    static Proof Proven(TerritoryId territory, DayPlan plan, string name, DateTimeOffset now) => new()
    {
        Id = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/proof/{name}")),
        Territory = territory,
        Date = plan.Date,
        Plan = plan.Id,
        Site = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/site/{name}")),
        Lines =
        [
            new ProofLine
            {
                Allocation = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/allocation/{name}")),
                Lot = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/lot/{name}")),
                Territory = territory,
                Family = Family.Starch,
                Donor = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/donor/{name}")),
                Need = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/need/{name}")),
                Recipient = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/party/{name}")),
                Handling = Handling.Fetch,
                Deed = Deed.Given,
                Quantity = new(1000),
                Expected = new(1000),
            },
        ],
        OccurredAt = now,
        ReceivedAt = now,
        By = new(TellerRole.Partner, null),
        Position = new(38_100_000, 435_100_000),
        Signature = Signature.Read("M10 10L200 90"),
    };

    static Incident Reported(TerritoryId territory, DayPlan plan, string name, DateTimeOffset now) => new()
    {
        Id = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/incident/{name}")),
        Territory = territory,
        Date = plan.Date,
        Plan = plan.Id,
        Kind = IncidentKind.Delay,
        OccurredAt = now,
        ReceivedAt = now,
        By = new(TellerRole.Dispatcher, null),
    };

    static NewCalendarEntry Ahead(TerritoryId territory, string name, DateTimeOffset now) => new(
        NameBasedId.Derive(NameBasedId.Root, $"inhabited/calendar/{name}"), territory.Value, NameBasedId.Derive(NameBasedId.Root, $"inhabited/party/{name}"),
        NameBasedId.Derive(NameBasedId.Root, $"inhabited/site/{name}"), "delivery", now, now.AddHours(1), "{}");

    static Movement Declared(TerritoryId territory, string name, DateOnly date) => new()
    {
        Id = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/movement/{name}")),
        Territory = territory,
        Date = date,
        Lot = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/lot/{name}")),
        Kind = MovementKind.Declared,
        Quantity = new(1000),
        To = new(NameBasedId.Derive(NameBasedId.Root, $"inhabited/site/{name}")),
        OccurredAt = default,
    };
}
