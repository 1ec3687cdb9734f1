namespace Logistics.Domain.Duties;

public enum Coming { AsDriver, AsHelper, NotAtAll }

/// <summary>What somebody said about one duty on one day. The last word counts, and none is about another day: who steps in once has not signed up for good.</summary>
/// <param name="InPlaceOf">Whom they replace; null: nobody in particular.</param>
public sealed record Attendance(ShiftId Duty, DateOnly Date, DriverId Volunteer, Coming Coming, DateTimeOffset ToldAt, DriverId? InPlaceOf = null);

/// <summary>Days on which somebody comes to nothing, both inclusive.</summary>
public sealed record Leave(Guid Id, DriverId Volunteer, DateOnly From, DateOnly Until);
