using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Parties;
using Logistics.Testing;
using static Logistics.Storage.Tests.ToldStops;

namespace Logistics.Storage.Tests;

/// <summary>What is lent is read by the borrower, and nothing else of the lender, by nobody else, and no longer than both agree.</summary>
public sealed class LoanStoreTests(Stores stores)
{
    static readonly DateOnly Monday = new(2036, 3, 3);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task The_borrower_reads_what_is_lent_on_its_days_while_both_agree_and_nothing_else(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var (lender, borrower, stranger) = (Territory("lender"), Territory("borrower"), Territory("stranger"));
        foreach (var date in (DateOnly[])[Monday, Monday.AddDays(1), Monday.AddDays(2)])
            await store.RunAsync(Scope.Of(lender), unit => DeclarationStore.SaveDayAsync(unit, Day(date, lender), Noon), Cancellation);
        await store.RunAsync(Scope.Of(borrower), unit => DeclarationStore.SaveDayAsync(unit, Bellerive.Day with { Date = Monday, Territories = [Bellerive.Day.Territories[0] with { Id = borrower }], Parties = [], Sites = [], Consents = [], Lots = [], Needs = [], Equipment = [], Recipes = [], EquipmentRequests = [], Vehicles = [], Drivers = [], Shifts = [], CrateTypes = [], CrateBalances = [] }, Noon), Cancellation);
        var equipment = Loan("cannery", LoanKind.Equipment, Cannery(lender).Value, Monday, Monday.AddDays(1), lender, borrower);
        var lot = Loan("greens", LoanKind.Lot, Greens(lender).Value, Monday, Monday, lender, borrower);

        foreach (var loan in (Loan[])[equipment, lot])
            Assert.True(await store.RunAsync(Scope.Service, unit => LoanStore.OfferAsync(unit, loan), Cancellation));
        Assert.False(await store.RunAsync(Scope.Service, unit => LoanStore.OfferAsync(unit, equipment with { Id = new(Id("nothing")), Thing = Id("nothing") }), Cancellation));
        Assert.Equal((0, 0), await SeenAsync(borrower));

        foreach (var loan in (Loan[])[equipment, lot])
            Assert.Equal(LoanOutcome.Kept, await AgreeAsync(loan, borrower));
        Assert.Equal(LoanOutcome.Unknown, await AgreeAsync(lot, stranger));

        // The cannery on its two days of three, the lot on its day; the lender's other lots and all its other tables stay unseen.
        Assert.Equal((2, 1), await SeenAsync(borrower));
        Assert.Equal((0, 0), await SeenAsync(stranger));
        foreach (var table in (await ApartTable.AllAsync(store, Cancellation)).Where(x => x.Name is not ("equipment" or "lot" or "loan" or "loan_consent")))
            Assert.Equal((table.Name, 0), (table.Name, await store.RunAsync(Scope.Of(borrower), unit => unit.SingleAsync<int>($"SELECT count(*)::int FROM {table.Name} WHERE NOT {table.IsOf}", new { territories = new[] { borrower.Value } }), Cancellation)));
        var lent = await store.RunAsync(Scope.Of(borrower), unit => LoanStore.LentAsync(unit, borrower, Monday), Cancellation);
        Assert.Equal((Cannery(lender), Greens(lender)), (Assert.Single(lent.Equipment).Id, Assert.Single(lent.Lots).Id));
        Assert.Empty((await store.RunAsync(Scope.Of(stranger), unit => LoanStore.LentAsync(unit, borrower, Monday), Cancellation)).Equipment);
        Assert.Empty(await store.RunAsync(Scope.Of(stranger), unit => LoanStore.ListAsync(unit, null), Cancellation));
        // The rule of the domain is that of the database.
        foreach (var loan in await store.RunAsync(Scope.Of(borrower), unit => LoanStore.ListAsync(unit, borrower), Cancellation))
            foreach (var date in (DateOnly[])[Monday, Monday.AddDays(1), Monday.AddDays(2)])
            {
                var on = await store.RunAsync(Scope.Of(borrower), unit => LoanStore.LentAsync(unit, borrower, date), Cancellation);
                Assert.Equal(loan.Covers(date), loan.Kind == LoanKind.Equipment ? on.Equipment.Count > 0 : on.Lots.Count > 0);
            }
        // The borrower's own day is not mixed with what it was lent.
        Assert.Empty((await store.RunAsync(Scope.Of(borrower), unit => DeclarationStore.LoadDayAsync(unit, Monday), Cancellation))!.Equipment);

        // It reads, and changes nothing of it; nor does it agree or offer for the other.
        Assert.Equal(0, await TryAsync(borrower, "UPDATE equipment SET name = 'mine' WHERE territory_id = @lender"));
        Assert.Equal(0, await TryAsync(borrower, "DELETE FROM lot WHERE territory_id = @lender"));
        Assert.Null(await TryAsync(borrower, "INSERT INTO loan SELECT gen_random_uuid(), territory_id, borrower_id, kind, thing_id, valid_from, valid_until, conditions, offered_at FROM loan"));
        Assert.Null(await TryAsync(stranger, $"INSERT INTO loan_consent VALUES ('{equipment.Id.Value}', '{stranger.Value}', now())"));
        Assert.Equal(0, await TryAsync(borrower, "UPDATE loan_consent SET withdrawn_at = NULL WHERE territory_id = @lender"));

        Assert.Equal(LoanOutcome.Kept, await store.RunAsync(Scope.Service, unit => LoanStore.WithdrawAsync(unit, equipment.Id, lender, Noon.AddHours(2)), Cancellation));
        Assert.Equal((0, 1), await SeenAsync(borrower));
        Assert.Equal(LoanOutcome.Over, await AgreeAsync(equipment, borrower));
        Assert.Equal(LoanOutcome.Kept, await store.RunAsync(Scope.Service, unit => LoanStore.WithdrawAsync(unit, lot.Id, borrower, Noon.AddHours(2)), Cancellation));
        Assert.Equal((0, 0), await SeenAsync(borrower));
        Assert.All(await store.RunAsync(Scope.Of(lender), unit => LoanStore.ListAsync(unit, lender), Cancellation), x => Assert.False(x.Stands));

        Task<(int, int)> SeenAsync(TerritoryId by) => store.RunAsync(
            Scope.Of(by), unit => unit.SingleAsync<(int, int)>("SELECT (SELECT count(*)::int FROM equipment WHERE territory_id = @lender), (SELECT count(*)::int FROM lot WHERE territory_id = @lender)", new { lender = lender.Value }), Cancellation);
        Task<LoanOutcome> AgreeAsync(Loan loan, TerritoryId side) => store.RunAsync(Scope.Service, unit => LoanStore.AgreeAsync(unit, loan.Id, side, Noon.AddHours(1)), Cancellation);
        async Task<int?> TryAsync(TerritoryId by, string sql)
        {
            try
            {
                return await store.RunAsync(Scope.Of(by), unit => unit.ExecuteAsync(sql, new { lender = lender.Value }), Cancellation);
            }
            catch (OutOfScopeException)
            {
                return null;
            }
        }
    }

