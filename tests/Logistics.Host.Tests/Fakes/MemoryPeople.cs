using Logistics.Domain.Days;
using Logistics.Host.Access;
using Logistics.Host.Mail;
using Logistics.Host.Worker;

namespace Logistics.Host.Tests.Fakes;

/// <summary>People in memory: enough for pages and rights. What only a database can show is tested on one.</summary>
sealed class MemoryPeople(Func<DateTimeOffset> now, MemoryDevices devices) : IPeople, IOutbox, IAnswerLinks
{
    readonly Lock door = new();
    readonly CountedIds ids = new("memory");
    readonly HashSet<Guid> entered = [];
    readonly Dictionary<string, int> tries = [];
    readonly List<(string Email, Guid Person, string? Name)> people = [];
    readonly List<(Guid Person, Capacity Capacity)> held = [];
    readonly Dictionary<string, (Guid Person, DateTimeOffset Until)> links = [];
    readonly Dictionary<Guid, (Guid Person, Guid? Membership)> sessions = [];
    readonly List<(Guid Id, Letter Letter, int Attempts, DateTimeOffset Due)> letters = [];

    readonly List<(string Digest, AnswerLink Link, Guid Person, Guid Membership, DateTimeOffset Until)> answers = [];

    /// <summary>Letters that left, in order.</summary>
    public List<Guid> Sent { get; } = [];

    /// <summary>Letters that were ever put in, with when each was due.</summary>
    public List<(Letter Letter, DateTimeOffset Due)> Written { get; } = [];

    public List<Guid> GivenUp { get; } = [];

    public int Retried { get; private set; }

    public Task<int> CountAsync(byte[] subject, DateTimeOffset since, CancellationToken cancellation) => Answer(() =>
    {
        var key = $"{Convert.ToHexString(subject)} {since:O}";
        return tries[key] = tries.GetValueOrDefault(key) + 1;
    });

    public Task AskAsync(Door door, Letter letter, bool mayWrite, CancellationToken cancellation) => Answer(() =>
    {
        if (!mayWrite || people.FindIndex(person => person.Email == letter.Recipient) is not (>= 0 and var i))
            return false;
        links[Convert.ToHexString(door.Digest)] = (people[i].Person, door.Until);
        Post(letter, now());
        return true;
    });

    public Task<bool> EnterAsync(byte[] digest, Guid session, DateTimeOffset until, CancellationToken cancellation) => Answer(() =>
    {
        if (!links.Remove(Convert.ToHexString(digest), out var link) || link.Until <= now())
            return false;
        entered.Add(link.Person);
        var own = held.Where(one => one.Person == link.Person).ToList();
        sessions[session] = (link.Person, own is [var only] ? only.Capacity.Id : null);
        return true;
    });

    public Task<Visitor?> FindAsync(Guid session, CancellationToken cancellation) => Answer(() =>
    {
        if (!sessions.TryGetValue(session, out var found) || people.FindIndex(person => person.Person == found.Person) is not (>= 0 and var i))
            return null;
        var own = held.Where(one => one.Person == found.Person).Select(one => one.Capacity).ToList();
        return new Visitor(found.Person, people[i].Email, people[i].Name, own.FirstOrDefault(one => one.Id == found.Membership), own);
    });

    public Task<bool> ActAsync(Guid session, Guid membership, CancellationToken cancellation) => Answer(() =>
    {
        if (!sessions.TryGetValue(session, out var found) || !held.Exists(one => one.Person == found.Person && one.Capacity.Id == membership))
            return false;
        sessions[session] = (found.Person, membership);
        return true;
    });

    public Task LeaveAsync(Guid session, CancellationToken cancellation) => Answer(() => sessions.Remove(session));

    public Task<string?> NameOfAsync(Guid person, CancellationToken cancellation) =>
        Answer<string?>(() => people.Find(one => one.Person == person) is { Email: { } email } one ? one.Name ?? email : null);

    public Task<IReadOnlyList<Member>> MembersAsync(Guid? territory, CancellationToken cancellation) => Answer<IReadOnlyList<Member>>(() =>
        [.. held.Where(one => territory is null || one.Capacity.Territory == territory)
            .Select(one => new Member(one.Capacity.Id, people.Find(person => person.Person == one.Person).Email, null, one.Capacity.Role, one.Capacity.Label, now(), true))]);

