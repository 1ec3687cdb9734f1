using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Planning.Explanations;
using static Logistics.Cli.Commands.Tables;

namespace Logistics.Cli.Commands.Matching;

/// <summary>Batches that save what nobody takes, and what goes into none, with the reasons; nothing where nothing could be transformed.</summary>
/// <param name="declared">The day as it was declared: what goes in whole is no longer in the day that was shared.</param>
sealed class MatchBatches(
    Terminal terminal, DayIndex declared, ValueList<Transformation> made, ValueList<Untransformed> left, TransformationBound? bound)
{
    readonly Words words = terminal.Words;
    readonly Explainer explainer = new(declared, terminal.Words.Culture);

    public void Print() => Print(_ => true, _ => true);

    public void Print(Func<Transformation, bool> batch, Func<Untransformed, bool> untransformed)
    {
        var (batches, rest) = (made.Where(batch).ToList(), left.Where(untransformed).ToList());
        if (batches.Count > 0)
        {
            Title(terminal, words["Match.Batches"]);
            var table = Grid(words["Report.Time"], words["Match.Batch.Out"], words["Match.Batch.In"], words["Report.Why"]);
            foreach (var one in batches)
                Row(table, $"{Clock(one, one.Period.Begin)}–{Clock(one, one.Period.End)}", $"{one.Output.Code} : {one.Output.Product}, {explainer.Amount(one.Output.Quantity.Expected)}",
                    string.Join(", ", one.Inputs.Select(x => $"{MatchReport.LotName(declared, x.Lot)} {explainer.Amount(x.Quantity)}")), explainer.Say(one));
            terminal.Output.Write(table);
            terminal.Say(explainer.Say(bound));
        }
        if (rest.Count > 0)
        {
            Title(terminal, words["Match.Untransformed"]);
            var table = Grid(words["Report.Lot"], words["Report.Quantity"], words["Report.Why"]);
            foreach (var one in rest)
                Row(table, MatchReport.LotName(declared, one.Lot), explainer.Amount(one.Quantity), explainer.Say(one));
            terminal.Output.Write(table);
        }
    }

    string Clock(Transformation batch, DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, declared.ZoneOf(declared[batch.Host].Territory)).ToString("HH:mm", words.Culture);
}