    /// <summary>A day of the lender: Bellerive's, with ids of this test's own.</summary>
    static DayDeclarations Day(DateOnly date, TerritoryId of)
    {
        var party = Bellerive.Day.Parties[1] with { Id = new(Id("party")), Territory = of };
        var site = Bellerive.Day.Sites[1] with { Id = new(Id("site")), Territory = of, Party = party.Id };
        return Bellerive.Day with
        {
            Date = date,
            Territories = [Bellerive.Day.Territories[0] with { Id = of }],
            Parties = [party],
            Sites = [site],
            Consents = [],
            Lots = [.. ((LotId[])[Greens(of), new(Id("lot/other"))]).Select((id, i) => Bellerive.Day.Lots[0] with { Id = id, Code = $"lot-{i}", Territory = of, Donor = party.Id, Site = site.Id })],
            Needs = [],
            Equipment = [.. ((EquipmentId[])[Cannery(of), new(Id("equipment/other"))]).Select((id, i) => Bellerive.Day.Equipment[0] with { Id = id, Code = $"cannery-{i}", Territory = of, Owner = party.Id, Site = site.Id })],
            Recipes = [],
            EquipmentRequests = [],
            Vehicles = [],
            Drivers = [],
            Shifts = [],
            CrateTypes = [],
            CrateBalances = [],
        };
    }

    static Loan Loan(string name, LoanKind kind, Guid thing, DateOnly from, DateOnly until, TerritoryId lender, TerritoryId borrower) => new()
    {
        Id = new(Id($"loan/{name}")),
        Lender = lender,
        Borrower = borrower,
        Kind = kind,
        Thing = thing,
        ValidFrom = from,
        ValidUntil = until,
        Conditions = "brought back clean",
        OfferedAt = Noon,
    };

    static TerritoryId Territory(string name) => new(Id($"territory/{name}"));

    static EquipmentId Cannery(TerritoryId of) => new(NameBasedId.Derive(of.Value, "cannery"));

    static LotId Greens(TerritoryId of) => new(NameBasedId.Derive(of.Value, "greens"));

    static Guid Id(string name) => NameBasedId.Derive(NameBasedId.Root, $"loan-store-tests/{name}");
}
