using System.Globalization;
using Logistics.Domain.Goods;
using Logistics.Formats.Messages;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Tests.Messages;

/// <summary>Drafts as the table of samples writes them: a line for each sort of goods, then one for what the whole message says.</summary>
static class DraftText
{
    static readonly DraftField[] OfGoods = [DraftField.Product, DraftField.Family, DraftField.Quantity, DraftField.Temperature];

    public static string Of(IReadOnlyList<MessageDraft> drafts) => string.Join('\n', [.. drafts.Select(Goods), Whole(drafts[0])]);

    static string Goods(MessageDraft draft) => Line(
        [
            draft.IsNeed ? "need" : "offer", draft.Product ?? "-", draft.Kind ?? "-", draft.Family is { } family ? WordValue<Family>.Word(family) : "-",
            draft.Temperature is { } temperature ? WordValue<TemperatureClass>.Word(temperature) : "-", draft.Quantity is { } quantity ? Kilograms(quantity) : "-",
            draft.Crates is { } crates ? $"{crates} crates" : "", draft.Units is { } units ? $"{units} units" : "",
        ], draft, OfGoods.Contains);

    static string Whole(MessageDraft draft) => "| " + Line(
        [
            draft.Day is { } day ? SaidDays.Text(day) : "", draft.From is { } from ? $"from {PickupTimes.Text(from)}" : "", draft.Until is { } until ? $"until {PickupTimes.Text(until)}" : "",
            draft.Site is { } site ? $"at {site}" : "",
            draft.Date switch
            {
                DateMark.UseBy mark => $"use by {SaidDays.Text(mark.Date)}",
                DateMark.BestBefore mark => $"best before {SaidDays.Text(mark.Date)}",
                DateMark.KeepsUntil mark => $"keeps until {SaidDays.Text(mark.Date)}",
                _ => "",
            },
            .. draft.Qualities.Select(WordValue<Quality>.Word),
        ], draft, field => !OfGoods.Contains(field));

    static string Line(IEnumerable<string> said, MessageDraft draft, Func<DraftField, bool> of) =>
        string.Join(", ", said.Where(part => part.Length > 0))
        + string.Concat(draft.Doubts.Where(doubt => of(doubt.Field)).Select(doubt => $" ?{doubt.Field} {doubt.Reason}{(doubt.Choices.Count > 0 ? " " + string.Join('/', doubt.Choices) : "")}"));

    static string Kilograms(MassRange range) => range.Low == range.High
        ? $"{Text(range.Expected.Kilograms)} kg"
        : $"{Text(range.Low.Kilograms)}-{Text(range.Expected.Kilograms)}-{Text(range.High.Kilograms)} kg";

    static string Text(decimal kilograms) => kilograms.ToString("0.###", CultureInfo.InvariantCulture);
}
