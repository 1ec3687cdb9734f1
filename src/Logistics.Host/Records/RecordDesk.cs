using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Formats;
using Logistics.Formats.Exchange;
using Logistics.Formats.Territories;
using Logistics.Host.Worker;

namespace Logistics.Host.Records;

/// <summary>A record as somebody wants it: the members that were said. What a form or a table does not ask for stays as it is.</summary>
/// <param name="Line">Of the table; 1 for a form.</param>
/// <param name="Values">Null takes the member away.</param>
/// <param name="Seen">The tag it had when it was shown; empty: it must not be there yet; null: whatever it is.</param>
public sealed record RecordWish(int Line, string Code, IReadOnlyDictionary<RecordField, JsonNode?> Values, string? Seen = null);

/// <summary>What becomes of a record.</summary>
public sealed record RecordChange(string Code, string Name, bool IsNew, IReadOnlyList<FieldChange> Fields);

/// <param name="From">Empty: nothing.</param>
public sealed record FieldChange(RecordField Field, string From, string To, JsonNode? Value);

/// <summary>What came of wishes: each is an honest outcome.</summary>
public abstract record RecordOutcome
{
    RecordOutcome() { }

    /// <param name="Changes">Records that are not as they were on the first day.</param>
    /// <param name="Days">On which they are so now, or would be.</param>
    public sealed record Done(IReadOnlyList<RecordChange> Changes, IReadOnlyList<DateOnly> Days) : RecordOutcome;

    /// <summary>Somebody changed or removed it meanwhile.</summary>
    public sealed record Changed : RecordOutcome;

    /// <param name="Codes">Those that are another territory's.</param>
    public sealed record NotYours(IReadOnlyList<string> Codes) : RecordOutcome;

    /// <summary>Nothing was kept.</summary>
    public sealed record Refused(IReadOnlyList<ExchangeProblem> Problems) : RecordOutcome;
}

/// <summary>Where records are corrected, for one day and, if wanted, for those that are open after it: each next day is opened from the last, so they stay.</summary>
public sealed class RecordDesk(StoreDoor door, DayDesk desk)
{
    /// <summary>
    /// Judges the wishes on every day, and keeps them on all or none. On the days behind the first only what changes on the first is changed: what somebody
    /// told of such a day alone stays.
    /// </summary>
    /// <param name="days">In order, at least one.</param>
    /// <param name="tryOnly">Nothing is kept.</param>
    /// <exception cref="StoreAwayException">It is not known to be kept.</exception>
    public async Task<RecordOutcome> PutAsync(RecordKind kind, IReadOnlyList<DateOnly> days, IReadOnlyList<RecordWish> wishes, EditRights rights, CultureInfo culture, bool tryOnly)
    {
        IReadOnlyList<RecordChange> changes = [];
        foreach (var trying in tryOnly ? [true] : (bool[])[true, false])
        {
            var problems = new List<ExchangeProblem>();
            foreach (var (i, day) in days.Index())
            {
                Func<KnownDay, IReadOnlyList<(string, JsonObject)>?> make = i == 0
                    ? known => MakeFirst(kind, known, wishes, out changes)
                    : known => MakeLater(kind, known, wishes, changes);
                switch (await desk.PutTogetherAsync(day, kind.Section, make, rights, culture, trying))
                {
                    case TogetherOutcome.NotYours notYours:
                        return new RecordOutcome.NotYours(notYours.Codes);
                    case TogetherOutcome.Refused refused:
                        problems.AddRange(refused.Problems.Select(x => Say(kind, wishes.FirstOrDefault(y => y.Code == x.Code), x.Problem, day)));
                        break;
                    case TogetherOutcome.MovedOn or TogetherOutcome.NoSuchDay:
                        return new RecordOutcome.Changed();
                }
            }
            if (problems.Count > 0)
                return new RecordOutcome.Refused([.. problems.DistinctBy(x => (x.Line, x.Column, x.Code, x.Cause))]);
        }
        return new RecordOutcome.Done(changes, days);
    }

    /// <summary>Takes a record away. A day on which something else still names it refuses, and stays as it is.</summary>
    public async Task<IReadOnlyList<ExchangeProblem>> RemoveAsync(RecordKind kind, IReadOnlyList<DateOnly> days, string code, EditRights rights, CultureInfo culture)
    {
        var problems = new List<ExchangeProblem>();
        // The last day first: a day in the middle that keeps it still has it on the days before.
        foreach (var day in days.Reverse())
            switch (await desk.ChangeAsync(new(day, kind.Section, code, null, "*", rights, culture, null)))
            {
                case ChangeOutcome.Refused refused:
                    problems.AddRange(refused.Problems.Select(x => Say(kind, null, x, day)));
                    break;
                case ChangeOutcome.NotYours:
                    problems.Add(new(1, null, "NotYours", Texts.Get("Records.NotYours"), ""));
                    break;
            }
        return [.. problems.DistinctBy(x => (x.Code, x.Cause))];
    }

