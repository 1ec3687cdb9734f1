using FsCheck;
using FsCheck.Fluent;
using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Measures;

namespace Logistics.Domain.Tests.Ledgers;

public sealed class EquityLedgerTests
{
    static readonly DateOnly Day = new(2026, 3, 10);

    static readonly PartyId[] Parties = [Id("north"), Id("south"), Id("east")];

    static readonly Gen<LedgerEntry> Entries =
        from party in Gen.Elements(Parties)
        from family in Gen.Elements<Family?>(Family.Dairy, Family.Protein, Family.Other, null)
        from grams in Gen.Choose(0, 5_000_000)
        from days in Gen.Choose(-5, 200)
        from source in Gen.Elements(LedgerSource.Shared, LedgerSource.Opening, LedgerSource.RefusedWithReason)
        select new LedgerEntry(party, family, new Mass(grams), Day.AddDays(-days), source);

    static PartyId Id(string name) => new(NameBasedId.Derive(NameBasedId.Root, name));

    static LedgerEntry Received(long grams, int daysAgo, Family? family = Family.Dairy, LedgerSource source = LedgerSource.Shared) =>
        new(Parties[0], family, new Mass(grams), Day.AddDays(-daysAgo), source);

    static LedgerBalance Balance(params LedgerEntry[] entries) => new EquityLedger(entries).BalanceOf(Parties[0], Day, halfLifeDays: 56);

    [Fact]
    public void Each_family_fades_from_its_own_day()
    {
        // 8 kg of eight weeks ago are 4 kg; 3 kg of today are 3 kg.
        var balance = Balance(Received(8000, 56), Received(3000, 0, Family.Starch), Received(1000, 112, family: null));
        Assert.Equal((4000, 3000, 250), (balance.ByFamily.Dairy.Grams, balance.ByFamily.Starch.Grams, balance.Unknown.Grams));
    }

    [Fact]
    public void Tomorrow_does_not_count_yet() => Assert.Equal(LedgerBalance.Zero, Balance(Received(1000, daysAgo: -1)));

    [Fact]
    public void A_refusal_with_a_reason_costs_nothing() =>
        Assert.Equal(Balance(Received(500, 3)), Balance(Received(500, 3), Received(9000, 1, source: LedgerSource.RefusedWithReason)));

    [Fact]
    public void A_correction_takes_back_what_was_wrong() =>
        Assert.Equal(LedgerBalance.Zero, Balance(Received(700, 9), Received(-700, 9, source: LedgerSource.Correction)));

    [Fact]
    public void The_order_of_entries_is_irrelevant() => Check.One(Runs.Fixed, Prop.ForAll(Entries.ArrayOf().ToArbitrary(), Gen.Choose(1, 1000).ToArbitrary(), (entries, half) =>
    {
        var shuffled = entries.OrderBy(x => (x.Quantity.Grams * 7919 + x.Date.DayNumber) % 1009).ToArray();
        return Parties.All(party => new EquityLedger(entries).BalanceOf(party, Day, half) == new EquityLedger(shuffled).BalanceOf(party, Day, half));
    }));

    [Fact]
    public void Rounding_once_keeps_many_small_entries_from_vanishing()
    {
        // A thousand single grams at half their worth: 500 g, where rounding each would make 1000 g or 0 g.
        var entries = Enumerable.Repeat(Received(1, 56), 1000).ToArray();
        Assert.Equal(500, Balance(entries).Total.Grams);
    }

    [Fact]
    public void A_ledger_carried_over_is_the_ledger_to_within_a_gram_per_family() => Check.One(Runs.Fixed, Prop.ForAll(Entries.ArrayOf().ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (entries, days) =>
    {
        var past = entries.Where(x => x.Date <= Day).ToArray();
        var later = Day.AddDays(days);
        return Parties.All(party =>
        {
            var balance = new EquityLedger(past).BalanceOf(party, Day, 56);
            IEnumerable<LedgerEntry> opening =
            [
                .. Enum.GetValues<Family>().Select(family => new LedgerEntry(party, family, balance.ByFamily[family], Day, LedgerSource.Opening)),
                new(party, null, balance.Unknown, Day, LedgerSource.Opening),
            ];
            var (carried, whole) = (new EquityLedger(opening).BalanceOf(party, later, 56), new EquityLedger(past).BalanceOf(party, later, 56));
            return Math.Abs(carried.Unknown.Grams - whole.Unknown.Grams) <= 1
                && Enum.GetValues<Family>().All(family => Math.Abs(carried.ByFamily[family].Grams - whole.ByFamily[family].Grams) <= 1);
        });
    }));
}
