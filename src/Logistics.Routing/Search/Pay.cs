namespace Logistics.Routing.Search;

/// <summary>What a tour's paid time costs, in shares: a rate for each second, and more for each second beyond the regular ones.</summary>
readonly record struct Pay(long Rate, int Regular, long Overtime)
{
    public static Pay Of(VehicleType type) => new(
        type.CostPerHour.Microeuros * (Model.Share / 3_600),
        type.RegularSeconds is { } regular && type.CostPerOvertimeHour.Microeuros > 0 ? regular : int.MaxValue,
        type.CostPerOvertimeHour.Microeuros * (Model.Share / 3_600));

    public bool Any => Rate > 0 || Regular != int.MaxValue;

    public long For(int seconds) => Rate * seconds + (seconds > Regular ? Overtime * (seconds - Regular) : 0);
}
