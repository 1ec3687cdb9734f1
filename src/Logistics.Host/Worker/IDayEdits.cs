using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Proposals;
using Logistics.Storage.Programs;

namespace Logistics.Host.Worker;

/// <summary>What became of one entry, for whoever follows the events.</summary>
/// <param name="Subject">The entry's id; null: it has none.</param>
/// <param name="Change"><c>put</c> or <c>removed</c>.</param>
/// <param name="Party">Whose it is, who may hear of it; null: nobody's in particular.</param>
public sealed record EntryNote(TerritoryId Territory, PartyId? Party, Guid? Subject, string Section, string Code, string Change);

/// <summary>Declared days as they are changed entry by entry. Every member throws <see cref="StoreAwayException"/> when the store cannot be reached.</summary>
public interface IDayEdits
{
    /// <summary>Keeps the day, what was done to it and what the askers are answered, all or nothing, if it still has the version it was read with.</summary>
    /// <param name="before">The day as it was read, so that only what differs is written; null: all of it is.</param>
    /// <returns>Its new version; null: somebody changed it meanwhile, or answered one of the askers, and nothing was kept.</returns>
    Task<long?> ReplaceAsync(DayDeclarations? before, DayDeclarations day, long version, IReadOnlyList<EntryNote> notes, IReadOnlyList<KeptAnswer> answers, CancellationToken cancellation);

    /// <summary>Puts a plan in force in the place of another, if that is still the one in force and what it was made from is still what is declared.</summary>
    /// <param name="over">The plan that was in force; null: none was.</param>
    /// <returns>False, and nothing was kept: the day has moved on.</returns>
    Task<bool> ApplyAsync(DayPlan plan, DayDeclarations day, long version, IReadOnlyCollection<Proposal> asked, PlanId? over, CancellationToken cancellation);

    /// <summary>What a caller was answered under a key of its own; null: nothing yet.</summary>
    Task<KeptAnswer?> AnsweredAsync(string caller, string key, CancellationToken cancellation);
}
