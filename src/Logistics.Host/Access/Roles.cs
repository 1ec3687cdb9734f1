using System.Security.Claims;
using Logistics.Domain;
using Logistics.Host.Worker;

namespace Logistics.Host.Access;

/// <summary>What somebody may be here, as it stands in memberships and claims. What each may do is in <see cref="Permissions"/>.</summary>
public static class Roles
{
    /// <summary>Plans the day: sees and tries everything, invites.</summary>
    public const string Dispatcher = "dispatcher";

    /// <summary>Speaks for a partner that gives.</summary>
    public const string Donor = "donor";

    /// <summary>Speaks for a partner that receives.</summary>
    public const string Association = "association";

    /// <summary>Speaks for a partner that lends equipment.</summary>
    public const string EquipmentOwner = "equipment-owner";

    /// <summary>Drives. Nobody is invited as one: a demo's visitor chooses it.</summary>
    public const string Driver = "driver";

    /// <summary>Sees the day and mediates; has no vote and no stock.</summary>
    public const string Facilitator = "facilitator";

    /// <summary>The members who decide a territory's rules.</summary>
    public const string Committee = "committee";

    /// <summary>Sees plans and changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Keeps the instance running: people and rights, not the day.</summary>
    public const string Operator = "operator";

    /// <summary>The order of the matrix's columns.</summary>
    public static readonly string[] All = [Dispatcher, Donor, Association, EquipmentOwner, Driver, Facilitator, Committee, Auditor, Operator];

    const string subjectClaim = "subject", personClaim = "person", territoryClaim = "territory";

    /// <param name="subject">The partner spoken for, or the driver at the wheel.</param>
    public static ClaimsPrincipal Principal(string role, Guid? subject) => new(new ClaimsIdentity(Claims((ClaimTypes.Role, role), (subjectClaim, subject?.ToString())), Guard.Scheme));

    /// <summary>A person as it acts now; without a role while it has not chosen one.</summary>
    public static ClaimsPrincipal Principal(Visitor visitor, Guid session) => new(new ClaimsIdentity(
        Claims(
            (personClaim, visitor.Person.ToString()), (Guard.SessionClaim, session.ToString()), (ClaimTypes.Role, visitor.Acting?.Role),
            (subjectClaim, visitor.Acting?.Organisation?.ToString()), (territoryClaim, visitor.Acting?.Territory?.ToString())),
        Guard.Scheme));

    /// <summary>A program, by what its key was made for.</summary>
    public static ClaimsPrincipal Principal(Capacity capacity, IEnumerable<(string Type, string? Value)> more) => new(new ClaimsIdentity(
        Claims([(ClaimTypes.Role, capacity.Role), (subjectClaim, capacity.Organisation?.ToString()), (territoryClaim, capacity.Territory?.ToString()), .. more]), Guard.Scheme));

    public static IEnumerable<Claim> Claims(params (string Type, string? Value)[] claims) => claims.Where(claim => claim.Value is not null).Select(claim => new Claim(claim.Type, claim.Value!));

    /// <summary>The partner a visitor speaks for, or the driver it is.</summary>
    public static Guid? Subject(this ClaimsPrincipal user) => user.Id(subjectClaim);

    /// <summary>Null for who came by the access key, or in a demo.</summary>
    public static Guid? Person(this ClaimsPrincipal user) => user.Id(personClaim);

    /// <summary>The territory a visitor is bound to; null: none in particular.</summary>
    public static Guid? Territory(this ClaimsPrincipal user) => user.Id(territoryClaim);

    /// <summary>What a visitor may see of a planned day: who is bound to a territory, that one's part; null: it has none.</summary>
    public static PlannedDay? Sees(this ClaimsPrincipal user, PlannedDay day) => user.Territory() is { } bound ? TerritoryPart.Of(day, new TerritoryId(bound)) : day;

    public static Guid? Session(this ClaimsPrincipal user) => user.Id(Guard.SessionClaim);

    /// <summary>Where a visitor's work begins.</summary>
    public static string Home(this ClaimsPrincipal user)
    {
        if (((string[])[Dispatcher, Facilitator, Committee, Auditor]).Any(user.IsInRole))
            return "/";
        if (((string[])[Association, Donor, EquipmentOwner]).Any(user.IsInRole))
            return "/association";
        return user.IsInRole(Driver) ? "/conducteur" : user.IsInRole(Operator) ? "/personnes" : "/choisir";
    }

    static Guid? Id(this ClaimsPrincipal user, string claim) => Guid.TryParse(user.FindFirstValue(claim), out var id) ? id : null;
}
