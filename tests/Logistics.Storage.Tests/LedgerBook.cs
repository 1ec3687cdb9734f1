using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Measures;

namespace Logistics.Storage.Tests;

/// <summary>Writes entries of a ledger by names, in a territory of its own: every test has one.</summary>
sealed class LedgerBook(string name)
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);

    int entries;

    public TerritoryId Territory { get; } = new(NameBasedId.Derive(NameBasedId.Root, $"ledger-book/{name}"));

    public LotId Lot(string lot) => new(Id($"lot/{lot}"));

    public SiteId Site(string site) => new(Id($"site/{site}"));

    public PartyId Party(string party) => new(Id($"party/{party}"));

    public TransformationId Batch(string batch) => new(Id($"batch/{batch}"));

    public MovementId Entry(string entry) => new(Id($"entry/{entry}"));

    public Movement Declared(string lot, string site, long grams) => Of(lot, MovementKind.Declared, grams) with { To = Site(site) };

    public Movement WeighedLess(string lot, string site, long grams) => Of(lot, MovementKind.Weighed, grams) with { From = Site(site) };

    public Movement WeighedMore(string lot, string site, long grams) => Of(lot, MovementKind.Weighed, grams) with { To = Site(site) };

    public Movement PickedUp(string lot, string site, long grams) => Of(lot, MovementKind.PickedUp, grams) with { From = Site(site) };

    public Movement SetDown(string lot, string site, long grams) => Of(lot, MovementKind.SetDown, grams) with { To = Site(site) };

    public Movement Delivered(string lot, string party, long grams) => Of(lot, MovementKind.Delivered, grams) with { Party = Party(party), To = Site(party) };

    public Movement Fetched(string lot, string site, string party, long grams) => Of(lot, MovementKind.Delivered, grams) with { Party = Party(party), From = Site(site) };

    public Movement Returned(string lot, string party, long grams) => Of(lot, MovementKind.Returned, grams) with { Party = Party(party) };

    public Movement Lost(string lot, string? site, long grams) => Of(lot, MovementKind.Lost, grams) with { From = Place(site) };

    public Movement IntoBatch(string lot, string? site, string batch, long grams) => Of(lot, MovementKind.IntoBatch, grams) with { From = Place(site), Batch = Batch(batch) };

    public Movement OutOfBatch(string lot, string site, string batch, long grams) => Of(lot, MovementKind.OutOfBatch, grams) with { To = Site(site), Batch = Batch(batch) };

    public Movement Split(string lot, string? site, string part, long grams) => Of(lot, MovementKind.Split, grams) with { From = Place(site), Part = Lot(part) };

    public Movement TakenBack(Movement movement) => movement.TakenBack(Entry($"{++entries}"), Noon.AddMinutes(entries));

    public StockLevel Level(string lot, string? site, long grams) => new(Lot(lot), Place(site), new(grams));

    SiteId? Place(string? site) => site is null ? null : Site(site);

    Movement Of(string lot, MovementKind kind, long grams) => new()
    {
        Id = Entry($"{++entries}"),
        Territory = Territory,
        Date = new DateOnly(2026, 3, 27),
        Lot = Lot(lot),
        Kind = kind,
        Family = Family.FruitAndVegetables,
        Quantity = new Mass(grams),
        OccurredAt = Noon.AddMinutes(entries),
    };

    Guid Id(string what) => NameBasedId.Derive(NameBasedId.Root, $"ledger-book/{name}/{what}");
}
