using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Storage;
using Logistics.Storage.Programs;

namespace Logistics.Host.Worker;

/// <summary>What became of one entry, for whoever follows the events.</summary>
/// <param name="Subject">The entry's id; null: it has none.</param>
/// <param name="Change"><c>put</c> or <c>removed</c>.</param>
/// <param name="Party">Whose it is, who may hear of it; null: nobody's in particular.</param>
public sealed record EntryNote(TerritoryId Territory, PartyId? Party, Guid? Subject, string Section, string Code, string Change);

/// <summary>A day as somebody wants it.</summary>
/// <param name="Before">As it was read, so that only what differs is written; null: all of it is.</param>
/// <param name="Version">It was read with.</param>
/// <param name="Notes">What became of its entries, for whoever follows the events.</param>
/// <param name="Answers">To keep with it, for those who asked under a key.</param>
public sealed record DayChange(DayDeclarations? Before, DayDeclarations After, long Version, IReadOnlyList<EntryNote> Notes, IReadOnlyList<KeptAnswer> Answers);

/// <summary>Declared days as they are changed entry by entry. Every member throws <see cref="StoreAwayException"/> when the store cannot be reached.</summary>
public interface IDayEdits
{
    /// <summary>
    /// Keeps each day that still has the version it was read with, with what was done to it and what the askers are answered. All that can be kept is kept at once, or nothing
    /// when it throws.
    /// </summary>
    /// <param name="changes">Of different dates.</param>
    /// <returns>For each its new version; null: somebody changed it meanwhile, or answered one of the askers, and nothing of it was kept.</returns>
    /// <exception cref="ArgumentException">A day does not hang together.</exception>
    /// <exception cref="CodesTakenException">Of one of the days; nothing was kept of any.</exception>
    Task<IReadOnlyList<long?>> ReplaceAsync(IReadOnlyList<DayChange> changes, CancellationToken cancellation);

    /// <summary>Puts a plan in force in the place of another, if that is still the one in force and what it was made from is still what is declared.</summary>
    /// <param name="over">The plan that was in force; null: none was.</param>
    /// <returns>False, and nothing was kept: the day has moved on.</returns>
    Task<bool> ApplyAsync(DayPlan plan, DayDeclarations day, long version, Asking asked, PlanId? over, CancellationToken cancellation);

    /// <summary>
    /// Puts a plan changed by hand in force in the place of the one that it was changed from, if that is still in force. What is declared may have changed meanwhile: the plan then stays older
    /// than its day, as the one before it was.
    /// </summary>
    /// <param name="declared">What the plan was made from.</param>
    /// <param name="source">A plan that is kept and was made from the same: the one before it, or one that was in force earlier and is again.</param>
    /// <param name="version">Of what is declared.</param>
    /// <returns>False, and nothing was kept: another plan is in force.</returns>
    Task<bool> ReviseAsync(DayPlan plan, DayIndex declared, DayPlan source, long version, Asking asked, PlanId over, CancellationToken cancellation);

    /// <summary>What a caller was answered under a key of its own; null: nothing yet.</summary>
    Task<KeptAnswer?> AnsweredAsync(string caller, string key, CancellationToken cancellation);
}

/// <summary>Lots have codes that other donors used on other dates; nothing was kept.</summary>
public sealed class CodesTakenException(DateOnly day, IReadOnlyList<TakenCode> taken) : Exception($"Other donors used {string.Join(", ", taken.Select(x => x.Code))} on other dates than {day:yyyy-MM-dd}.")
{
    /// <summary>For which they were declared now.</summary>
    public DateOnly Day => day;

    public IReadOnlyList<TakenCode> Taken => taken;
}
