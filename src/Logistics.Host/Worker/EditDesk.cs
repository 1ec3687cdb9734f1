using Logistics.Domain;
using Logistics.Domain.Plans;
using Logistics.Domain.Proposals;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Planning.Editing;

namespace Logistics.Host.Worker;

/// <summary>What became of a change by hand.</summary>
public abstract record HandOutcome
{
    HandOutcome() { }

    public sealed record InForce(PlannedDay Day) : HandOutcome;

    /// <summary>Another plan than the one that was seen is in force.</summary>
    public sealed record ChangedMeanwhile(PlannedDay Now) : HandOutcome;

    public sealed record MakesNoSense(EditRefusal Why) : HandOutcome;

    /// <summary>There is nothing to take back, or to do again.</summary>
    public sealed record NothingThere : HandOutcome;

    /// <summary>What was chosen of a solve is in force only with all of its plan.</summary>
    /// <param name="Shift">Null: any of its rounds.</param>
    /// <param name="Why">In words, of the asker's language.</param>
    public sealed record OnlyWhole(ShiftId? Shift, string Why) : HandOutcome;

    /// <summary>A solve was made from what was declared before, so nothing of it can be put in force.</summary>
    public sealed record DayMovedOn : HandOutcome;

    /// <summary>The plan in force has it just so.</summary>
    public sealed record AlreadySo : HandOutcome;

    /// <summary>What would be taken back is somebody else's doing.</summary>
    public sealed record NotYours(PlannedDay Now) : HandOutcome;
}

/// <summary>Changes plans by hand and puts them in force, each over the one that was seen. Nobody's change is lost without being told of.</summary>
public sealed class EditDesk(StoreDoor door, DayShelf shelf, IEngine engine, IIdSource ids, HostSettings settings, QuestionLetters questions, TimeProvider clock)
{
    const int Room = 16;

    readonly Lock @lock = new();
    readonly LinkedList<(PlanId Plan, Lazy<PlanEditor> Editor)> editors = [];

