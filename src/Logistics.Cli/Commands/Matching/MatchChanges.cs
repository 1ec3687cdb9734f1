using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Matching;
using Logistics.Matching.Reasons;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Planning.Explanations;
using static Logistics.Cli.Commands.Tables;

namespace Logistics.Cli.Commands.Matching;

/// <summary>What would have changed a sharing: for who asks "why not me?", and for the monthly meeting.</summary>
sealed class MatchChanges(Terminal terminal, MatchingInput input, MatchingResult result, ISolverClient solver, CancellationToken cancellation)
{
    /// <summary>How many lots, or needs, are asked about, the largest first: each costs the day a few more sharings.</summary>
    const int MostAsked = 5;

    const int Rematches = 6;

    /// <summary>How many changes a meeting can talk about.</summary>
    const int MostRanked = 15;

    static readonly Distance Near = Distance.FromMetres(10_000);

    readonly Words words = terminal.Words;
    readonly DayIndex day = input.Day;
    readonly ChangeWords changes = new(input.Day, terminal.Words.Culture);

    /// <summary>For each need of the lot's family that is short and has none of it: the change nearest at hand, and where cold goods could be kept.</summary>
    public void Of(Lot lot)
    {
        var missing = result.Unmet.ToDictionary(x => x.Need, x => x.Missing);
        Print(day.Day.Needs.Where(x => x.Family == lot.Family && missing.ContainsKey(x.Id) && !Has(lot, x))
            .OrderByDescending(x => missing[x.Id]).ThenBy(x => x.Code, StringComparer.Ordinal).Take(MostAsked).Select(x => (lot, x, x.Code)));
    }

    /// <summary>For each lot that a need which is short has none of: first those that stay, since they could be given without taking from others.</summary>
    public void Of(Need need)
    {
        if (result.Unmet.All(x => x.Need != need.Id))
            return;
        var left = result.Leftovers.ToDictionary(x => x.Lot, x => x.Quantity);
        Print(day.Day.Lots.Where(x => x.Family == need.Family && !Has(x, need))
            .OrderByDescending(x => left.GetValueOrDefault(x.Id)).ThenByDescending(x => x.Quantity.Expected).ThenBy(x => x.Code, StringComparer.Ordinal).Take(MostAsked).Select(x => (x, need, x.Code)));
    }

    /// <summary>The bottlenecks of the day, the dearest first.</summary>
    public void Ranked()
    {
        Title(terminal, words["Match.Shadow.Title"]);
        var prices = Waiting.While(terminal, words["Stage.Changes"], _ => ShadowPrices.Rank(input, cancellation: cancellation));
        if (prices.Count == 0)
            terminal.Say(words["Match.Shadow.None"]);
        foreach (var (i, price) in prices.Take(MostRanked).Index())
            terminal.Say($"{i + 1}. {changes.Say(price)}{(price.Proven ? "" : $" ({words["Match.Shadow.AtLeast"]})")}");
        if (prices.Count > MostRanked)
            terminal.Say(words["Match.Shadow.More", prices.Count - MostRanked]);
    }

    bool Has(Lot lot, Need need) => result.Allocations.Any(x => x.Lot == lot.Id && x.Need == need.Id);

    void Print(IEnumerable<(Lot Lot, Need Need, string Code)> asked)
    {
        var list = asked.ToList();
        if (list.Count == 0)
            return;
        Title(terminal, words["Match.Change.Title"]);
        foreach (var (lot, need, code) in list)
        {
            var found = Waiting.While(terminal, words["Stage.Changes"], _ => Counterfactuals.Find(input, result, lot.Id, need.Id, solver, Rematches, cancellation));
            terminal.Say(words["Match.Change", code, found is null ? words["Match.Change.None"] : changes.Say(found)]);
            foreach (var remedy in Remedies.Find(input, result, lot.Id, need.Id, Near, solver, cancellation: cancellation))
                terminal.Say($"  {changes.Say(remedy)}");
        }
    }
}
