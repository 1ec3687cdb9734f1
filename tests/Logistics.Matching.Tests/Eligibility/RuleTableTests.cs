using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Matching.Eligibility;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class RuleTableTests
{
    static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public void Every_rule_stands_in_the_table()
    {
        var rules = typeof(IRule).Assembly.GetTypes().Where(x => x.IsAssignableTo(typeof(IRule)) && x.IsClass).ToHashSet();
        Assert.Equal(rules, RuleBook.Rows.Select(x => x.Rule.GetType()).ToHashSet());
    }

    [Fact]
    public void On_no_day_two_versions_of_a_rule_hold()
    {
        for (var day = new DateOnly(2009, 1, 1); day < new DateOnly(2027, 1, 1); day = day.AddDays(1))
            Assert.Distinct(RuleTable.All.Where(x => x.HoldsOn(day)).Select(x => x.Id));
    }

    [Fact]
    public void A_day_is_judged_by_the_rules_that_held_on_it()
    {
        Assert.Contains(RuleBook.On(Today), x => x is ShortDateRule);
        Assert.Contains(RuleBook.On(new DateOnly(2016, 12, 28)), x => x is ShortDateRule);
        Assert.DoesNotContain(RuleBook.On(new DateOnly(2016, 12, 27)), x => x is ShortDateRule);
    }

    [Fact]
    public void Before_the_law_what_it_forbids_was_given()
    {
        foreach (var (date, given) in new[] { (new DateOnly(2016, 6, 14), 20m), (Today, 0m) })
        {
            var day = new DayBuilder { Date = date };
            var shop = day.Donor("shop");
            day.Van("van", shop);
            day.Lot("salad", shop, 20, adjust: x => x with { Date = new DateMark.UseBy(date.AddDays(1)) });
            var need = day.Need("need", day.Recipient("house", 10, party: x => x with { RedistributesShortDated = false }), 20);
            Assert.Equal(given, day.Build().Match().Kilograms(need));
        }
    }

    [Fact]
    public void A_replaced_text_keeps_its_rule()
    {
        var refusal = new Refusal.FoodExcluded("cheese", ExclusionReason.AnimalFoodNotPrepacked);
        Assert.Contains("2020", RuleTable.Of(refusal, new DateOnly(2020, 12, 31)).Text, StringComparison.Ordinal);
        Assert.Contains("2021", RuleTable.Of(refusal, Today).Text, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RuleTable.Of(refusal, new DateOnly(2019, 1, 1)));
    }

    [Fact]
    public void A_refusal_is_traced_to_the_rule_that_gave_it()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var input = RandomDay.Make(seed, DaySize.Small).Input();
            var context = new RuleContext(input.Day, input.Transfers);
            foreach (var lot in input.Day.Day.Lots)
                foreach (var need in input.Day.Day.Needs)
                    foreach (var row in RuleBook.Rows.Where(x => x.Text.HoldsOn(input.Day.Day.Date)))
                        // A later rule may be asked what an earlier one has refused: it answers as if it stood alone.
                        if (row.Rule.Judge(new Pair(context, lot, need)) is { } refusal)
                            Assert.True(row.Text == RuleTable.Of(refusal, input.Day.Day.Date), $"seed {seed}: {row.Text.Id} said {refusal}");
        }
    }
}
