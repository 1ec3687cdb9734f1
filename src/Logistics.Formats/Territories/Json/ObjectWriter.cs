using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;

namespace Logistics.Formats.Territories.Json;

/// <summary>Writes the properties of one object by their fields; optional ones that stand for their absence are left out.</summary>
/// <param name="names">Null for a file that refers to nothing of a day.</param>
sealed class ObjectWriter(Utf8JsonWriter json, DayIndex? names)
{
    readonly Dictionary<TerritoryId, LocalClock> clocks = [];

    public Utf8JsonWriter Json => json;

    /// <summary>Finds the codes of what ids refer to.</summary>
    public DayIndex Names => names ?? throw new InvalidOperationException("This file has no day.");

    /// <summary>Whose clock times are written on.</summary>
    public LocalClock Clock { get; set; } = new(names?.Day.Date ?? LocalClock.FirstDay, TimeZoneInfo.Utc);

    public LocalClock ClockOf(TerritoryId territory)
    {
        if (!clocks.TryGetValue(territory, out var clock))
            clocks[territory] = clock = new LocalClock(Names.Day.Date, Names.ZoneOf(territory));
        return clock;
    }

    public CrateType CrateType(string code) => Names.Day.CrateTypes.First(crate => crate.Code == code);

    public void Set<T>(Field<T> field, T value)
    {
        if (!field.Required && EqualityComparer<T>.Default.Equals(value, field.Absent))
            return;
        json.WritePropertyName(field.Name);
        field.Value.Write(this, value);
    }

    public void SetIfAny<T>(Field<T> field, T? value) where T : class
    {
        if (value is not null)
            Set(field, value);
    }

    public void SetIfAny<T>(Field<T> field, T? value) where T : struct
    {
        if (value is not { } some)
            return;
        json.WritePropertyName(field.Name);
        field.Value.Write(this, some);
    }
}
