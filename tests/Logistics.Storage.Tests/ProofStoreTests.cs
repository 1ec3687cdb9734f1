using Logistics.Domain;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Proofs;
using Logistics.Measures;
using Logistics.Testing;
using static Logistics.Storage.Tests.ToldStops;

namespace Logistics.Storage.Tests;

/// <summary>Tests keep apart by their dates, and lots by theirs being counted alone.</summary>
public sealed class ProofStoreTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_morning_is_posted_as_it_was_told_and_what_is_on_no_scale_any_more_is_seen(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var morning = new ToldStops("morning", new DateOnly(2034, 1, 4));
        await morning.SaveAsync(store, Noon);
        // 200 kg of spinach are declared; 120 and 60 expected, 118 and 60 weighed; 100 given, 10 refused and brought back, 8 fell; the street has no room for 5.
        Proof[] told =
        [
            morning.At(Bellerive.Market, Line(Bellerive.GreensToGrocery, Deed.Taken, 118), Line(Bellerive.GreensToStreet, Deed.Taken, 60)),
            morning.At(Bellerive.Shop, Line(Bellerive.DairyToGrocery, Deed.Taken, 30), Line(Bellerive.DairyToGrocery, Deed.Refused, null, "too warm")),
            morning.At(Bellerive.Grocery, Line(Bellerive.GreensToGrocery, Deed.Given, 100), Line(Bellerive.GreensToGrocery, Deed.Refused, 10), Line(Bellerive.GreensToGrocery, Deed.Lost, 8), Line(Bellerive.DairyToGrocery, Deed.Given, 30)),
            morning.At(Bellerive.Street, Line(Bellerive.GreensToStreet, Deed.Given, 55), Line(Bellerive.GreensToStreet, Deed.Left, null)),
            morning.At(Bellerive.Depot, Line(Bellerive.GreensToGrocery, Deed.Returned, 10), Line(Bellerive.GreensToStreet, Deed.SetDown, 5)),
            morning.Fetched(BreadSite(morning), Line(Bellerive.BreadToKitchen, Deed.Given, 16)),
        ];

        Assert.All(await RecordAsync(store, told), x => Assert.IsType<ProofOutcome.Recorded>(x));

        Assert.Equal(told.OrderBy(x => x.OccurredAt), await store.RunAsync(Scope.Service, unit => ProofStore.OfDateAsync(unit, morning.Day.Date), Cancellation));
        var entries = await EntriesAsync(store, morning.Day.Date);
        Assert.Equal(
            [
                ("declared", "200"), ("weighed less", "2"), ("picked-up", "118"), ("picked-up", "60"), ("delivered", "100"), ("lost", "8"), ("delivered", "55"), ("returned", "10"), ("set-down", "5"),
            ],
            entries.Where(x => x.Lot == Bellerive.Spinach).Select(x => (WordOf(x), x.Quantity.Kilograms.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(["declared", "picked-up", "returned", "delivered"], entries.Where(x => x.Lot == Bellerive.Yoghurt).Select(WordOf));
        Assert.Equal(["declared", "weighed more", "delivered"], entries.Where(x => x.Lot == Bellerive.Bread).Select(WordOf));
        // 200 - 2 - 118 - 60 = 20 kg stay at the market; nothing is on the road.
        Assert.Equal([(Bellerive.Market, 20_000), (Bellerive.Depot, 5_000)], Stock(entries.Where(x => x.Lot == Bellerive.Spinach)).OrderBy(x => x.Grams == 5_000).Select(x => (x.Site!.Value, x.Grams)));
        Assert.DoesNotContain(Stock(entries), x => x.Grams < 0 || x.Site is null);
        Assert.Equal(told.Length, (await store.RunAsync(Scope.Service, unit => EventLog.ReadAfterAsync(unit, 0, 100_000), Cancellation))
            .Count(x => x.Event.Kind == "proof-recorded" && told.Any(y => y.Id.Value == x.Event.Subject)));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task The_same_again_is_known_something_else_is_refused_and_the_good_ones_beside_it_are_kept(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = new ToldStops("again", new DateOnly(2034, 1, 5));
        await day.SaveAsync(store, Noon);
        var taken = day.At(Bellerive.Market, Line(Bellerive.GreensToGrocery, Deed.Taken, 118)) with { Position = new Position(38_100_000, 435_100_000), Note = "gate shut", Signature = Signature.Read("M10 10L200 90") };
        var (dairy, twice) = (day.At(Bellerive.Shop, Line(Bellerive.DairyToGrocery, Deed.Taken, 40)), day.At(Bellerive.Market, Line(Bellerive.GreensToGrocery, Deed.Taken, 120)));
        await RecordAsync(store, taken);
        var before = await EntriesAsync(store, day.Day.Date);

        var outcomes = await RecordAsync(store, taken with { By = new(TellerRole.Dispatcher, null), ReceivedAt = taken.ReceivedAt.AddDays(1) }, taken with { Note = "gate open" }, taken with { Signature = Signature.Read("M10 10L200 91") }, dairy, twice);

        Assert.Equal(
            [
                new ProofOutcome.Known(taken.Id), new ProofOutcome.Refused(taken.Id, new ProofProblem.IdTaken()), new ProofOutcome.Refused(taken.Id, new ProofProblem.IdTaken()), new ProofOutcome.Recorded(dairy.Id),
                new ProofOutcome.Refused(twice.Id, new ProofProblem.AlreadyProven(Bellerive.GreensToGrocery, taken.Id)),
            ],
            outcomes);
        Assert.Equal(before, (await EntriesAsync(store, day.Day.Date)).Where(x => x.Lot == Bellerive.Spinach));
        // What was signed is beside the proof, and asked for by itself.
        Assert.Equal(taken with { Signature = null }, await store.RunAsync(Scope.Service, unit => ProofStore.FindAsync(unit, taken.Id), Cancellation));
        Assert.Equal(taken.Signature, await store.RunAsync(Scope.Service, unit => ProofStore.SignatureOfAsync(unit, taken.Id), Cancellation));
        Assert.Null(await store.RunAsync(Scope.Service, unit => ProofStore.SignatureOfAsync(unit, dairy.Id), Cancellation));
        Assert.Equal([taken.Id], (await store.RunAsync(Scope.Service, unit => ProofStore.EvidenceAsync(unit, day.Day.Date), Cancellation)).Signatures);
        // To each side what it gave or received since a day.
        foreach (var party in (PartyId[])[taken.Lines[0].Donor, taken.Lines[0].Recipient])
        {
            Assert.Contains(taken.Id, (await store.RunAsync(Scope.Service, unit => ProofStore.OfPartyAsync(unit, party, day.Day.Date), Cancellation)).Select(x => x.Id));
            Assert.DoesNotContain(taken.Id, (await store.RunAsync(Scope.Service, unit => ProofStore.OfPartyAsync(unit, party, day.Day.Date.AddDays(1)), Cancellation)).Select(x => x.Id));
        }
        Assert.Empty(await store.RunAsync(Scope.Service, unit => ProofStore.OfPartyAsync(unit, new(taken.Id.Value), day.Day.Date), Cancellation));
        await Assert.ThrowsAnyAsync<Exception>(() => store.RunAsync(Scope.Service, unit => unit.ExecuteAsync("UPDATE proof SET site_id = id"), Cancellation));
        await Assert.ThrowsAnyAsync<Exception>(() => store.RunAsync(Scope.Owner, unit => unit.ExecuteAsync("DELETE FROM proof"), Cancellation));
        await Assert.ThrowsAnyAsync<Exception>(() => store.RunAsync(Scope.Owner, unit => unit.ExecuteAsync("TRUNCATE incident"), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_correction_takes_back_what_was_told_before_once_and_only_at_its_own_stop(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = new ToldStops("correction", new DateOnly(2034, 1, 6));
        await day.SaveAsync(store, Noon);
        var wrong = day.At(Bellerive.Market, Line(Bellerive.GreensToGrocery, Deed.Taken, 18));
        var right = day.At(Bellerive.Market, Line(Bellerive.GreensToGrocery, Deed.Taken, 118)) with { Corrects = wrong.Id };
        var late = day.At(Bellerive.Market, Line(Bellerive.GreensToGrocery, Deed.Taken, 117)) with { Corrects = wrong.Id };
        var inPart = day.At(Bellerive.Market, Line(Bellerive.GreensToStreet, Deed.Taken, 60)) with { Corrects = right.Id };
        var elsewhere = day.At(Bellerive.Shop, Line(Bellerive.DairyToGrocery, Deed.Taken, 40)) with { Corrects = right.Id };

        Assert.Equal(
            [
                new ProofOutcome.Recorded(right.Id), new ProofOutcome.Recorded(wrong.Id), new ProofOutcome.Refused(late.Id, new ProofProblem.AlreadyCorrected(right.Id)),
                new ProofOutcome.Refused(inPart.Id, new ProofProblem.CorrectsInPart(Bellerive.GreensToGrocery)), new ProofOutcome.Refused(elsewhere.Id, new ProofProblem.CorrectsAnotherStop()),
            ],
            await RecordAsync(store, right, wrong, late, inPart, elsewhere));

        var entries = (await EntriesAsync(store, day.Day.Date)).Where(x => x.Kind != MovementKind.Declared).ToList();
        Assert.Equal(2, entries.Count(x => x.Reverses is not null));
        // 200 - 2 of the scales - 118.
        Assert.Equal([(Bellerive.Market, 80_000L), (null, 118_000L)], Stock(await EntriesAsync(store, day.Day.Date)).Select(x => (x.Site, x.Grams)).OrderBy(x => x.Site is null));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_lot_that_was_declared_anew_between_two_plans_is_what_the_later_one_says_whichever_is_proven_first(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        foreach (var (i, laterFirst) in ((int, bool)[])[(7, true), (8, false)])
        {
            var first = new ToldStops($"anew {i}", new DateOnly(2034, 1, i));
            var then = first.Replanned(Bellerive.Spinach, Mass.FromKilograms(250));
            await first.SaveAsync(store, Noon);
            await then.SaveAsync(store, Noon.AddMinutes(5));
            Proof[] told = [first.At(Bellerive.Market, Line(Bellerive.GreensToGrocery, Deed.Taken, 120)), then.At(Bellerive.Market, Line(Bellerive.GreensToStreet, Deed.Taken, 60))];

            foreach (var one in laterFirst ? told.Reverse() : told)
                await RecordAsync(store, one);

            Assert.Equal([(Bellerive.Market, 70_000L), (null, 180_000L)], Stock(await EntriesAsync(store, first.Day.Date)).Select(x => (x.Site, x.Grams)).OrderBy(x => x.Site is null));
        }
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Of_two_corrections_of_one_proof_that_nobody_told_yet_the_second_is_refused_alone_whatever_stop_it_is_of(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = new ToldStops("two corrections", new DateOnly(2034, 1, 9));
        await day.SaveAsync(store, Noon);
        var never = new ProofId(NameBasedId.Derive(NameBasedId.Root, "never told"));
        var first = day.At(Bellerive.Market, Line(Bellerive.GreensToGrocery, Deed.Taken, 118)) with { Corrects = never };
        var elsewhere = day.At(Bellerive.Shop, Line(Bellerive.DairyToGrocery, Deed.Taken, 40)) with { Corrects = never };
        var bystander = day.At(Bellerive.Market, Line(Bellerive.GreensToStreet, Deed.Taken, 60));
        var later = day.At(Bellerive.Shop, Line(Bellerive.DairyToGrocery, Deed.Taken, 39)) with { Corrects = never };

        // In one batch, and when the first is kept already.
        Assert.Equal(
            [new ProofOutcome.Recorded(first.Id), new ProofOutcome.Refused(elsewhere.Id, new ProofProblem.AlreadyCorrected(first.Id)), new ProofOutcome.Recorded(bystander.Id)],
            await RecordAsync(store, first, elsewhere, bystander));
        Assert.Equal([new ProofOutcome.Refused(later.Id, new ProofProblem.AlreadyCorrected(first.Id))], await RecordAsync(store, later));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_batch_that_was_proven_by_another_yield_is_refused_alone(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        foreach (var (i, together) in ((int, bool)[])[(10, false), (11, true)])
        {
            var first = Canning($"yield {i}", new DateOnly(2034, 1, i), 900);
            var then = Canning($"yield {i}/again", new DateOnly(2034, 1, i), 800);
            await first.SaveAsync(store, Noon);
            await then.SaveAsync(store, Noon.AddMinutes(5));
            var (proven, other, bread) = (Jars(first), Jars(then), then.Fetched(BreadSite(then), Line(Bellerive.BreadToKitchen, Deed.Given, 16)));

            var outcomes = together
                ? await RecordAsync(store, proven, other, bread)
                : [.. await RecordAsync(store, proven), .. await RecordAsync(store, other, bread)];

            Assert.Equal(
                [new ProofOutcome.Recorded(proven.Id), new ProofOutcome.Refused(other.Id, new ProofProblem.BatchProvenOtherwise(first.Plan.Batches[0].Output.Id)), new ProofOutcome.Recorded(bread.Id)],
                outcomes);
            // 20 kg of spinach give 18 by the recipe that was proven; 800 of 1,000 would have been 16.
            Assert.Equal(18_000, Assert.Single(await EntriesAsync(store, first.Day.Date), x => x.Kind == MovementKind.OutOfBatch).Quantity.Grams);
        }
    }

    /// <summary>Bellerive with 20 kg of spinach in jars, of which the kitchen fetches some.</summary>
    static ToldStops Canning(string name, DateOnly date, int yield)
    {
        var told = new ToldStops(name, date);
        var day = told.Day with { Recipes = [told.Day.Recipes[0] with { YieldPermille = yield }] };
        var batch = Logistics.Domain.Allocations.Transformation.Of(
            new Logistics.Domain.Days.DayIndex(day), $"jars.{date:yyyyMMdd}", Bellerive.Cannery, Bellerive.Jars, Bellerive.Kitchen,
            Bellerive.From($"{13}:{date.Day:00}", "15:00"), [new Logistics.Domain.Allocations.TransformationInput(Bellerive.Spinach, Bellerive.Kg(20))]);
        return told.With(day, told.Plan with { Batches = [batch] });
    }

    static Proof Jars(ToldStops of)
    {
        var proof = of.Fetched(BreadSite(of), Line(Bellerive.BreadToKitchen, Deed.Given, 10));
        return proof with { Site = Bellerive.Kitchen, Lines = [proof.Lines[0] with { Allocation = new(NameBasedId.Derive(of.Plan.Id.Value, "jars")), Lot = of.Plan.Batches[0].Output.Id }] };
    }

    static SiteId BreadSite(ToldStops of) => of.Day.Lots.Single(x => x.Id == Bellerive.Bread).Site;

    static string WordOf(Movement x) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(x.Kind.ToString()) + (x.Kind != MovementKind.Weighed ? "" : x.From is null ? " more" : " less");

    /// <summary>By pencil: the stores' own sums are of all tests' days, for Bellerive's lots are the same every day.</summary>
    internal static List<(SiteId? Site, long Grams)> Stock(IEnumerable<Movement> entries)
    {
        var stock = new Dictionary<(LotId, Guid), long>();
        foreach (var x in entries)
        {
            var grams = x.Reverses is null ? x.Quantity.Grams : -x.Quantity.Grams;
            if (x.Kind != MovementKind.Declared && (x.Kind != MovementKind.Weighed || x.From is not null))
                Add(x.From, -grams);
            if (x.Kind is MovementKind.Declared or MovementKind.PickedUp or MovementKind.SetDown || (x.Kind == MovementKind.Weighed && x.To is not null))
                Add(x.To, grams);

            void Add(SiteId? site, long change) => stock[(x.Lot, site?.Value ?? Guid.Empty)] = stock.GetValueOrDefault((x.Lot, site?.Value ?? Guid.Empty)) + change;
        }
        return [.. stock.Where(x => x.Value != 0).Select(x => (x.Key.Item2 == Guid.Empty ? (SiteId?)null : new SiteId(x.Key.Item2), x.Value))];
    }

    static Task<IReadOnlyList<ProofOutcome>> RecordAsync(Store store, params Proof[] batch) =>
        store.RunAsync(Scope.Service, unit => ProofStore.RecordAsync(unit, batch, Noon), Cancellation);

    static async Task<IReadOnlyList<Movement>> EntriesAsync(Store store, DateOnly date) => await store.RunAsync(
        Scope.Service,
        async unit => (IReadOnlyList<Movement>)[.. (await unit.QueryAsync<MovementRow>(
            $"SELECT {MovementRow.Selected} FROM movement AS m WHERE m.service_date = @date ORDER BY m.lot_id, m.occurred_at, m.kind <> 'weighed', m.quantity_g DESC", new { date })).Select(x => x.ToMovement())],
        Cancellation);
}
