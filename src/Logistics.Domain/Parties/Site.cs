using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Parties;

public enum SiteKind { Depot, Hub, Shop, Warehouse, Farm, DistributionPoint, Kitchen, Premises }

/// <summary>A place where goods are taken or left.</summary>
public sealed record Site
{
    public required SiteId Id { get; init; }

    public required string Code { get; init; }

    public required TerritoryId Territory { get; init; }

    public required PartyId Party { get; init; }

    public required string Name { get; init; }

    public required SiteKind Kind { get; init; }

    public required Position Position { get; init; }

    public string? Address { get; init; }

    public required string Commune { get; init; }

    public string? Phone { get; init; }

    /// <summary>What a driver must know at the door.</summary>
    public string? AccessHint { get; init; }

    /// <summary>When someone is there on the day, in order and not overlapping.</summary>
    public required ValueList<TimeWindow> OpeningWindows { get; init; }

    public required StorageLeft StorageLeft { get; init; }

    /// <summary>The coldest its cold room holds; null: not said, which stands for +4 °C.</summary>
    public Temperature? ChilledTo { get; init; }

    /// <summary>True when the authorities approved it to handle sensitive food, or its sanitary plan foresees giving it.</summary>
    public bool Approved { get; init; }

    /// <summary>What the people here can receive in a day, all classes together; null: nobody set a limit.</summary>
    public Mass? ReceptionLeft { get; init; }

    /// <summary>What leaves the stores in a day, by class, and makes room for the days to come.</summary>
    public StorageLeft DailyOutflow { get; init; } = new(Mass.Zero, Mass.Zero, Mass.Zero);

    public required ValueList<Family> AcceptedFamilies { get; init; }

    /// <summary>Kinds refused though their family is accepted, such as <c>raw-fish</c>.</summary>
    public ValueList<string> RefusedKinds { get; init; } = [];

    /// <summary>Days of the week on which it receives in general; empty: any.</summary>
    public ValueList<DayOfWeek> ReceptionDays { get; init; } = [];

    /// <summary>Hours in which it receives in general, in order and not overlapping: the next day is opened with them. Empty: as on a day like it.</summary>
    public ValueList<DayHours> ReceptionHours { get; init; } = [];

    /// <summary>Less than this of a lot is not worth its while; 0 for no such limit.</summary>
    public Mass LeastShare { get; init; }

    /// <summary>Time a stop takes here whatever is moved: parking, walking in, greeting, signing.</summary>
    public required Duration ServiceDuration { get; init; }

    /// <summary>Time from reception to the plate: food under a use-by date must be handed out within its date.</summary>
    public required Duration HandOutDuration { get; init; }

    /// <summary>Set when goods are sorted and sent on from here.</summary>
    public Hub? Hub { get; init; }
}

/// <param name="SortingDelay">From reception until goods can leave again.</param>
/// <param name="HourlyCapacity">What can be sorted in an hour.</param>
/// <param name="Docks">Vehicles that can be served at once.</param>
public sealed record Hub(Duration SortingDelay, Mass HourlyCapacity, int Docks)
{
    /// <summary>What sorting is expected to find spoilt or broken, in thousandths of what comes in; 0 to 1000.</summary>
    public int LossPermille { get; init; }

    /// <summary>What is expected to be lost of an amount that is sorted here.</summary>
    public Mass LossOf(Mass received) => new((long)((Int128)received.Grams * LossPermille / 1000));
}

/// <summary>Room left today, by temperature class.</summary>
public sealed record StorageLeft(Mass Ambient, Mass Chilled, Mass Frozen)
{
    public Mass this[TemperatureClass temperature] => temperature switch
    {
        TemperatureClass.Ambient => Ambient,
        TemperatureClass.Chilled => Chilled,
        TemperatureClass.Frozen => Frozen,
        _ => throw new ArgumentOutOfRangeException(nameof(temperature)),
    };
}
