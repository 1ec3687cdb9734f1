using Logistics.Host.Access;
using Logistics.Host.Mail;

namespace Logistics.Host.Tests.Fakes;

/// <summary>People in memory: enough for pages and rights. What only a database can show is tested on one.</summary>
sealed class MemoryPeople(Func<DateTimeOffset> now) : IPeople, IOutbox
{
    readonly Lock door = new();
    readonly CountedIds ids = new("memory");
    readonly Dictionary<string, int> tries = [];
    readonly List<(string Email, Guid Person, string? Name)> people = [];
    readonly List<(Guid Person, Capacity Capacity)> held = [];
    readonly Dictionary<string, (Guid Person, DateTimeOffset Until)> links = [];
    readonly Dictionary<Guid, (Guid Person, Guid? Membership)> sessions = [];
    readonly List<(Guid Id, Letter Letter, int Attempts, DateTimeOffset Due)> letters = [];

    /// <summary>Letters that left, in order.</summary>
    public List<Guid> Sent { get; } = [];

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
        letters.Add((ids.Next(), letter, 0, now()));
        return true;
    });

    public Task<bool> EnterAsync(byte[] digest, Guid session, DateTimeOffset until, CancellationToken cancellation) => Answer(() =>
    {
        if (!links.Remove(Convert.ToHexString(digest), out var link) || link.Until <= now())
            return false;
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
        letters.Add((ids.Next(), letter, 0, now()));
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

    Task<T> Answer<T>(Func<T> work)
    {
        lock (door)
            return Task.FromResult(work());
    }
}