    /// <param name="seen">The plan in force as whoever edits saw it.</param>
    /// <param name="by">The person; null: whoever holds the access key, or in a demo.</param>
    /// <param name="edits">At least one.</param>
    /// <returns>Null: the day has no plan.</returns>
    public async Task<HandOutcome?> EditAsync(DateOnly date, PlanId seen, IReadOnlyList<PlanEdit> edits, Guid? by, CancellationToken cancellation)
    {
        if (await StandAsync(date, cancellation) is not var (current, planned))
            return null;
        if (current.Plan.Id != seen)
            return new HandOutcome.ChangedMeanwhile(current);
        // Read while the best place is looked for.
        var (stamp, promises) = (StampAsync(by, cancellation), PromisesAsync(date, cancellation));
        var outcome = EditorOf(current).Apply(current.Plan, edits, await stamp);
        var book = await promises;
        return outcome switch
        {
            EditOutcome.Refused refused => new HandOutcome.MakesNoSense(refused.Why),
            EditOutcome.Changed changed => await PutAsync(current, planned, changed.Plan, current, book, Kept(current), cancellation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Puts single rounds of what a solve found in force, over the plan that was seen; the other rounds stay, but for what the chosen ones take from them.</summary>
    /// <param name="lanes">At least one.</param>
    /// <inheritdoc cref="EditAsync"/>
    public async Task<HandOutcome?> TakeAsync(Solve solve, PlanId seen, IReadOnlyCollection<ShiftId> lanes, Guid? by, CancellationToken cancellation)
    {
        if (solve is not { State: SolveState.Done, Result: { } result })
            return new HandOutcome.NothingThere();
        if (await shelf.CurrentAsync(solve.Date, cancellation) is not { } current)
            return null;
        if (current.Plan.Id != seen)
            return new HandOutcome.ChangedMeanwhile(current);
        if (lanes.Where(lane => result.Found.Declared.Day.Shifts.All(shift => shift.Id != lane)).Select(lane => (ShiftId?)lane).FirstOrDefault() is { } nobody)
            return new HandOutcome.MakesNoSense(new EditRefusal.UnknownLane(nobody));
        if (!LaneChange.AreOfOneDay(current, result.Found))
            return current.Plan.Id == result.Basis?.Plan.Id ? new HandOutcome.OnlyWhole(null, LaneChange.Why(null, result.Found)!) : new HandOutcome.DayMovedOn();
        var other = new OtherPlan(current.Plan, result.Found.Plan);
        var chosen = lanes.Distinct().ToDictionary(lane => lane, other.Lane);
        if (chosen.FirstOrDefault(x => x.Value is OtherLane.Strange) is { Value: { } strange, Key: var shift })
            return new HandOutcome.OnlyWhole(shift, LaneChange.Why(strange, result.Found)!);
        if (chosen.Values.OfType<OtherLane.Differs>().Select(lane => lane.Edit).ToList() is not { Count: > 0 } edits)
            return new HandOutcome.AlreadySo();
        var outcome = await EditAsync(solve.Date, seen, edits, by, cancellation);
        if (outcome is HandOutcome.InForce { Day: var now })
            solve.Stand(now);
        return outcome;
    }

    /// <summary>The plan as it would be, in force nowhere.</summary>
    /// <inheritdoc cref="EditAsync"/>
    public async Task<HandOutcome?> PreviewAsync(DateOnly date, PlanId seen, IReadOnlyList<PlanEdit> edits, Guid? by, CancellationToken cancellation)
    {
        if (await shelf.CurrentAsync(date, cancellation) is not { } current)
            return null;
        if (current.Plan.Id != seen)
            return new HandOutcome.ChangedMeanwhile(current);
        return EditorOf(current).Apply(current.Plan, edits, await StampAsync(by, cancellation)) switch
        {
            EditOutcome.Refused refused => new HandOutcome.MakesNoSense(refused.Why),
            EditOutcome.Changed changed => new HandOutcome.InForce(new(current.Declared, changed.Plan, version: 0)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Takes the last change back, if it is one's own, or does again what was taken back.</summary>
    /// <param name="kind"><see cref="ChangeKind.Undone"/> or <see cref="ChangeKind.Redone"/>.</param>
    /// <inheritdoc cref="EditAsync"/>
    public async Task<HandOutcome?> RestoreAsync(DateOnly date, PlanId seen, ChangeKind kind, Guid? by, CancellationToken cancellation)
    {
        if (await StandAsync(date, cancellation) is not var (current, planned))
            return null;
        if (current.Plan.Id != seen)
            return new HandOutcome.ChangedMeanwhile(current);
        if (current.Plan.Change is not { } change || (kind == ChangeKind.Undone ? change.Over : change.Next) is not { } id || await shelf.ByIdAsync(id, cancellation) is not { } other)
            return new HandOutcome.NothingThere();
        if (change.By != by)
            return new HandOutcome.NotYours(current);
        var plan = PlanEditor.Restore(current.Plan, other.Plan, kind, await StampAsync(by, cancellation));
        return await PutAsync(current, planned, plan, other, await PromisesAsync(date, cancellation), Known(other.Plan.Id), cancellation);
    }

    /// <summary>The plan in force, and the version of its day that it was made from; null: there is none.</summary>
    async Task<(PlannedDay Current, long PlannedFrom)?> StandAsync(DateOnly date, CancellationToken cancellation) =>
        (await shelf.DaysAsync(cancellation)).FirstOrDefault(day => day.Date == date) is { Current: { } id } state && await shelf.ByIdAsync(id, cancellation) is { } current
            ? (current, state.PlannedFrom ?? 0) : null;

    /// <summary>Who was asked for what; null: nobody is asked.</summary>
    async Task<ProposalBook?> PromisesAsync(DateOnly date, CancellationToken cancellation) =>
        settings.Answers is null ? null : new ProposalBook(await door.Store.ProposalsAsync(date, cancellation));

    /// <param name="planned">The version of the day that the current plan was made from.</param>
    /// <param name="source">What the plan was made from.</param>
    async Task<HandOutcome> PutAsync(
        PlannedDay current, long planned, DayPlan plan, PlannedDay source, ProposalBook? book, Lazy<PlanEditor>? editor, CancellationToken cancellation)
    {
        var declared = source.Declared;
        var day = new PlannedDay(declared, plan, current.Version + 1);
        // Judged while it is written: who changed it waits for both. Should it fail, whoever asks for it is told.
        _ = Task.Run(() => day.Violations, CancellationToken.None);
        // What it was made from: a plan that was older than its day stays so, and one that is taken back to from before something was declared is older again.
        var from = declared.Day.Equals(current.Declared.Day) ? planned : Math.Max(0, planned - 1);
        var asked = settings.Answers is { } answers && book is not null
            ? book.ToPut(plan with { Id = plan.AskedUnder }, declared, clock.GetUtcNow(), answers.Window).Where(one => !IsPromised(current.Plan, one)).ToList() : [];
        if (!await door.Store.Edits.ReviseAsync(plan, declared, source.Plan, from, questions.Of(declared, plan, asked), current.Plan.Id, cancellation))
            return await shelf.CurrentAsync(plan.Date, cancellation) is { } now ? new HandOutcome.ChangedMeanwhile(now) : new HandOutcome.NothingThere();
        shelf.Keep(day);
        if (editor is not null)
            Remember(plan.Id, editor);
        return new HandOutcome.InForce(day);
    }

    /// <summary>Whoever was asked for as much by the plan before is not asked again because a van goes another way.</summary>
    static bool IsPromised(DayPlan plan, Proposal one) => plan.Allocations.Where(x => x.Lot == one.Lot && x.Need == one.Need).Sum(x => x.Quantity.Grams) >= one.Quantity.Grams;

    async Task<EditStamp> StampAsync(Guid? by, CancellationToken cancellation) => new(
        new(ids.Next()), clock.GetUtcNow(), by, by is { } person && await door.Store.People.NameOfAsync(person, cancellation) is { } name ? name : Texts.Get("Board.Somebody"));

    /// <summary>Whoever looks at a board will change it: the roads between its places are measured meanwhile.</summary>
    public void Prepare(PlannedDay day)
    {
        var editor = Kept(day);
        // Should it fail, the first edit fails likewise, and is told of.
        if (!editor.IsValueCreated)
            _ = Task.Run(() => editor.Value);
    }

    PlanEditor EditorOf(PlannedDay day) => Kept(day).Value;

    Lazy<PlanEditor>? Known(PlanId plan)
    {
        lock (@lock)
            return editors.FirstOrDefault(one => one.Plan == plan).Editor;
    }

    Lazy<PlanEditor> Kept(PlannedDay day)
    {
        lock (@lock)
        {
            if (Known(day.Plan.Id) is { } known)
                return known;
            var editor = new Lazy<PlanEditor>(() => engine.Editor(day.Declared, day.Plan, CancellationToken.None));
            Remember(day.Plan.Id, editor);
            return editor;
        }
    }

    void Remember(PlanId plan, Lazy<PlanEditor> editor)
    {
        lock (@lock)
        {
            editors.AddFirst((plan, editor));
            while (editors.Count > Room)
                editors.RemoveLast();
        }
    }
}
