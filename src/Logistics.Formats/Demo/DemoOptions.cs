using System.Globalization;

namespace Logistics.Formats.Demo;

/// <summary>How large a demonstration day is and which one it is. The same options give the same day, to the byte.</summary>
public sealed record DemoOptions
{
    /// <summary>The service day; times are local to Europe/Paris.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>At least 12: two in each of the six territories. Vehicles and shifts grow with it, one vehicle for five sites.</summary>
    public int Sites { get; init; } = 60;

    /// <summary>At least 1.</summary>
    public int Lots { get; init; } = 80;

    /// <summary>At least 1.</summary>
    public int Needs { get; init; } = 120;

    public long Seed { get; init; } = 1;

    /// <summary>Language of the notice: English or, for any other and for null, French. Names of partners are French in both.</summary>
    public CultureInfo? Culture { get; init; }
}
