using System.Security.Claims;
using Logistics.Domain.Days;

namespace Logistics.Host.Access;

/// <summary>What a capacity is held for.</summary>
public enum Reach { Organisation, TerritoryOrInstance, Instance }

/// <summary>Who may give which capacity: an operator all of them, a dispatcher those of its territory's work.</summary>
public static class Grants
{
    public const string Instance = "instance";

    /// <summary>Roles that can be given; a driver needs none.</summary>
    static readonly Dictionary<string, Reach> reaches = new()
    {
        [Roles.Association] = Reach.Organisation,
        [Roles.Donor] = Reach.Organisation,
        [Roles.EquipmentOwner] = Reach.Organisation,
        [Roles.Dispatcher] = Reach.TerritoryOrInstance,
        [Roles.Facilitator] = Reach.TerritoryOrInstance,
        [Roles.Committee] = Reach.TerritoryOrInstance,
        [Roles.Auditor] = Reach.Instance,
        [Roles.Operator] = Reach.Instance,
    };

    public static IEnumerable<string> RolesOf(ClaimsPrincipal giver) => reaches.Keys.Where(role => MayGive(giver, role));

    public static bool MayGive(ClaimsPrincipal giver, string role) =>
        reaches.TryGetValue(role, out var reach) && (giver.IsInRole(Roles.Operator) || (giver.IsInRole(Roles.Dispatcher) && reach != Reach.Instance));

    /// <summary>What a capacity may be given for, as (value, words).</summary>
    /// <param name="day">The day whose partners and territories are known; null: none is yet.</param>
    public static IEnumerable<(Reach Kind, string Value, string Words)> ScopesOf(ClaimsPrincipal giver, DayIndex? day)
    {
        if (giver.Territory() is null)
            yield return (Reach.Instance, Instance, Texts.Get("People.WholeInstance"));
        if (day is null)
            yield break;
        foreach (var territory in day.Day.Territories.Where(x => IsWithin(giver, x.Id.Value)))
            yield return (Reach.TerritoryOrInstance, $"territoire:{territory.Id.Value}", territory.Name);
        foreach (var party in day.Day.Parties.Where(x => IsWithin(giver, x.Territory.Value)).OrderBy(x => x.Name, StringComparer.CurrentCulture))
            yield return (Reach.Organisation, $"organisation:{party.Id.Value}", party.Name);
    }

    /// <summary>The capacity a form asks for; null when there is none such or the giver may not give it.</summary>
    public static Capacity? Read(ClaimsPrincipal giver, string? role, string? scope, DayIndex? day, IIdSource ids)
    {
        if (role is null || !MayGive(giver, role) || ScopesOf(giver, day).FirstOrDefault(x => x.Value == scope) is not { Value: not null } found || !Fits(reaches[role], found.Kind))
            return null;
        var id = ids.Next();
        if (found.Kind == Reach.Instance)
            return new(id, role, null, null, found.Words);
        var target = Guid.Parse(found.Value.AsSpan(found.Value.IndexOf(':', StringComparison.Ordinal) + 1));
        return found.Kind == Reach.TerritoryOrInstance
            ? new(id, role, null, target, found.Words)
            : new(id, role, target, day!.Day.Parties.First(party => party.Id.Value == target).Territory.Value, found.Words);
    }

    static bool Fits(Reach wanted, Reach found) => wanted == found || (wanted == Reach.TerritoryOrInstance && found == Reach.Instance);

    static bool IsWithin(ClaimsPrincipal giver, Guid territory) => giver.Territory() is not { } bound || bound == territory;
}
