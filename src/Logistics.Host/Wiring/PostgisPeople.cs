using Logistics.Host.Access;
using Logistics.Host.Mail;
using Logistics.Storage;
using Logistics.Storage.People;

namespace Logistics.Host.Wiring;

/// <summary>People as the host asks for them: each member one short transaction.</summary>
public sealed class PostgisPeople(Store store, TimeProvider clock, IIdSource ids) : IPeople
{
    public Task<int> CountAsync(byte[] subject, DateTimeOffset since, CancellationToken cancellation) =>
        RunAsync(unit => SignInStore.CountAsync(unit, subject, since), cancellation);

    public Task AskAsync(Door door, Letter letter, bool mayWrite, CancellationToken cancellation) =>
        RunAsync(unit => SignInStore.AskAsync(unit, LinkOf(door), MailOf(letter), mayWrite, clock.GetUtcNow()), cancellation);

    public Task<bool> EnterAsync(byte[] digest, Guid session, DateTimeOffset until, CancellationToken cancellation) =>
        RunAsync(async unit => await SignInStore.EnterAsync(unit, digest, session, until, clock.GetUtcNow()) is not null, cancellation);

    public Task<Visitor?> FindAsync(Guid session, CancellationToken cancellation) => RunAsync(
        async unit => await SignInStore.FindAsync(unit, session, clock.GetUtcNow()) is { } found
            ? new Visitor(found.Person, found.Email, found.Name, found.Acting is { } acting ? CapacityOf(acting) : null, [.. found.Held.Select(CapacityOf)])
            : null,
        cancellation);

    public Task<bool> ActAsync(Guid session, Guid membership, CancellationToken cancellation) =>
        RunAsync(unit => SignInStore.ActAsync(unit, session, membership, clock.GetUtcNow()), cancellation);

    public Task LeaveAsync(Guid session, CancellationToken cancellation) => RunAsync(unit => SignInStore.EndAsync(unit, session, clock.GetUtcNow()), cancellation);

    public Task<string?> NameOfAsync(Guid person, CancellationToken cancellation) => RunAsync(unit => PeopleStore.NameOfAsync(unit, person), cancellation);

    public Task<IReadOnlyList<Member>> MembersAsync(Guid? territory, CancellationToken cancellation) => RunAsync(
        async unit => (IReadOnlyList<Member>)[.. (await PeopleStore.MembersAsync(unit, clock.GetUtcNow(), territory)).Select(row =>
            new Member(row.Membership, row.Email, row.Name, row.Role, row.Label, row.Since, row.Entered))],
        cancellation);

    public Task InviteAsync(Invite invite, Door door, Letter letter, CancellationToken cancellation)
    {
        var capacity = invite.Capacity;
        var invitation = new Invitation(
            invite.Email, invite.Name, invite.Language, new(capacity.Id, capacity.Role, capacity.Organisation, capacity.Territory, capacity.Label), invite.By);
        return RunAsync(unit => PeopleStore.InviteAsync(unit, invitation, ids.Next(), LinkOf(door), MailOf(letter), clock.GetUtcNow()), cancellation);
    }

    public Task<bool> EndAsync(Guid membership, Guid? territory, Guid? by, CancellationToken cancellation) =>
        RunAsync(unit => PeopleStore.EndAsync(unit, membership, territory, by, clock.GetUtcNow()), cancellation);

    public Task<string?> ExportAsync(Guid person, CancellationToken cancellation) => RunAsync(unit => PeopleStore.ExportAsync(unit, person, clock.GetUtcNow()), cancellation);

    public Task EraseAsync(Guid person, CancellationToken cancellation) =>
        RunAsync(unit => PeopleStore.EraseAsync(unit, person, by: person, clock.GetUtcNow()), cancellation);

    public Task ForgetAsync(CancellationToken cancellation) => RunAsync(unit => Retention.ForgetAsync(unit, clock.GetUtcNow()), cancellation);

    Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, work, cancellation));

    Task RunAsync(Func<UnitOfWork, Task> work, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, work, cancellation));

    static NewLink LinkOf(Door door) => new(door.Digest, door.Until);

    NewMail MailOf(Letter letter) => new(ids.Next(), letter.Recipient, letter.Subject, letter.Body);

    static Capacity CapacityOf(HeldMembership held) => new(held.Id, held.Role, held.Organisation, held.Territory, held.Label);
}

/// <summary>The outbox as the host uses it.</summary>
public sealed class PostgisOutbox(Store store, TimeProvider clock) : IOutbox
{
    public Task<Outgoing?> TakeAsync(TimeSpan hold, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(
        Scope.Service,
        async unit => await MailOutbox.TakeAsync(unit, clock.GetUtcNow(), clock.GetUtcNow() + hold) is { } taken
            ? new Outgoing(taken.Id, new(taken.Recipient, taken.Subject, taken.Body), taken.Attempts)
            : null,
        cancellation));

    public Task SentAsync(Guid id, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => MailOutbox.SentAsync(unit, id, clock.GetUtcNow()), cancellation));

    public Task RetryAsync(Guid id, TimeSpan wait, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => MailOutbox.RetryAsync(unit, id, clock.GetUtcNow() + wait), cancellation));

    public Task GiveUpAsync(Guid id, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => MailOutbox.GiveUpAsync(unit, id, clock.GetUtcNow()), cancellation));
}
