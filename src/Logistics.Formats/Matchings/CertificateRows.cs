using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Formats.Territories;
using Logistics.Formats.Territories.Json;
using Logistics.Matching.Verification;

namespace Logistics.Formats.Matchings;

/// <summary>Something that is written as one short list on one line: a certificate has many thousands of them.</summary>
/// <param name="word">Name of the sentence that says what the row holds.</param>
/// <param name="onNewLine">Rows of a list stand below each other.</param>
abstract class RowValue<T>(string word, bool onNewLine = true) : Value<T>
{
    /// <summary>Not sound when the row cannot be used; what is wrong with one of its values has been reported, what is wrong with the whole has not.</summary>
    protected abstract (bool Sound, T Value) Read(List<JsonCursor> row);

    protected abstract IEnumerable<object?> Cells(T value);

    public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (at.Items() is not { } row)
            return false;
        (var sound, value) = Read(row);
        if (!sound)
            at.Report(ProblemCodes.WrongType, at.Problems.Word(word), at.Quoted);
        return sound;
    }

    public override void Write(ObjectWriter to, T value) => to.Json.WriteRawValue(
        $"{(onNewLine ? "\n" : "")}[{string.Join(',', Cells(value).Select(Cell))}]", skipInputValidation: true);

    public override JsonObject Schema() => new() { ["type"] = "array" };

    static string Cell(object? value) => value switch
    {
        null => "null",
        Guid id => $"\"{id:D}\"",
        string code => $"\"{System.Text.Json.JsonEncodedText.Encode(code)}\"",
        _ => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
    };

    /// <summary>What sums and products of the verification have room for.</summary>
    protected const long Most = long.MaxValue / 4;

    protected static bool Id(JsonCursor at, out Guid id) => Guid.TryParseExact(at.IsText ? at.Text() : null, "D", out id);
}

sealed class NumbersValue() : RowValue<ValueList<long>>("type.numbers", onNewLine: false)
{
    protected override (bool, ValueList<long>) Read(List<JsonCursor> row)
    {
        long?[] numbers = [.. row.Select(x => x.Whole(-Most, Most))];
        return (numbers.All(x => x is not null), [.. numbers.Select(x => x ?? 0)]);
    }

    protected override IEnumerable<object?> Cells(ValueList<long> value) => value.Cast<object?>();
}

sealed class ArcValue() : RowValue<CertificateArc>("type.arc")
{
    /// <summary>The verifier keeps a few figures for each node.</summary>
    const int MostNode = 4_000_000;

    protected override (bool, CertificateArc) Read(List<JsonCursor> row)
    {
        var lot = Guid.Empty;
        if (row.Count is not (6 or 7) || (row.Count == 7 && !Id(row[6], out lot)))
            return default;
        return (row[0].Whole(0, MostNode), row[1].Whole(0, MostNode), row[2].Whole(0, long.MaxValue), row[3].Whole(0, long.MaxValue), row[4].Whole(0, Most), row[5].Whole(-Most, Most))
            is ({ } tail, { } head, { } lower, { } upper, { } points, { } flow)
            ? (true, new CertificateArc((int)tail, (int)head, lower, upper, points, flow, row.Count == 7 ? new LotId(lot) : null))
            : default;
    }

    protected override IEnumerable<object?> Cells(CertificateArc value)
    {
        object?[] cells = [value.Tail, value.Head, value.Lower, value.Upper, value.Points, value.Flow];
        return value.Lot is { } lot ? [.. cells, lot.Value] : cells;
    }
}

sealed class RecipientValue() : RowValue<CertificateRecipient>("type.recipient")
{
    protected override (bool, CertificateRecipient) Read(List<JsonCursor> row)
    {
        if (row.Count != 6 || !Id(row[0], out var party))
            return default;
        var turn = row[4].IsNull ? 0 : row[4].Whole(-Most, Most);
        return (row[1].Whole(0, int.MaxValue), row[2].Whole(-Most, Most), row[3].Whole(0, Most), turn, row[5].Whole(-Most, Most))
            is ({ } arc, { } earlier, { } weight, { } at, { } beyond)
            ? (true, new CertificateRecipient(new PartyId(party), (int)arc, earlier, weight, row[4].IsNull ? null : at, beyond))
            : default;
    }

    protected override IEnumerable<object?> Cells(CertificateRecipient value) =>
        [value.Party.Value, value.Arc, value.Earlier, value.Weight, value.TurnAt, value.EarlierBeyond];
}

/// <summary>An id and the code that the territory file calls it by.</summary>
sealed class CodeValue() : RowValue<(Guid Id, string Code)>("type.code")
{
    protected override (bool, (Guid, string)) Read(List<JsonCursor> row) =>
        row.Count == 2 && Id(row[0], out var id) && Values.Code.TryRead(row[1], out var code) ? (true, (id, code)) : default;

    protected override IEnumerable<object?> Cells((Guid Id, string Code) value) => [value.Id, value.Code];
}
