using System.Globalization;
using Logistics.Host.Worker;

namespace Logistics.Host.Api;

/// <summary>Plans in the forms that leave the house.</summary>
public interface IPublisher
{
    /// <summary>The documented, versioned plan.json.</summary>
    ReadOnlyMemory<byte> Plan(PlannedDay day);

    /// <summary>The driver's sheet: one self-contained HTML page for A4.</summary>
    string Sheet(PlannedDay day, Route route, CultureInfo culture);
}
