using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Formats;
using Logistics.Formats.Territories;
using Logistics.Storage.Programs;

namespace Logistics.Host.Worker;

/// <summary>Whose entries somebody may change.</summary>
/// <param name="Party">Null: of anybody; else only its own, in <see cref="Open"/> sections.</param>
/// <param name="Territory">Null: of any.</param>
public sealed record EditRights(PartyId? Party, TerritoryId? Territory)
{
    /// <summary>Sections in which partners declare for themselves.</summary>
    public static readonly IReadOnlyList<DaySection> Open = [DaySection.Lots, DaySection.Needs, DaySection.Equipment, DaySection.EquipmentRequests];

    public bool Covers(DaySection section) => Party is null || Open.Contains(section);

    /// <remarks>An entry names its owner, and could name anybody: where vehicles would be sent must be the asker's as well.</remarks>
    public bool Covers(EntryOwner owner) =>
        (Party is null || (owner.Party == Party && (owner.Place is null || owner.Place.Party == Party)))
        && (Territory is null || (owner.Territory == Territory && (owner.Place is null || owner.Place.Territory == Territory)));
}

/// <summary>One entry of a day that somebody wants otherwise.</summary>
/// <param name="Entry">What it is to be; null: removed.</param>
/// <param name="IfTag">The tag it must have now; <c>*</c>: any; null: it must not be there yet, unless <paramref name="Entry"/> is equal to it.</param>
/// <param name="Culture">Language of problems.</param>
/// <param name="Answer">Makes what the asker is answered, when it asked under a key.</param>
public sealed record EntryChange(
    DateOnly Date, DaySection Section, string Code, JsonObject? Entry, string? IfTag, EditRights Rights, CultureInfo Culture, AskedUnder? Answer);

/// <summary>An Idempotency-Key, its caller and a digest of what was asked.</summary>
/// <param name="Keep">The answer to keep, of the outcome.</param>
public sealed record AskedUnder(string Caller, string Key, byte[] Request, Func<ChangeOutcome.Done, KeptAnswer> Keep);

/// <summary>What came of a change: each is an honest outcome, none a fault.</summary>
public abstract record ChangeOutcome
{
    ChangeOutcome() { }

    /// <param name="Tag">Null: it was removed.</param>
    /// <param name="Entry">As it is kept now, JSON.</param>
    public sealed record Done(bool IsNew, string? Tag, string? Entry) : ChangeOutcome;

    /// <summary>It was done before under the same key, and this was the answer.</summary>
    public sealed record Before(KeptAnswer Answer) : ChangeOutcome;

    /// <summary>The key was used for something else.</summary>
    public sealed record OtherRequest : ChangeOutcome;

    public sealed record NoSuchDay : ChangeOutcome;

    public sealed record NoSuchEntry : ChangeOutcome;

    /// <summary>It is there already, and the asker said no tag.</summary>
    public sealed record Exists(string Tag) : ChangeOutcome;

    /// <summary>It is not what the asker saw.</summary>
    /// <param name="Tag">What it is now; null: it is gone.</param>
    public sealed record Changed(string? Tag) : ChangeOutcome;

    public sealed record NotYours : ChangeOutcome;

    /// <param name="Problems">All of them; those of the entry point into it.</param>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : ChangeOutcome;
}

/// <summary>
/// Where days are changed entry by entry. Changes of one day that arrive while another is being written are written together: the day is
/// read and kept once for all of them, and each asker hears of its own only when all is kept.
/// </summary>
/// <remarks>Thread safe. What another host keeps meanwhile is noticed by the day's version, and the changes are made to that.</remarks>
public sealed class DayDesk(StoreDoor door)
{
    const int MostTogether = 64;
    const int MostTries = 10;
    const int MostLines = 16;

    readonly Lock @lock = new();
    readonly Dictionary<DateOnly, Line> lines = [];

    /// <summary>Waits until the change is kept, or refused.</summary>
    /// <exception cref="StoreAwayException">It is not known to be kept.</exception>
    public Task<ChangeOutcome> ChangeAsync(EntryChange change)
    {
        var asked = new Asked(change);
        lock (@lock)
        {
            if (!lines.TryGetValue(change.Date, out var line))
                lines[change.Date] = line = new Line();
            line.Waiting.Add(asked);
            if (!line.Busy)
            {
                line.Busy = true;
                _ = Task.Run(() => ServeAsync(change.Date, line));
            }
        }
        return asked.Outcome.Task;
    }

