using System.Globalization;
using Logistics.Formats.Instances;
using Logistics.Routing;

namespace Logistics.Cli.Commands.Vrp;

/// <summary>A broken rule as a sentence about routes and stops, in the numbers and units of the instance's file.</summary>
sealed class VrpViolationWords(Instance instance, Words words)
{
    public string Say(Violation violation) => violation switch
    {
        Violation.Late x => words["Vrp.Late", x.Vehicle + 1, instance.NumberOf(x.Request), Units(x.Seconds)],
        Violation.Early x => words["Vrp.Early", x.Vehicle + 1, instance.NumberOf(x.Request), Units(x.Seconds)],
        Violation.LeavesBeforeShift x => words["Vrp.LeavesBeforeShift", x.Vehicle + 1, Units(x.Seconds)],
        Violation.ShiftExceeded x => words["Vrp.ShiftExceeded", x.Vehicle + 1, Units(x.Seconds)],
        Violation.Overload x => words["Vrp.Overload", x.Vehicle + 1, x.Visit, x.Excess],
        Violation.DeliveredBeforePickup x => words["Vrp.DeliveredBeforePickup", x.Vehicle + 1, instance.NumberOf(x.Request)],
        Violation.MissingPickup x => words["Vrp.MissingPickup", x.Vehicle + 1, instance.NumberOf(x.Request)],
        Violation.MissingDelivery x => words["Vrp.MissingDelivery", x.Vehicle + 1, instance.NumberOf(x.Request)],
        Violation.ServedTwice x => words["Vrp.ServedTwice", instance.NumberOf(x.Request)],
        Violation.VehicleNotAllowed x => words["Vrp.VehicleNotAllowed", x.Vehicle + 1, instance.NumberOf(x.Request)],
        Violation.DurationExceeded x => words["Vrp.DurationExceeded", x.Vehicle + 1, Units(x.Seconds)],
        Violation.DistanceExceeded x => words["Vrp.DistanceExceeded", x.Vehicle + 1, Units(x.Decimetres)],
        Violation.TooManyTrips x => words["Vrp.TooManyTrips", x.Vehicle + 1, x.Excess],
        Violation.ReloadMisplaced x => words["Vrp.ReloadMisplaced", x.Vehicle + 1, x.Visit, Units(x.Seconds)],
        Violation.NotReady x => words["Vrp.NotReady", x.Vehicle + 1, instance.NumberOf(x.Request), Units(x.Seconds)],
        // What no instance file can bring about: told as the engine knows it.
        _ => violation.ToString(),
    };

    string Units(long ticks) => ((decimal)ticks / instance.Ticks).ToString("0.####", CultureInfo.InvariantCulture);
}
