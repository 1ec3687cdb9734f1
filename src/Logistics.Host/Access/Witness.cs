using System.Security.Claims;
using Logistics.Domain;
using Logistics.Domain.Proofs;
using Logistics.Host.Worker;

namespace Logistics.Host.Access;

/// <summary>Who tells or asks of what happened, and how much of that is its own.</summary>
public sealed class Witness
{
    readonly Guid? subject;
    readonly RouteLink? link;

    /// <summary>Whoever has a route's link: known by the vehicle's day, since no person stands behind it.</summary>
    Witness(RouteLink link)
    {
        this.link = link;
        Teller = new(TellerRole.Driver, link.Shift.Value);
    }

    Witness(TellerRole role, Guid? subject, TerritoryId? territory, Guid? who)
    {
        this.subject = subject;
        Territory = territory;
        Teller = new(role, who);
    }

    /// <summary>The territory it is bound to; null: none in particular.</summary>
    public TerritoryId? Territory { get; }

    public Teller Teller { get; }

    /// <summary>The partner that everything is narrowed to; null: nothing is.</summary>
    public PartyId? Party => Teller.Role == TellerRole.Partner ? new PartyId(subject ?? Guid.Empty) : null;

    DriverId? Driver => Teller.Role == TellerRole.Driver && link is null ? new DriverId(subject ?? Guid.Empty) : null;

    public static Witness Of(HttpContext context) => context.RouteLink() is { } link ? new(link) : Of(context.User);

    static Witness Of(ClaimsPrincipal user)
    {
        var territory = user.Territory() is { } id ? new TerritoryId(id) : (TerritoryId?)null;
        // An auditor reads what a dispatcher reads; what it may not tell the matrix refuses.
        if (user.IsInRole(Roles.Dispatcher) || user.IsInRole(Roles.Auditor))
            return new(TellerRole.Dispatcher, null, territory, user.Person());
        // What a partner received or gave may lie in a neighbour's territory.
        return new(user.IsInRole(Roles.Driver) ? TellerRole.Driver : TellerRole.Partner, user.Subject(), null, user.Subject());
    }

    /// <summary>Why it may not tell of this; null: it may. Nothing is said of what is another's.</summary>
    public ProofProblem? Refusal(ToldProof told, PlannedDay day)
    {
        var route = day.Plan.Routes.FirstOrDefault(x => x.Id == told.Route);
        if (link is not null)
            return IsLinked(route, day) ? null : new ProofProblem.NoSuchRoute();
        if (Driver is { } driver)
            return route?.Driver == driver ? null : new ProofProblem.NoSuchRoute();
        var carriable = day.Plan.Carriable().ToDictionary(x => x.Id);
        if (Party is { } party)
            return told.Lines.FirstOrDefault(x => !carriable.TryGetValue(x.Allocation, out var goods) || !IsAtItsDoor(goods)) is { } others ? new ProofProblem.NotHandledThere(others.Allocation) : null;
        return Territory is null || (route?.Territory ?? TerritoryOfLots()) == Territory ? null : new ProofProblem.NoSuchPlan();

        // What it gave where it was taken, what it received where it was brought, or where it fetched it.
        bool IsAtItsDoor(Domain.Allocations.Allocation goods) =>
            (day.Index[goods.Lot].Donor == party && day.Index[goods.Lot].Site == told.Site)
            || (day.Index[goods.Need].Recipient == party && (told.Route is null || day.Index[goods.Need].Site == told.Site));

        TerritoryId? TerritoryOfLots() =>
            told.Lines.Select(x => carriable.TryGetValue(x.Allocation, out var goods) ? day.Index[goods.Lot].Territory : (TerritoryId?)null).Distinct().ToList() is [var only] ? only : null;
    }

    /// <summary>Where an incident that it may tell of belongs; null: it may not, or its route or site are not there.</summary>
    public TerritoryId? TerritoryOf(RouteId? of, SiteId? at, PlannedDay day)
    {
        var route = day.Plan.Routes.FirstOrDefault(x => x.Id == of);
        var site = day.Index.Day.Sites.FirstOrDefault(x => x.Id == at);
        if ((of is not null && route is null) || (at is not null && site is null))
            return null;
        var territory = route?.Territory ?? site?.Territory ?? Territory ?? day.Plan.Territories[0];
        if (link is not null)
            return IsLinked(route, day) ? territory : null;
        if (Driver is { } driver)
            return route?.Driver == driver ? territory : null;
        if (Party is { } party)
            return site?.Party == party && route is null ? territory : null;
        return Territory is null || territory == Territory ? territory : null;
    }

    /// <summary>A proof as far as it is its own; null: not at all. Where others' goods are beside its own, these and what was said of all are left out.</summary>
    public Proof? Own(Proof proof)
    {
        if (link is not null)
            return proof.By == Teller && proof.Date == link.Date ? proof : null;
        if (Driver is { } driver)
            return proof.Driver == driver ? proof : null;
        if (Party is not { } party)
            return proof;
        var own = proof.Lines.Where(x => x.Donor == party || x.Recipient == party).ToValueList();
        if (own.Count == proof.Lines.Count)
            return proof with { Position = null };
        return own.Count == 0 ? null : proof with { Lines = own, Note = null, Position = null };
    }

    /// <summary>Whatever plan a device tells of, in force or not any more, its route is the link's.</summary>
    bool IsLinked(Route? route, PlannedDay day) => route is not null && route.Shift == link!.Shift && day.Plan.Date == link.Date;

    /// <summary>An incident is its own when it told of it, or drives the route.</summary>
    public bool Owns(Incident incident) =>
        link is not null ? incident.By == Teller : Driver is { } driver ? incident.Driver == driver : Party is not { } party || (incident.By.Role == TellerRole.Partner && incident.By.Who == party.Value);
}
