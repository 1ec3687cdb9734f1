using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Formats;
using Logistics.Formats.Territories;
using Logistics.Storage.Programs;

namespace Logistics.Host.Worker;

/// <summary>Whose entries somebody may change.</summary>
/// <param name="Party">Null: of anybody; else only its own, in <see cref="Sections"/>.</param>
/// <param name="Territory">Null: of any.</param>
public sealed record EditRights(PartyId? Party, TerritoryId? Territory)
{
    /// <summary>Sections in which partners declare for themselves.</summary>
    public static readonly IReadOnlyList<DaySection> Open = [DaySection.Lots, DaySection.Needs, DaySection.Equipment, DaySection.EquipmentRequests];

    /// <summary>Those in which <see cref="Party"/> may change entries.</summary>
    public IReadOnlyList<DaySection> Sections { get; init; } = Open;

    public bool Covers(DaySection section) => Party is null || Sections.Contains(section);

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

/// <summary>What came of entries that are put together.</summary>
public abstract record TogetherOutcome
{
    TogetherOutcome() { }

    /// <param name="Changed">Entries that are not as they were.</param>
    public sealed record Done(int Changed) : TogetherOutcome;

    public sealed record NoSuchDay : TogetherOutcome;

    /// <summary>What was seen is no more, so whoever makes the entries does not make them.</summary>
    public sealed record MovedOn : TogetherOutcome;

    public sealed record NotYours(IReadOnlyList<string> Codes) : TogetherOutcome;

    /// <param name="Problems">All of them, with the code of the entry they are about, and pointers into it; without one where they are about another of the day.</param>
    public sealed record Refused(IReadOnlyList<(string? Code, Problem Problem)> Problems) : TogetherOutcome;
}

/// <summary>
/// Where days are changed entry by entry. Changes that arrive while others are being written wait and are then written together, whatever their days: one
/// commit for all of them, and each asker hears of its own only when all is kept.
/// </summary>
/// <remarks>Thread safe. What another host keeps meanwhile is noticed by the day's version, and the changes are made to that.</remarks>
public sealed class DayDesk(StoreDoor door, Rush rush)
{
    const int MostTogether = 128;
    const int MostTries = 10;

    /// <summary>Of days kept in memory between two changes, altogether: two months of a busy territory, some 120 MB when all of them are being changed.</summary>
    const int MostFacts = 60_000;

    readonly Lock @lock = new();
    readonly List<Asked> waiting = [];
    bool busy;

    // Days as they were last seen or written here, the latest behind. Only whoever serves looks at them.
    readonly List<Known> known = [];

    /// <summary>Waits until the change is kept, or refused.</summary>
    /// <exception cref="StoreAwayException">It is not known to be kept.</exception>
    public Task<ChangeOutcome> ChangeAsync(EntryChange change)
    {
        var asked = new Asked(change);
        lock (@lock)
        {
            waiting.Add(asked);
            if (!busy)
            {
                busy = true;
                _ = Task.Run(ServeAsync);
            }
        }
        return asked.Outcome.Task;
    }

    /// <summary>
    /// Puts entries of one day and section in the place of those with their codes, all of them or none: what is in a partner's table, which knows no tags.
    /// Entries that are there already as they are wanted are left alone, and nobody hears of them.
    /// </summary>
    /// <param name="tryOnly">Nothing is kept; what only other days show to be wrong is not seen then.</param>
    /// <exception cref="StoreAwayException">It is not known to be kept.</exception>
    public Task<TogetherOutcome> PutTogetherAsync(DateOnly date, DaySection section, IReadOnlyList<(string Code, JsonObject Entry)> entries, CultureInfo culture, bool tryOnly) =>
        PutTogetherAsync(date, section, _ => entries, new EditRights(null, null), culture, tryOnly);

