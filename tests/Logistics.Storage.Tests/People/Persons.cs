using System.Security.Cryptography;
using System.Text;
using Logistics.Domain;
using Logistics.Storage.People;

namespace Logistics.Storage.Tests.People;

/// <summary>What tests of people share. Ids, digests and addresses come from a name, so that tests on the same database keep apart.</summary>
static class Persons
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Guid Id(string name) => NameBasedId.Derive(NameBasedId.Root, "people-tests/" + name);

    public static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public static string Address(string name) => $"{name}@people.example";

    public static NewMail Mail(string name, string to) => new(Id("mail " + name), Address(to), "Votre lien", $"https://ramasse.example/{name}");

    public static HeldMembership Association(string name, string territory = "celleneuve") => new(Id("membership " + name), "association", Id("party " + name), Id(territory), name);

    public static HeldMembership Dispatcher(string name, string territory) => new(Id("membership " + name), "dispatcher", null, Id(territory), territory);

    /// <summary>Invites a person by name, with a link whose token is <c>invite NAME</c>.</summary>
    public static Task<Guid> InviteAsync(Store store, string name, HeldMembership membership, DateTimeOffset now, string? token = null, Guid? by = null) => store.RunAsync(
        Scope.Service,
        unit => PeopleStore.InviteAsync(
            unit, new(Address(name), $"Madame {name}", "fr", membership, by), Id("person " + name),
            new(Digest(token ?? "invite " + name), now.AddDays(7)), Mail("invite " + membership.Label + name + token, name), now),
        Cancellation);

    public static Task<Guid?> EnterAsync(Store store, string token, string session, DateTimeOffset now) => store.RunAsync(
        Scope.Service,
        unit => SignInStore.EnterAsync(unit, Digest(token), Id("session " + session), now.AddDays(30), now), Cancellation);

    public static Task<SessionState?> FindAsync(Store store, string session, DateTimeOffset now) =>
        store.RunAsync(Scope.Service, unit => SignInStore.FindAsync(unit, Id("session " + session), now), Cancellation);
}
