using Logistics.Domain;
using Logistics.Host.Access;
using Logistics.Host.Notices;
using Logistics.Host.Push;
using Logistics.Storage.People;

namespace Logistics.Host.Tests.Fakes;

/// <summary>Choices of letters in memory.</summary>
sealed class MemoryNotices(MemoryPeople people, MemoryDevices devices, Func<PartyId, TerritoryId?> territoryOf) : INotices
{
    readonly Lock door = new();
    readonly Dictionary<Guid, NoticeChoiceRow> choices = [];
    readonly HashSet<(NoticeKind, Guid, Guid, DateOnly)> written = [];

    public Task<NoticeChoiceRow?> FindAsync(Guid person, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult(choices.GetValueOrDefault(person));
    }

    public Task KeepAsync(Guid person, NoticeChoiceRow choice, CancellationToken cancellation)
    {
        lock (door)
            choices[person] = choice;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<NoticeReaderRow>> UnwrittenAsync(NoticeKind kind, TerritoryId territory, DateOnly period, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult<IReadOnlyList<NoticeReaderRow>>(
            [
                .. people.Speakers.Where(x => choices.TryGetValue(x.Person, out var choice) && (kind == NoticeKind.Reminder ? choice.Reminder || choice.ReminderThere : choice.Digest || choice.DigestThere)
                        && territoryOf(new(x.Capacity.Organisation!.Value)) == territory && !written.Contains((kind, x.Person, x.Capacity.Organisation!.Value, period)))
                    .Select(x => new NoticeReaderRow(x.Person, x.Capacity.Organisation!.Value, x.Capacity.Label, x.Email, "fr", choices[x.Person].QuietFrom, choices[x.Person].QuietUntil,
                        kind == NoticeKind.Reminder ? choices[x.Person].Reminder : choices[x.Person].Digest, kind == NoticeKind.Reminder ? choices[x.Person].ReminderThere : choices[x.Person].DigestThere)),
            ]);
    }

    public Task<bool> WriteAsync(NoticeKind kind, NoticeReaderRow reader, DateOnly period, Letter letter, PushNote? note, DateTimeOffset due, CancellationToken cancellation)
    {
        lock (door)
        {
            if (!written.Add((kind, reader.Person, reader.Party, period)))
                return Task.FromResult(false);
            if ((reader.OnDevices ? devices.Put(note, reader.Person, due) : 0) == 0 || reader.ByMail)
                people.Post(letter, due);
            return Task.FromResult(true);
        }
    }
}
