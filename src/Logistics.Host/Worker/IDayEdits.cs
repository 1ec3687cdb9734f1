using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Storage.Programs;

namespace Logistics.Host.Worker;

/// <summary>What became of one entry, for whoever follows the events.</summary>
/// <param name="Subject">The entry's id; null: it has none.</param>
/// <param name="Change"><c>put</c> or <c>removed</c>.</param>
public sealed record EntryNote(TerritoryId Territory, Guid? Subject, string Section, string Code, string Change);

/// <summary>Declared days as they are changed entry by entry. Every member throws <see cref="StoreAwayException"/> when the store cannot be reached.</summary>
public interface IDayEdits
{
    /// <summary>Keeps the day, what was done to it and what the askers are answered, all or nothing, if it still has the version it was read with.</summary>
    /// <returns>Its new version; null: somebody changed it meanwhile, or answered one of the askers, and nothing was kept.</returns>
    Task<long?> ReplaceAsync(DayDeclarations day, long version, IReadOnlyList<EntryNote> notes, IReadOnlyList<KeptAnswer> answers, CancellationToken cancellation);

    /// <summary>What a caller was answered under a key of its own; null: nothing yet.</summary>
    Task<KeptAnswer?> AnsweredAsync(string caller, string key, CancellationToken cancellation);
}
