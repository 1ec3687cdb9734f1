namespace Logistics.Routing.Search;

/// <summary>
/// The rows of the compiled travel tables: first the problem's locations; then, where there is set-up, one row for each place where tours end, so that
/// the way there is free of it; last nowhere, where open tours start and end, free to reach. Set-up is part of the way into a row,
/// hence costs the search nothing.
/// </summary>
sealed class Places
{
    readonly int locations;
    readonly IReadOnlyList<int> setUp;
    readonly int[] ends;

    public Places(Problem problem)
    {
        locations = problem.Locations;
        setUp = problem.SetUpSeconds;
        ends = setUp.Count == 0 ? [] : [.. problem.Vehicles.Select(vehicle => vehicle.End).OfType<int>().Where(end => setUp[end] > 0).Distinct().Order()];
    }

    public int Count => locations + ends.Length + 1;

    public int Nowhere => Count - 1;

    public int RowOfStart(int? location) => location ?? Nowhere;

    public int RowOfEnd(int? location) => location is not { } end ? Nowhere : Array.BinarySearch(ends, end) is >= 0 and var e ? locations + e : end;

    /// <summary>The location that a row stands for; a row that is nowhere has none.</summary>
    public int? LocationOf(int row) => row < locations ? row : row < Nowhere ? ends[row - locations] : null;

    /// <summary>Paid on the way between two rows, before the first service.</summary>
    public int SetUp(int from, int to) => setUp.Count == 0 || to >= locations || from == Nowhere || LocationOf(from) == to ? 0 : setUp[to];
}