    async Task ServeAsync(DateOnly date, Line line)
    {
        while (Next(date, line) is { Count: > 0 } together)
            if (await TryDecideAsync(date, line, together) is { } failure)
            {
                // Their requests report it; those who wait behind them may still succeed. A defect that one entry brings out is not the others'.
                if (together.Count > 1 && failure is not StoreAwayException)
                    foreach (var asked in together)
                    {
                        if (await TryDecideAsync(date, line, [asked]) is { } own)
                            asked.Outcome.SetException(own);
                    }
                else
                    together.ForEach(asked => asked.Outcome.SetException(failure));
            }
    }

    /// <returns>Null: each was answered; else why none was.</returns>
    async Task<Exception?> TryDecideAsync(DateOnly date, Line line, List<Asked> together)
    {
        try
        {
            var outcomes = await DecideAsync(date, line, [.. together.Select(asked => asked.Change)]);
            for (var i = 0; i < together.Count; i++)
                together[i].Outcome.SetResult(outcomes[i]);
            return null;
        }
        catch (Exception failure)
        {
            line.Known = null;
            return failure;
        }
    }

    /// <summary>Those to be decided together: of one entry, and under one key, only the first.</summary>
    List<Asked> Next(DateOnly date, Line line)
    {
        lock (@lock)
        {
            var seen = new HashSet<(string, string)>();
            var together = line.Waiting.TakeWhile(asked =>
                seen.Count < 2 * MostTogether && seen.Add((asked.Change.Section.Name, asked.Change.Code)) && (asked.Change.Answer is not { } under || seen.Add(("key " + under.Caller, under.Key)))).ToList();
            line.Waiting.RemoveRange(0, together.Count);
            line.Busy = together.Count > 0;
            if (!line.Busy && lines.Count > MostLines)
                lines.Remove(date);
            return together;
        }
    }

    async Task<ChangeOutcome[]> DecideAsync(DateOnly date, Line line, IReadOnlyList<EntryChange> changes)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var outcomes = new ChangeOutcome?[changes.Count];
            for (var i = 0; i < changes.Count; i++)
                outcomes[i] = changes[i].Answer is { } under ? await AnsweredAsync(under) : null;
            var fresh = line.Known is null;
            line.Known ??= await LoadAsync(date);
            if (line.Known is not { } known)
                return Array.ConvertAll(outcomes, outcome => outcome ?? new ChangeOutcome.NoSuchDay());

