using Logistics.Domain;
using Logistics.Domain.Duties;
using Logistics.Host.Access;
using Logistics.Storage;

namespace Logistics.Host.Duties;

/// <summary>What may be done to a territory's rota.</summary>
public abstract record RotaChange
{
    RotaChange() { }

    public sealed record Tell(Attendance Word) : RotaChange;

    public sealed record TakeLeave(Leave Leave) : RotaChange;

    public sealed record EndLeave(DriverId Volunteer, Guid Leave) : RotaChange;

    public sealed record KeepVolunteer(Volunteer Volunteer) : RotaChange;

    /// <summary>Their name and all else that is personal goes, their links open nothing any more.</summary>
    public sealed record Forget(Volunteer Volunteer) : RotaChange;

    public sealed record KeepDuty(Duty Duty) : RotaChange;

    /// <summary>For once a duty does not go on a day, or does after all. What else is kept of the duty is nothing of this change's: two may say so at once.</summary>
    public sealed record Rest(ShiftId Duty, DateOnly Date, bool Goes) : RotaChange;

    public sealed record EndDuty(ShiftId Duty) : RotaChange;
}

public abstract record RotaOutcome
{
    RotaOutcome() { }

    /// <param name="FellApart">Crews that were whole before, the next days'.</param>
    public sealed record Kept(IReadOnlyList<Outing> FellApart) : RotaOutcome;

    public sealed record Refused(Hindrance Why) : RotaOutcome;

    /// <summary>There is no such volunteer, duty or leave.</summary>
    public sealed record NotThere : RotaOutcome;
}

/// <summary>A letter with a link of its reader's own, or without.</summary>
public sealed record AlarmLetter(Letter Letter, DriverId? Reader = null, Token? Token = null);

/// <summary>Writes what is to be told when crews fall apart.</summary>
/// <param name="rota">As it is now.</param>
public delegate IReadOnlyList<AlarmLetter> Alarm(IReadOnlyList<Outing> fellApart, Rota rota, IReadOnlyList<DispatcherRow> dispatchers);

/// <summary>A letter of the evening before, with a link of its reader's own.</summary>
/// <param name="Due">Not before then.</param>
public sealed record DutyReminder(DriverId Reader, Letter Letter, Token Token, DateTimeOffset Due, DateTimeOffset LinkUntil);

/// <summary>Writes what is to be told of a day on the evening before.</summary>
/// <param name="readers">Who has an address and none of that day's letters yet, whether they come or not.</param>
public delegate IReadOnlyList<DutyReminder> Remind(Rota rota, IReadOnlyList<ReminderReaderRow> readers);

/// <summary>Who drives. Every member throws <see cref="Worker.StoreAwayException"/> when the store cannot be reached.</summary>
public interface IRota
{
    /// <inheritdoc cref="RotaStore.ReadAsync"/>
    Task<Rota> ReadAsync(TerritoryId territory, DateOnly from, DateOnly until, CancellationToken cancellation);

    /// <inheritdoc cref="RotaStore.TerritoriesAsync"/>
    Task<IReadOnlyList<TerritoryId>> TerritoriesAsync(CancellationToken cancellation);

    /// <inheritdoc cref="RotaStore.LeavesAsync"/>
    Task<IReadOnlyList<Leave>> LeavesAsync(TerritoryId territory, DateOnly today, CancellationToken cancellation);

    /// <summary>Changes a rota if nothing hinders it; where a crew falls apart by it, the alarm's letters are in the outbox with it.</summary>
    /// <param name="by">Who enters it; null: a volunteer by its link.</param>
    /// <param name="today">The territory's.</param>
    Task<RotaOutcome> ChangeAsync(TerritoryId territory, RotaChange change, Guid? by, DateOnly today, Alarm alarm, CancellationToken cancellation);

    /// <summary>Has the letters about a day written: each is in the outbox with its link, once, and nobody says meanwhile that they do not come.</summary>
    /// <returns>How many.</returns>
    Task<int> RemindAsync(TerritoryId territory, DateOnly date, Remind write, CancellationToken cancellation);

    /// <summary>A new link to a volunteer's page.</summary>
    Task AddLinkAsync(DriverId volunteer, Token token, Letter? letter, CancellationToken cancellation);

    Task EndLinksAsync(DriverId volunteer, CancellationToken cancellation);

    /// <summary>Whose page a link opens; null: it opens none.</summary>
    Task<Volunteer?> OfLinkAsync(byte[] digest, CancellationToken cancellation);
}