    public Task InviteAsync(Invite invite, Door door, Letter letter, CancellationToken cancellation) => Answer(() =>
    {
        if (!people.Exists(person => person.Email == invite.Email))
            people.Add((invite.Email, ids.Next(), invite.Name));
        var person = people.Find(person => person.Email == invite.Email).Person;
        held.Add((person, invite.Capacity));
        links[Convert.ToHexString(door.Digest)] = (person, door.Until);
        Post(letter, now());
        return true;
    });

    public Task<bool> EndAsync(Guid membership, Guid? territory, Guid? by, CancellationToken cancellation) => Answer(() =>
        held.RemoveAll(one => one.Capacity.Id == membership && (territory is null || one.Capacity.Territory == territory)) > 0);

    public Task<string?> ExportAsync(Guid person, CancellationToken cancellation) => Answer<string?>(() => "{}");

    public Task EraseAsync(Guid person, CancellationToken cancellation) => Answer(() => people.RemoveAll(one => one.Person == person));

    public Task ForgetAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<Outgoing?> TakeAsync(TimeSpan hold, CancellationToken cancellation) => Answer(() =>
    {
        if (letters.FindIndex(letter => letter.Due <= now()) is not (>= 0 and var i))
            return null;
        letters[i] = letters[i] with { Attempts = letters[i].Attempts + 1, Due = now() + hold };
        return new Outgoing(letters[i].Id, letters[i].Letter, letters[i].Attempts);
    });

    public Task SentAsync(Guid id, CancellationToken cancellation) => Answer(() =>
    {
        Sent.Add(id);
        return letters.RemoveAll(letter => letter.Id == id);
    });

    public Task RetryAsync(Guid id, TimeSpan wait, CancellationToken cancellation) => Answer(() =>
    {
        var i = letters.FindIndex(letter => letter.Id == id);
        Retried++;
        return letters[i] = letters[i] with { Due = now() + wait };
    });

    public Task GiveUpAsync(Guid id, CancellationToken cancellation) => Answer(() =>
    {
        GivenUp.Add(id);
        return letters.RemoveAll(letter => letter.Id == id);
    });

    public void Post(Letter letter, DateTimeOffset due)
    {
        letters.Add((ids.Next(), letter, 0, due));
        Written.Add((letter, due));
    }

    /// <summary>A membership that holds.</summary>
    public (Guid Person, Capacity Capacity)? Held(Guid membership) => held.Select(x => ((Guid, Capacity)?)x).FirstOrDefault(x => x!.Value.Item2.Id == membership);

    /// <summary>Everybody who speaks for a partner, with their addresses.</summary>
    public IReadOnlyList<(Guid Person, string Email, Capacity Capacity)> Speakers => [.. held.Where(x => x.Capacity.Organisation is not null).Select(x => (x.Person, people.Find(y => y.Person == x.Person).Email, x.Capacity))];

    /// <summary>Addresses of who dispatches a territory and has entered once.</summary>
    public IReadOnlyList<string> Dispatchers(Domain.TerritoryId territory) =>
        [.. held.Where(x => x.Capacity.Role == Roles.Dispatcher && (x.Capacity.Territory is null || x.Capacity.Territory == territory.Value) && entered.Contains(x.Person)).Select(x => people.Find(y => y.Person == x.Person).Email).Distinct()];

    /// <summary>As the real store does in the transaction that keeps a plan: one letter for each person, partner and day.</summary>
    public void Write(DateOnly date, Asking asking) => _ = Answer(() =>
    {
        foreach (var party in asking.Proposals.Select(x => x.Recipient).Distinct())
            foreach (var (person, capacity) in held.Where(x => x.Capacity.Role == Roles.Association && x.Capacity.Organisation == party.Value).ToList())
            {
                if (!entered.Contains(person) || answers.Exists(x => x.Link.Date == date && x.Link.Recipient == party && x.Person == person))
                    continue;
                var token = Token.New();
                answers.Add((Convert.ToHexString(token.Digest), new(ids.Next(), date, party), person, capacity.Id, LocalTime.EndOf(date, asking.ZoneOf(party))));
                // Everybody here has both: who may choose is the database's matter.
                devices.Put(asking.Tell(new(party, "", "fr")), person, now());
                Post(asking.Write(new(party, people.Find(x => x.Person == person).Email, "fr"), token), now());
            }
        return true;
    });

    Task<AnswerLink?> IAnswerLinks.FindAsync(byte[] digest, CancellationToken cancellation) => Answer(() =>
        answers.Find(x => x.Digest == Convert.ToHexString(digest) && x.Until > now() && held.Exists(y => y.Capacity.Id == x.Membership)).Link)!;

    Task<T> Answer<T>(Func<T> work)
    {
        lock (door)
            return Task.FromResult(work());
    }
}
