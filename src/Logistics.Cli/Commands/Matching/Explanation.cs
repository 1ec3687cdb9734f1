using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Matching;
using Logistics.Planning.Explanations;
using static Logistics.Cli.Commands.Tables;

namespace Logistics.Cli.Commands.Matching;

/// <summary>All that is known of one lot or one need: why me, why not me, and how often each refusal was met.</summary>
sealed class Explanation
{
    readonly Terminal terminal;
    readonly Words words;
    readonly DayIndex day;
    readonly Explainer explainer;
    readonly Lot? lot;
    readonly Need? need;

    Explanation(Terminal terminal, DayIndex day, Lot? lot, Need? need)
    {
        (this.terminal, this.day, this.lot, this.need) = (terminal, day, lot, need);
        words = terminal.Words;
        explainer = new Explainer(day, words.Culture);
    }

    /// <exception cref="CommandFailed">No lot and no need has the code.</exception>
    public static Explanation Of(Terminal terminal, DayIndex day, string code)
    {
        var (lot, need) = (day.Day.Lots.FirstOrDefault(x => x.Code == code), day.Day.Needs.FirstOrDefault(x => x.Code == code));
        return lot is null && need is null
            ? throw new CommandFailed(ExitCode.BadInput, terminal.Words["Match.NoCode", code])
            : new Explanation(terminal, day, lot, need);
    }

    /// <param name="rules">Asked about each pair: where refusals are too many to list, the result does not hold them.</param>
    public void Print(MatchingResult result, Refusals rules, MatchChanges changes)
    {
        if (lot is not null)
        {
            OfLot(lot, result, rules);
            changes.Of(lot);
        }
        if (need is not null)
        {
            OfNeed(need, result, rules);
            changes.Of(need);
        }
    }

    void OfLot(Lot lot, MatchingResult result, Refusals rules)
    {
        Title(terminal, words["Match.OfLot", lot.Code, lot.Product, day[lot.Donor].Name, explainer.Amount(lot.Quantity.Expected)]);
        var given = result.Allocations.Where(x => x.Lot == lot.Id).ToList();
        Yes(given.Select(x => (MatchReport.NeedName(day, explainer, x.Need), x)));
        var refused = day.Day.Needs.Select(x => (x.Id, Refusal: rules.Of(lot.Id, x.Id))).Where(x => x.Refusal is not null).ToDictionary(x => x.Id, x => x.Refusal!);
        var unmet = result.Unmet.ToDictionary(x => x.Need);
        No(day.Day.Needs.Where(x => x.Family == lot.Family && given.All(y => y.Need != x.Id)).Select(x => (
            x.Code, MatchReport.NeedName(day, explainer, x.Id),
            refused.TryGetValue(x.Id, out var refusal) ? explainer.Say(refusal) : unmet.TryGetValue(x.Id, out var missing) ? explainer.Say(missing) : words["Match.AlreadyMet"])));
        Counts(refused.Values);
        foreach (var rest in result.Leftovers.Where(x => x.Lot == lot.Id))
            terminal.Say(words["Match.Stays", explainer.Amount(rest.Quantity), explainer.Say(rest)]);
    }

    void OfNeed(Need need, MatchingResult result, Refusals rules)
    {
        Title(terminal, words["Match.OfNeed", need.Code, MatchReport.NeedName(day, explainer, need.Id), explainer.Amount(need.Wanted)]);
        var given = result.Allocations.Where(x => x.Need == need.Id).ToList();
        Yes(given.Select(x => (MatchReport.LotName(day, x.Lot), x)));
        var refused = day.Day.Lots.Select(x => (x.Id, Refusal: rules.Of(x.Id, need.Id))).Where(x => x.Refusal is not null).ToDictionary(x => x.Id, x => x.Refusal!);
        var takers = result.Allocations.ToLookup(x => x.Lot);
        No(day.Day.Lots.Where(x => x.Family == need.Family && given.All(y => y.Lot != x.Id)).Select(x => (
            x.Code, MatchReport.LotName(day, x.Id), refused.TryGetValue(x.Id, out var refusal) ? explainer.Say(refusal) : Elsewhere(takers[x.Id]))));
        Counts(refused.Values);
        foreach (var missing in result.Unmet.Where(x => x.Need == need.Id))
            terminal.Say(words["Match.Misses", explainer.Amount(missing.Missing), explainer.Say(missing)]);
    }

    /// <summary>Who has it instead, and why.</summary>
    string Elsewhere(IEnumerable<Allocation> takers)
    {
        var list = takers.ToList();
        return list.Count == 0 ? words["Match.StaysWhole"] : string.Join(" ; ", list.Select(x => words["Match.WentTo", day[day[x.Need].Recipient].Name, explainer.Amount(x.Quantity), explainer.Say(x)]));
    }

    void Yes(IEnumerable<(string Name, Allocation Given)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
        {
            terminal.Say(words["Match.NobodyGot"]);
            return;
        }
        var table = Grid(words["Match.Yes"], words["Report.Quantity"], words["Report.Why"]);
        foreach (var (name, given) in list)
            Row(table, name, explainer.Amount(given.Quantity), explainer.Say(given));
        terminal.Output.Write(table);
    }

    void No(IEnumerable<(string Code, string Name, string Why)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
            return;
        var table = Grid(words["Match.Code"], words["Match.No"], words["Report.Why"]);
        foreach (var (code, name, why) in list)
            Row(table, code, name, why);
        terminal.Output.Write(table);
    }

    /// <summary>Each kind of refusal, the most frequent first, with one example in words.</summary>
    void Counts(IEnumerable<Refusal> refusals)
    {
        foreach (var kind in refusals.GroupBy(x => x.GetType()).OrderByDescending(x => x.Count()).ThenBy(x => x.Key.Name, StringComparer.Ordinal))
            terminal.Say(words["Match.Counted", kind.Count(), explainer.Say(kind.First())]);
    }
}
