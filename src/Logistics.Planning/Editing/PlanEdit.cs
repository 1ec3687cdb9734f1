using Logistics.Domain;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;

namespace Logistics.Planning.Editing;

/// <summary>A shipment taken or left on a round.</summary>
public readonly record struct LaneVisit(ActivityKind Kind, ShipmentId Shipment);

/// <summary>Where on a round.</summary>
public abstract record LanePlace
{
    LanePlace() { }

    public sealed record First : LanePlace;

    public sealed record Last : LanePlace;

    /// <summary>Behind the halt at which this is done.</summary>
    public sealed record After(LaneVisit Visit) : LanePlace;

    /// <summary>Where it breaks fewest rules, and of those where it costs least.</summary>
    public sealed record Best : LanePlace;
}

/// <summary>One thing that a dispatcher changes by hand.</summary>
public abstract record PlanEdit
{
    PlanEdit() { }

    /// <summary>
    /// These visits follow one another at a place of a round. What comes from another round, or from none, comes whole: goods are taken and left by one vehicle. Goods are taken before
    /// they are left: where an order would say otherwise, the other half comes along.
    /// </summary>
    public sealed record Move(ValueList<LaneVisit> Visits, ShiftId To, LanePlace At) : PlanEdit;

    /// <summary>Each goes where it breaks fewest rules and then costs least, on whichever round of its territory; nobody who is held at home is called out while others drive.</summary>
    public sealed record Place(ValueList<ShipmentId> Shipments) : PlanEdit;

    /// <summary>All that one does the other does, in the same order, and the reverse.</summary>
    public sealed record Swap(ShiftId Lane, ShiftId With) : PlanEdit;

    /// <summary>The round does just this, in this order. What other rounds carry of it they leave; what it did beside no round carries any more.</summary>
    /// <param name="Visits">Each shipment is taken once, then left once; none: the round stays at home.</param>
    public sealed record Drive(ShiftId Lane, ValueList<LaneVisit> Visits) : PlanEdit;

    /// <summary>No round carries them any more.</summary>
    public sealed record TakeOff(ValueList<ShipmentId> Shipments) : PlanEdit;

    public sealed record Keep(Hold Hold) : PlanEdit;

    /// <summary>The next search may change it again; what is not held is no fault.</summary>
    public sealed record Release(Hold Hold) : PlanEdit;
}

/// <summary>What a plan made by hand is called and by whom it is made.</summary>
/// <param name="By">The person; null: whoever holds the access key, or in a demo.</param>
/// <param name="Who">In words: stands as the reason of what is promised by hand.</param>
public sealed record EditStamp(PlanId Id, DateTimeOffset At, Guid? By, string Who);

public abstract record EditOutcome
{
    EditOutcome() { }

    /// <summary>Whatever rules it breaks: <see cref="Checking.PlanChecker"/> tells.</summary>
    public sealed record Changed(DayPlan Plan) : EditOutcome;

    /// <summary>It makes no sense, so nothing was changed.</summary>
    public sealed record Refused(EditRefusal Why) : EditOutcome;
}

public abstract record EditRefusal
{
    EditRefusal() { }

    /// <summary>The plan has no such shipment, or it is not done where the edit says.</summary>
    public sealed record UnknownShipment(ShipmentId Shipment) : EditRefusal;

    /// <summary>Nobody has that shift in the plan's territories.</summary>
    public sealed record UnknownLane(ShiftId Shift) : EditRefusal;

    /// <summary>No road joins the places of the round, so no time can be told.</summary>
    public sealed record NoWay(SiteId Site) : EditRefusal;
}
