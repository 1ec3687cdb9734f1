using Logistics.Measures;

namespace Logistics.Domain.Duties;

/// <summary>What a licence entitles to, each with those before it: up to 3.5 t, up to 7.5 t, above.</summary>
/// <remarks>Directive 2006/126/EC, articles 4 and 6.</remarks>
public enum Licence { B, C1, C }

/// <summary>Somebody who drives or helps, and what may be asked of them; in a declared day the driver of the same code.</summary>
public sealed record Volunteer
{
    public required DriverId Id { get; init; }

    public required string Code { get; init; }

    public required TerritoryId Territory { get; init; }

    public required string Name { get; init; }

    public string? Phone { get; init; }

    /// <summary>Where somebody is looked for when a crew falls apart; null: not by mail.</summary>
    public string? Email { get; init; }

    /// <summary>Whose volunteer; null: nobody's in particular.</summary>
    public PartyId? Partner { get; init; }

    /// <summary>Whether this person also goes along for partners other than their own: theirs to say, and lent only so.</summary>
    public bool HelpsOthers { get; init; }

    /// <summary>Null: helps and does not drive.</summary>
    public Licence? Licence { get; init; }

    /// <summary>The most they lift; null: no limit was said.</summary>
    public Mass? Lifts { get; init; }

    /// <summary>Never on more duties than this in a calendar month; null: no limit was said.</summary>
    public int? MostDutiesAMonth { get; init; }
}
