namespace Logistics.Domain.Allocations;

/// <summary>Equipment taken by a partner. The period holds setting up and use; its end is exclusive.</summary>
public sealed record Booking(BookingId Id, EquipmentId Equipment, EquipmentRequestId Request, TimeWindow Period)
{
    /// <summary>True when the owner has still to agree.</summary>
    public bool ToBeApproved { get; init; }
}

/// <summary>A request for equipment that was not met.</summary>
public sealed record UnmetRequest(EquipmentRequestId Request, UnmetRequestReason Reason);

public enum UnmetRequestReason
{
    /// <summary>No equipment of the kind is declared.</summary>
    NoneDeclared,

    /// <summary>There is some, but its owner does not lend it to this partner.</summary>
    NotLentToThem,

    /// <summary>It is not to be had long enough at the time asked.</summary>
    NotAvailable,

    /// <summary>Others have it at that time; who had the fewest hours per attested person came first.</summary>
    Taken,

    /// <summary>It could be had, but is not brought to the place of use.</summary>
    NotBroughtThere,

    /// <summary>It would be to be had, but is out of order.</summary>
    OutOfOrder,

    /// <summary>It is free, but has reached the most hours its owner allows in a day, to all or to one partner.</summary>
    LimitReached,

    /// <summary>It works then to save goods that would be lost.</summary>
    SavesFood,
}