            var made = Make(known, changes, outcomes);
            // What was known may be out of date: a refusal is only given on what was read for it.
            if (!fresh && outcomes.Any(outcome => outcome is not (ChangeOutcome.Done or ChangeOutcome.Before)))
            {
                line.Known = null;
                continue;
            }
            var done = changes.Zip(outcomes).Where(x => x.Second is ChangeOutcome.Done).ToList();
            if (done.Count == 0)
                return outcomes!;
            KeptAnswer[] answers = [.. done.Where(x => x.First.Answer is not null).Select(x => x.First.Answer!.Keep((ChangeOutcome.Done)x.Second!))];
            if (await door.Store.Edits.ReplaceAsync(known.Day, made.Day, known.Version, [.. done.Select(x => NoteOf(x.First, known, made))], answers, CancellationToken.None) is { } version)
            {
                line.Known = made with { Version = version };
                return outcomes!;
            }
            line.Known = null;
        }
        throw new StoreAwayException($"The day {date:yyyy-MM-dd} was changed by others {MostTries} times while it was being written.");
    }

    async Task<ChangeOutcome?> AnsweredAsync(AskedUnder under) => await door.Store.Edits.AnsweredAsync(under.Caller, under.Key, CancellationToken.None) switch
    {
        null => null,
        var answer when answer.Request.AsSpan().SequenceEqual(under.Request) => new ChangeOutcome.Before(answer),
        _ => new ChangeOutcome.OtherRequest(),
    };

    async Task<Known?> LoadAsync(DateOnly date) =>
        await door.Store.DeclarationsAsync(date, CancellationToken.None) is var (day, version) ? new(DayDocument.Of(day), day, version) : null;

    /// <summary>Makes all changes that nothing speaks against, and fills in what came of each.</summary>
    static Known Make(Known known, IReadOnlyList<EntryChange> changes, ChangeOutcome?[] outcomes)
    {
        var open = Enumerable.Range(0, changes.Count).Where(i => outcomes[i] is null).ToList();
        foreach (var i in open)
            outcomes[i] = Objection(known, changes[i]);
        open.RemoveAll(i => outcomes[i] is not null);
        // Together first, since most changes are sound; one by one to find out which are not.
        if (open.Count > 1 && TryMake(known, [.. open.Select(i => changes[i])], out var together) is { } all && Array.TrueForAll(all, outcome => outcome is ChangeOutcome.Done))
        {
            for (var i = 0; i < open.Count; i++)
                outcomes[open[i]] = all[i];
            return together;
        }
        foreach (var i in open)
        {
            outcomes[i] = TryMake(known, [changes[i]], out var after)[0];
            known = after;
        }
        return known;
    }

    /// <summary>What speaks against a change before it is even looked at; null: nothing.</summary>
    static ChangeOutcome? Objection(Known known, EntryChange change)
    {
        var tag = known.Document.TagOf(change.Section, change.Code);
        if (!change.Rights.Covers(change.Section) || (tag is not null && !change.Rights.Covers(change.Section.OwnerOf(known.Day, change.Code)!)))
            return new ChangeOutcome.NotYours();
        return (tag, change.IfTag) switch
        {
            (null, null) when change.Entry is null => new ChangeOutcome.NoSuchEntry(),
            (null, null) => null,
            (null, _) => change.Entry is null ? new ChangeOutcome.NoSuchEntry() : new ChangeOutcome.Changed(null),
            (_, null) => new ChangeOutcome.Exists(tag),
            (_, "*") => null,
            _ => change.IfTag == tag ? null : new ChangeOutcome.Changed(tag),
        };
    }

    /// <returns>For each change what came of it; if not all were done, nothing was.</returns>
    static ChangeOutcome[] TryMake(Known known, EntryChange[] changes, out Known after)
    {
        after = known;
        var document = known.Document.Copy();
        foreach (var change in changes)
            if (change.Entry is { } entry)
                document.Put(change.Section, change.Code, (JsonObject)entry.DeepClone());
            else
                document.Remove(change.Section, change.Code);
        if (document.Read(changes[0].Culture) is not TerritoryReading.Accepted accepted)
            return Array.ConvertAll(changes, change => (ChangeOutcome)new ChangeOutcome.Refused(ProblemsOf(document, change)));
        var made = new Known(DayDocument.Of(accepted.Day), accepted.Day, known.Version);
        var outcomes = Array.ConvertAll(changes, change =>
            change.Entry is null ? new ChangeOutcome.Done(false, null, null)
            : change.Section.OwnerOf(made.Day, change.Code) is { } owner && change.Rights.Covers(owner)
                ? new ChangeOutcome.Done(known.Document.TagOf(change.Section, change.Code) is null, made.Document.TagOf(change.Section, change.Code), made.Document.Find(change.Section, change.Code))
                : (ChangeOutcome)new ChangeOutcome.NotYours());
        if (Array.TrueForAll(outcomes, outcome => outcome is ChangeOutcome.Done))
            after = made;
        return outcomes;
    }

    /// <summary>The problems of a document with one change, as its asker sees them: pointers into the entry that was sent.</summary>
    static IReadOnlyList<Problem> ProblemsOf(DayDocument document, EntryChange change)
    {
        if (document.Read(change.Culture) is not TerritoryReading.Rejected rejected)
            return [];
        var place = document.PointerOf(change.Section, change.Code);
        return [.. rejected.Problems.Select(problem => place is not null && (problem.Pointer == place || problem.Pointer.StartsWith(place + "/", StringComparison.Ordinal))
            ? problem with { Pointer = problem.Pointer[place.Length..] }
            : problem)];
    }

    static EntryNote NoteOf(EntryChange change, Known before, Known after)
    {
        var owner = change.Section.OwnerOf(change.Entry is null ? before.Day : after.Day, change.Code)!;
        return new(owner.Territory, owner.Party, owner.Id, change.Section.Name, change.Code, change.Entry is null ? "removed" : "put");
    }

    sealed record Known(DayDocument Document, DayDeclarations Day, long Version);

    sealed record Asked(EntryChange Change)
    {
        public TaskCompletionSource<ChangeOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    sealed class Line
    {
        public List<Asked> Waiting { get; } = [];

        public bool Busy { get; set; }

        /// <summary>The day as it was last seen or written here; only whoever serves the line looks at it.</summary>
        public Known? Known { get; set; }
    }
}
