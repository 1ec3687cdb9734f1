using Logistics.Domain;
using Logistics.Domain.Duties;
using Logistics.Host.Access;
using Logistics.Host.Duties;
using Logistics.Storage;

namespace Logistics.Host.Tests.Fakes;

/// <summary>Rotas in memory. What only a database can show is tested on one.</summary>
sealed class MemoryRota(Func<DateTimeOffset> now, MemoryPeople people) : IRota
{
    readonly Lock door = new();
    readonly Dictionary<DriverId, Volunteer> volunteers = [];
    readonly Dictionary<ShiftId, Duty> duties = [];
    readonly Dictionary<ShiftId, TerritoryId> ended = [];
    readonly Dictionary<DriverId, TerritoryId> gone = [];
    readonly List<Attendance> words = [];
    readonly Dictionary<Guid, Leave> leaves = [];
    readonly Dictionary<string, DriverId> links = [];
    readonly HashSet<(DriverId, DateOnly)> reminded = [];

    /// <summary>What is known of who has an account, by address: language and quiet hours.</summary>
    public Dictionary<string, (string Language, int? From, int? Until)> Accounts { get; } = [];

    public Task<Rota> ReadAsync(TerritoryId territory, DateOnly from, DateOnly until, CancellationToken cancellation) => Answer(() => Read(territory));

    public Task<IReadOnlyList<TerritoryId>> TerritoriesAsync(CancellationToken cancellation) => Answer<IReadOnlyList<TerritoryId>>(() => [.. duties.Values.Select(x => x.Territory).Concat(ended.Values).Concat(volunteers.Values.Select(x => x.Territory)).Concat(gone.Values).Distinct()]);

    public Task<IReadOnlyList<Leave>> LeavesAsync(TerritoryId territory, DateOnly today, CancellationToken cancellation) => Answer<IReadOnlyList<Leave>>(() => [.. leaves.Values.Where(x => x.Until >= today)]);

    public Task<RotaOutcome> ChangeAsync(TerritoryId territory, RotaChange change, Guid? by, DateOnly today, Alarm alarm, CancellationToken cancellation) => Answer<RotaOutcome>(() =>
    {
        var before = Read(territory);
        if (RotaRules.Refuse(change, before) is { } refused)
            return refused;
        if (!Write(change, before))
            return new RotaOutcome.NotThere();
        var after = Read(territory);
        var fellApart = RotaRules.FellApart(before, after, today);
        if (fellApart.Count > 0)
            foreach (var letter in alarm(fellApart, after, [.. people.Dispatchers(territory).Select(x => new DispatcherRow(x, "fr"))]))
            {
                if (letter is { Reader: { } reader, Token: { } token })
                    links[Convert.ToHexString(token.Digest)] = reader;
                people.Post(letter.Letter, now());
            }
        return new RotaOutcome.Kept(fellApart);
    });

    public Task AddLinkAsync(DriverId volunteer, Token token, Letter? letter, CancellationToken cancellation) => Answer(() =>
    {
        links[Convert.ToHexString(token.Digest)] = volunteer;
        if (letter is not null)
            people.Post(letter, now());
        return true;
    });

    public Task<int> RemindAsync(TerritoryId territory, DateOnly date, Remind write, CancellationToken cancellation) => Answer(() =>
    {
        var readers = volunteers.Values.Where(x => x.Territory == territory && x.Email is not null && !reminded.Contains((x.Id, date))).OrderBy(x => x.Code, StringComparer.Ordinal)
            .Select(x => Accounts.TryGetValue(x.Email!, out var account) ? new ReminderReaderRow(x.Id, account.Language, account.From, account.Until) : new(x.Id, null, null, null)).ToList();
        var letters = write(Read(territory), readers);
        foreach (var letter in letters)
        {
            reminded.Add((letter.Reader, date));
            links[Convert.ToHexString(letter.Token.Digest)] = letter.Reader;
            people.Post(letter.Letter, letter.Due);
        }
        return letters.Count;
    });

    public Task EndLinksAsync(DriverId volunteer, CancellationToken cancellation) => Answer(() => EndLinks(volunteer));

    public Task<Volunteer?> OfLinkAsync(byte[] digest, CancellationToken cancellation) =>
        Answer(() => links.TryGetValue(Convert.ToHexString(digest), out var who) ? volunteers.GetValueOrDefault(who) : null);

    Rota Read(TerritoryId territory) => new(volunteers.Values.Where(x => x.Territory == territory), duties.Values.Where(x => x.Territory == territory), words, leaves.Values, ended.Where(x => x.Value == territory).Select(x => x.Key), gone.Where(x => x.Value == territory).Select(x => x.Key));

    bool Write(RotaChange change, Rota before)
    {
        switch (change)
        {
            case RotaChange.Tell { Word: var word }:
                words.Add(word);
                return true;
            case RotaChange.TakeLeave { Leave: var leave }:
                leaves[leave.Id] = leave;
                return true;
            case RotaChange.EndLeave(var volunteer, var leave):
                return leaves.TryGetValue(leave, out var taken) && taken.Volunteer == volunteer && leaves.Remove(leave);
            case RotaChange.KeepVolunteer { Volunteer: var volunteer }:
                volunteers[volunteer.Id] = volunteer;
                return true;
            case RotaChange.Forget { Volunteer: var volunteer }:
                EndLinks(volunteer.Id);
                if (!volunteers.Remove(volunteer.Id))
                    return false;
                foreach (var (id, _) in leaves.Where(x => x.Value.Volunteer == volunteer.Id).ToList())
                    leaves.Remove(id);
                gone[volunteer.Id] = volunteer.Territory;
                return true;
            case RotaChange.KeepDuty { Duty: var duty }:
                ended.Remove(duty.Id);
                duties[duty.Id] = duty;
                return true;
            case RotaChange.Rest rest when RotaRules.Rested(rest, before) is { } rested:
                duties[rested.Id] = rested;
                return true;
            case RotaChange.Rest:
                return false;
            case RotaChange.EndDuty(var duty):
                if (!duties.Remove(duty, out var over))
                    return false;
                ended[duty] = over.Territory;
                return true;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    bool EndLinks(DriverId volunteer)
    {
        foreach (var (digest, _) in links.Where(x => x.Value == volunteer).ToList())
            links.Remove(digest);
        return true;
    }

    Task<T> Answer<T>(Func<T> work)
    {
        lock (door)
            return Task.FromResult(work());
    }
}