    /// <summary>The same with entries that are made of what the day is at that moment.</summary>
    /// <param name="make">May be asked several times, when others change the day meanwhile; null: what was seen is no more.</param>
    /// <exception cref="StoreAwayException">It is not known to be kept.</exception>
    public async Task<TogetherOutcome> PutTogetherAsync(
        DateOnly date, DaySection section, Func<KnownDay, IReadOnlyList<(string Code, JsonObject Entry)>?> make, EditRights rights, CultureInfo culture, bool tryOnly)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await LoadAsync(date) is not { } known)
                return new TogetherOutcome.NoSuchDay();
            if (make(known.Day) is not { } entries)
                return new TogetherOutcome.MovedOn();
            var document = known.Day.Document;
            foreach (var (code, entry) in entries)
                document.Put(section, code, (JsonObject)entry.DeepClone());
            if (document.Read(culture) is not TerritoryReading.Accepted accepted)
                return new TogetherOutcome.Refused(ProblemsOf(document, section, entries, ((TerritoryReading.Rejected)document.Read(culture)).Problems));
            var made = KnownDay.Of(accepted.Day);
            var changed = entries.Where(x => known.Day.TagOf(section, x.Code) != made.TagOf(section, x.Code)).ToList();
            if (changed.Where(x => !rights.Covers(section) || !IsCovered(known.Day, x.Code) || !IsCovered(made, x.Code)).Select(x => x.Code).ToList() is { Count: > 0 } others)
                return new TogetherOutcome.NotYours(others);
            if (tryOnly || changed.Count == 0)
                return new TogetherOutcome.Done(changed.Count);
            try
            {
                EntryNote[] notes = [.. changed.Select(x => (x.Code, Owner: section.OwnerOf(made.Day, x.Code)!)).Select(x => new EntryNote(x.Owner.Territory, x.Owner.Party, x.Owner.Id, section.Name, x.Code, "put"))];
                if ((await door.Store.Edits.ReplaceAsync([new(known.Day.Day, made.Day, known.Version, notes, [])], CancellationToken.None))[0] is not null)
                    return new TogetherOutcome.Done(changed.Count);
            }
            catch (CodesTakenException taken)
            {
                return new TogetherOutcome.Refused([.. taken.Taken.Select(x => (entries.Any(y => y.Code == x.Code) ? x.Code : null, StoredProblems.CodeOfAnother("/code", x.Code, x.Date, culture)))]);
            }
        }
        throw new StoreAwayException($"The day {date:yyyy-MM-dd} was changed by others {MostTries} times while it was being written.");

        bool IsCovered(KnownDay day, string code) => section.OwnerOf(day.Day, code) is not { } owner || rights.Covers(owner);
    }

    /// <summary>Each with the code of the entry that it is about and a pointer into that; without a code where it is about another entry.</summary>
    static List<(string? Code, Problem Problem)> ProblemsOf(DayDocument document, DaySection section, IReadOnlyList<(string Code, JsonObject Entry)> entries, IEnumerable<Problem> problems)
    {
        var places = entries.Select(x => (x.Code, Place: document.PointerOf(section, x.Code)!)).ToList();
        return [.. problems.Select(problem => places.FirstOrDefault(x => problem.Pointer == x.Place || problem.Pointer.StartsWith(x.Place + "/", StringComparison.Ordinal)) is (not null, not null) and var (code, place)
            ? ((string?)code, problem with { Pointer = problem.Pointer[place.Length..] })
            : (null, problem))];
    }

    async Task ServeAsync()
    {
        while (Next() is { Count: > 0 } together)
        {
            rush.Note(together.Count);
            if (await TryDecideAsync(together) is { } failure)
            {
                // Their requests report it; those who wait behind them may still succeed. A defect that one entry brings out is not the others'.
                if (together.Count > 1 && failure is not StoreAwayException)
                    foreach (var asked in together)
                    {
                        if (await TryDecideAsync([asked]) is { } own)
                            asked.Outcome.TrySetException(own);
                    }
                else
                    together.ForEach(asked => asked.Outcome.TrySetException(failure));
            }
        }
    }

    /// <returns>Null: each was answered; else why not all were.</returns>
    async Task<Exception?> TryDecideAsync(IEnumerable<Asked> together)
    {
        try
        {
            await DecideAsync([.. together.Where(asked => !asked.Outcome.Task.IsCompleted)]);
            return null;
        }
        catch (Exception failure)
        {
            known.Clear();
            return failure;
        }
    }

    /// <summary>Those to be decided together: of one entry, and under one key, only the first.</summary>
    List<Asked> Next()
    {
        lock (@lock)
        {
            var seen = new HashSet<(DateOnly, string, string)>();
            var together = waiting.Take(MostTogether).TakeWhile(asked =>
                seen.Add((asked.Change.Date, asked.Change.Section.Name, asked.Change.Code)) && (asked.Change.Answer is not { } under || seen.Add((default, "key " + under.Caller, under.Key)))).ToList();
            waiting.RemoveRange(0, together.Count);
            busy = together.Count > 0;
            return together;
        }
    }

    async Task DecideAsync(List<Asked> open)
    {
        for (var tries = 0; tries < MostTries && open.Count > 0; tries++)
        {
            List<(Asked[] Asked, ChangeOutcome?[] Outcomes, Known Before, Known After)> ready = [];
            foreach (var day in open.GroupBy(asked => asked.Change.Date))
            {
                Asked[] asked = [.. day];
                EntryChange[] changes = [.. day.Select(x => x.Change)];
                var outcomes = new ChangeOutcome?[changes.Length];
                for (var i = 0; i < changes.Length; i++)
                    outcomes[i] = changes[i].Answer is { } under ? await AnsweredAsync(under) : null;
                var remembered = known.Find(x => x.Date == day.Key);
                if ((remembered ?? await LoadAsync(day.Key)) is not { } before)
                {
                    Answer(asked, Array.ConvertAll(outcomes, outcome => outcome ?? new ChangeOutcome.NoSuchDay()));
                    continue;
                }
                var after = Make(before, changes, outcomes);
                // What was remembered may be out of date: a refusal is only given on what was read for it.
                if (remembered is not null && outcomes.Any(outcome => outcome is not (ChangeOutcome.Done or ChangeOutcome.Before)))
                    known.Remove(remembered);
                else if (outcomes.Any(outcome => outcome is ChangeOutcome.Done))
                    ready.Add((asked, outcomes, before, after));
                else
                    Answer(asked, outcomes);
            }
            IReadOnlyList<long?> versions;
            try
            {
                versions = ready.Count == 0 ? [] : await door.Store.Edits.ReplaceAsync([.. ready.Select(x => ToKeep(x.Asked, x.Outcomes, x.Before, x.After))], CancellationToken.None);
            }
            catch (CodesTakenException others) when (Refuse(others, ready.SelectMany(x => x.Asked)))
            {
                // The rest is tried again without them.
                open.RemoveAll(asked => asked.Outcome.Task.IsCompleted);
                continue;
            }
            foreach (var (x, version) in ready.Zip(versions))
            {
                known.RemoveAll(day => day.Date == x.Before.Date);
                if (version is not { } kept)
                    continue;
                Remember(x.After with { Version = kept });
                Answer(x.Asked, x.Outcomes);
            }
            open.RemoveAll(asked => asked.Outcome.Task.IsCompleted);
        }
        if (open.Count > 0)
            throw new StoreAwayException($"The day {open[0].Change.Date:yyyy-MM-dd} was changed by others {MostTries} times while it was being written.");
    }

    /// <summary>Only other days show that a code is another donor's, so the store says it.</summary>
    /// <returns>False: it is about none of these changes.</returns>
    static bool Refuse(CodesTakenException others, IEnumerable<Asked> asked)
    {
        var any = false;
        foreach (var one in asked.Where(x => x.Change.Date == others.Day && x.Change.Section == DaySection.Lots))
            if (others.Taken.FirstOrDefault(x => x.Code == one.Change.Code) is { } code)
                any |= one.Outcome.TrySetResult(new ChangeOutcome.Refused([StoredProblems.CodeOfAnother("/code", code.Code, code.Date, one.Change.Culture)]));
        return any;
    }

    static void Answer(Asked[] asked, ChangeOutcome?[] outcomes)
    {
        for (var i = 0; i < asked.Length; i++)
            asked[i].Outcome.SetResult(outcomes[i]!);
    }

    void Remember(Known day)
    {
        known.Add(day);
        for (var facts = known.Sum(x => x.Facts); facts > MostFacts && known.Count > 1; known.RemoveAt(0))
            facts -= known[0].Facts;
    }

    static DayChange ToKeep(Asked[] asked, ChangeOutcome?[] outcomes, Known before, Known after)
    {
        var done = asked.Zip(outcomes).Where(x => x.Second is ChangeOutcome.Done).Select(x => (x.First.Change, Outcome: (ChangeOutcome.Done)x.Second!)).ToList();
        return new(
            before.Day.Day, after.Day.Day, before.Version, [.. done.Select(x => NoteOf(x.Change, before, after))],
            [.. done.Where(x => x.Change.Answer is not null).Select(x => x.Change.Answer!.Keep(x.Outcome))]);
    }

    async Task<ChangeOutcome?> AnsweredAsync(AskedUnder under) => await door.Store.Edits.AnsweredAsync(under.Caller, under.Key, CancellationToken.None) switch
    {
        null => null,
        var answer when answer.Request.AsSpan().SequenceEqual(under.Request) => new ChangeOutcome.Before(answer),
        _ => new ChangeOutcome.OtherRequest(),
    };

    async Task<Known?> LoadAsync(DateOnly date) => await door.Store.DeclarationsAsync(date, CancellationToken.None) is var (day, version) ? new(KnownDay.Of(day), version) : null;

    /// <summary>Makes all changes that nothing speaks against, and fills in what came of each.</summary>
    static Known Make(Known known, EntryChange[] changes, ChangeOutcome?[] outcomes)
    {
        var open = Enumerable.Range(0, changes.Length).Where(i => outcomes[i] is null).ToList();
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
        var tag = known.Day.TagOf(change.Section, change.Code);
        if (!change.Rights.Covers(change.Section) || (tag is not null && !change.Rights.Covers(change.Section.OwnerOf(known.Day.Day, change.Code)!)))
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
        if (known.Day.With(changes.Select(change => new EntryEdit(change.Section, change.Code, change.Entry))) is not { } made)
        {
            var document = known.Day.Document;
            foreach (var change in changes)
                if (change.Entry is { } entry)
                    document.Put(change.Section, change.Code, (JsonObject)entry.DeepClone());
                else
                    document.Remove(change.Section, change.Code);
            if (document.Read(changes[0].Culture) is not TerritoryReading.Accepted accepted)
                return Array.ConvertAll(changes, change => (ChangeOutcome)new ChangeOutcome.Refused(ProblemsOf(document, change)));
            made = KnownDay.Of(accepted.Day);
        }
        var outcomes = Array.ConvertAll(changes, change =>
            change.Entry is null ? new ChangeOutcome.Done(false, null, null)
            : change.Section.OwnerOf(made.Day, change.Code) is { } owner && change.Rights.Covers(owner)
                ? new ChangeOutcome.Done(known.Day.Find(change.Section, change.Code) is null, made.TagOf(change.Section, change.Code), made.Find(change.Section, change.Code))
                : (ChangeOutcome)new ChangeOutcome.NotYours());
        if (Array.TrueForAll(outcomes, outcome => outcome is ChangeOutcome.Done))
            after = known with { Day = made };
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
        var owner = change.Section.OwnerOf(change.Entry is null ? before.Day.Day : after.Day.Day, change.Code)!;
        return new(owner.Territory, owner.Party, owner.Id, change.Section.Name, change.Code, change.Entry is null ? "removed" : "put");
    }

    sealed record Known(KnownDay Day, long Version)
    {
        public DateOnly Date => Day.Day.Date;

        public int Facts => Day.Day.Parties.Count + Day.Day.Sites.Count + Day.Day.Lots.Count + Day.Day.Needs.Count;
    }

    sealed record Asked(EntryChange Change)
    {
        public TaskCompletionSource<ChangeOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
