using Logistics.Storage.People;

namespace Logistics.Storage.Hosts;

/// <summary>What the database says of itself when it is asked for a sign of life.</summary>
/// <param name="Schema">Its version now; a newer program may have migrated it since this one started.</param>
/// <param name="LettersWaiting">Letters on their way out.</param>
public sealed record StorePulse(int Schema, int LettersWaiting)
{
    public static Task<StorePulse> TakeAsync(Store store, CancellationToken cancellation) => store.RunAsync(
        Scope.Owner, async unit => new StorePulse(await Migrator.VersionAsync(unit), (await MailOutbox.CountAsync(unit)).Waiting), cancellation);
}