    /// <summary>The day as it is declared now; null: it is not.</summary>
    public async Task<KnownDay?> DayAsync(DateOnly date, CancellationToken cancellation) => await door.Store.DeclarationsAsync(date, cancellation) is var (day, _) ? KnownDay.Of(day) : null;

    static List<(string, JsonObject)>? MakeFirst(RecordKind kind, KnownDay known, IReadOnlyList<RecordWish> wishes, out IReadOnlyList<RecordChange> changes)
    {
        var made = new List<(string, JsonObject)>();
        var found = new List<RecordChange>();
        changes = found;
        foreach (var wish in wishes)
        {
            if (wish.Seen is { } seen && seen != (known.TagOf(kind.Section, wish.Code) ?? ""))
                return null;
            var before = known.Find(kind.Section, wish.Code) is { } text ? JsonNode.Parse(text)!.AsObject() : null;
            // Of a new record all that was said: a nought or "never" may be what the file asks for.
            var fields = wish.Values.Where(x => before is null ? x.Value is not null : !Same(x.Key, x.Key.Of(before), x.Value))
                .Select(x => new FieldChange(x.Key, before is null || x.Key.Of(before) is not { } was ? "" : x.Key.Show(was), x.Value is null ? "" : x.Key.Show(x.Value), x.Value)).ToList();
            if (before is not null && fields.Count == 0)
                continue;
            var entry = With(before ?? new JsonObject { ["code"] = wish.Code }, fields);
            made.Add((wish.Code, entry));
            found.Add(new(wish.Code, kind.NameOf(known.Day, entry), before is null, fields));
        }
        return made;
    }

    static List<(string, JsonObject)> MakeLater(RecordKind kind, KnownDay known, IReadOnlyList<RecordWish> wishes, IReadOnlyList<RecordChange> changes)
    {
        var made = new List<(string, JsonObject)>();
        foreach (var change in changes)
            if (known.Find(kind.Section, change.Code) is { } text)
                made.Add((change.Code, With(JsonNode.Parse(text)!.AsObject(), change.Fields)));
            else if (change.IsNew)
                made.Add((change.Code, With(new JsonObject { ["code"] = change.Code }, change.Fields)));
        return made;
    }

    static JsonObject With(JsonObject entry, IEnumerable<FieldChange> fields)
    {
        foreach (var field in fields)
            field.Field.Put(entry, field.Value);
        return entry;
    }

    /// <summary>What a person reads is the same: the file leaves out what stands for its absence.</summary>
    static bool Same(RecordField field, JsonNode? was, JsonNode? wanted) => field switch
    {
        ChoiceField one => (was?.ToString() ?? one.Otherwise) == (wanted?.ToString() ?? one.Otherwise),
        FlagField flag => flag.IsSet(was) == flag.IsSet(wanted),
        NumberField => (was is null ? "" : field.Show(was)) == (wanted is null ? "" : field.Show(wanted)) || (was is null && field.Show(wanted) == "0") || (wanted is null && field.Show(was) == "0"),
        _ => (was is null ? "" : field.Show(was)) == (wanted is null ? "" : field.Show(wanted)),
    };

    static ExchangeProblem Say(RecordKind kind, RecordWish? wish, Problem problem, DateOnly day) => wish is null
        ? new(1, null, problem.Code, Texts.Format("Records.Elsewhere", day.ToString("d", CultureInfo.CurrentCulture), problem.Pointer, problem.Cause), problem.Action)
        : new(wish.Line, FieldOf(kind, problem)?.Label, problem.Code, problem.Cause, problem.Action);

    /// <summary>The field that a problem is in; of one that lacks, the field that its words name.</summary>
    static RecordField? FieldOf(RecordKind kind, Problem problem) =>
        kind.Fields.Where(x => problem.Pointer == x.Pointer || problem.Pointer.StartsWith(x.Pointer + "/", StringComparison.Ordinal)).MaxBy(x => x.Path.Length)
        ?? kind.Fields.FirstOrDefault(x => x.Pointer.StartsWith(problem.Pointer + "/", StringComparison.Ordinal) && problem.Cause.Contains(x.Path[(x.Path.LastIndexOf('.') + 1)..], StringComparison.Ordinal));
}
