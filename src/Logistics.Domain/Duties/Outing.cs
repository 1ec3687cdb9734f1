using Logistics.Measures;

namespace Logistics.Domain.Duties;

/// <summary>Why somebody is not in a crew.</summary>
public enum Hindrance { SaidNo, OnLeave, NoLicence, MonthIsFull, Elsewhere, OfAnotherPartner, NoRoom, NotThatDay }

/// <summary>What a crew lacks.</summary>
public abstract record Gap
{
    Gap() { }

    public sealed record NoDriver : Gap;

    /// <param name="Missing">Helpers, beside the driver.</param>
    public sealed record TooFew(int Missing) : Gap;

    public sealed record NobodyLifts(Mass Heaviest) : Gap;
}

/// <param name="IsLent">From another partner than the duty's own.</param>
public sealed record Crewmate(Volunteer Who, bool Drives, DriverId? InPlaceOf, bool IsLent);

/// <summary>A duty on one day, with who comes.</summary>
/// <param name="Crew">The driver first.</param>
/// <param name="Hindered">Who comes otherwise, or said to, and why not this time.</param>
public sealed record Outing(Duty Duty, DateOnly Date, ValueList<Crewmate> Crew, ValueList<Gap> Gaps, ValueList<(Volunteer Who, Hindrance Why)> Hindered)
{
    /// <summary>How long before it leaves a crew that falls apart is an alarm.</summary>
    public static readonly TimeSpan AlarmWithin = TimeSpan.FromHours(48);

    public bool IsCovered => Gaps.Count == 0;

    public Volunteer? Driver => Crew.Count > 0 && Crew[0].Drives ? Crew[0].Who : null;

    public bool HasRoom => Crew.Count < Duty.MostPeople;
}
