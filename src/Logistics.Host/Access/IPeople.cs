namespace Logistics.Host.Access;

/// <summary>What somebody may act as.</summary>
/// <param name="Organisation">The partner spoken for; null for roles that have none.</param>
/// <param name="Territory">Null: every territory of the instance.</param>
/// <param name="Label">Name of the partner or the territory.</param>
public sealed record Capacity(Guid Id, string Role, Guid? Organisation, Guid? Territory, string Label);

/// <summary>A person who has signed in.</summary>
/// <param name="Acting">The capacity chosen; null: none is.</param>
public sealed record Visitor(Guid Person, string Email, string? Name, Capacity? Acting, IReadOnlyList<Capacity> Held);

/// <param name="Entered">False: was invited and has not come yet.</param>
public sealed record Member(Guid Membership, string Email, string? Name, string Role, string Label, DateTimeOffset Since, bool Entered);

/// <param name="Body">Plain text.</param>
public sealed record Letter(string Recipient, string Subject, string Body);

/// <summary>A link as the store knows it.</summary>
/// <param name="Digest">Of its token.</param>
public sealed record Door(byte[] Digest, DateTimeOffset Until);

/// <param name="By">The person who invites; null: whoever holds the access key.</param>
public sealed record Invite(string Email, string? Name, string Language, Capacity Capacity, Guid? By);

/// <summary>People, their rights and their sessions. Every member throws <see cref="Worker.StoreAwayException"/> when the store cannot be reached.</summary>
public interface IPeople
{
    /// <summary>Counts one more try of a subject (a digest) within a span of time.</summary>
    Task<int> CountAsync(byte[] subject, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>Has a link mailed if somebody has the letter's address; takes the same time if nobody has, or if it may not write.</summary>
    Task AskAsync(Door door, Letter letter, bool mayWrite, CancellationToken cancellation);

    /// <summary>Uses a link up and opens a session under the given id.</summary>
    /// <returns>False when the link is unknown, used or too old.</returns>
    Task<bool> EnterAsync(byte[] digest, Guid session, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Who stands behind a session; null when it is over.</summary>
    Task<Visitor?> FindAsync(Guid session, CancellationToken cancellation);

    /// <returns>False when the session's person does not hold the membership.</returns>
    Task<bool> ActAsync(Guid session, Guid membership, CancellationToken cancellation);

    Task LeaveAsync(Guid session, CancellationToken cancellation);

    /// <summary>What a person is called by colleagues: its name, else its address; null: it was erased.</summary>
    Task<string?> NameOfAsync(Guid person, CancellationToken cancellation);

    /// <param name="territory">Null: everybody; else who acts in this territory.</param>
    Task<IReadOnlyList<Member>> MembersAsync(Guid? territory, CancellationToken cancellation);

    Task InviteAsync(Invite invite, Door door, Letter letter, CancellationToken cancellation);

    /// <returns>False when there is no such membership, or not in the territory.</returns>
    Task<bool> EndAsync(Guid membership, Guid? territory, Guid? by, CancellationToken cancellation);

    /// <summary>All that is kept about a person, as JSON; null when it was erased.</summary>
    Task<string?> ExportAsync(Guid person, CancellationToken cancellation);

    /// <summary>Ends the person's rights and sessions and forgets its address and name.</summary>
    Task EraseAsync(Guid person, CancellationToken cancellation);

    /// <summary>Forgets all that was kept as long as it may be.</summary>
    Task ForgetAsync(CancellationToken cancellation);
}
