using Logistics.Domain.Equipment;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Json;

/// <summary>The kinds of value that several sections share. Bounds are far beyond any real day: they catch a slipped unit or key.</summary>
static class Values
{
    public const string CodePattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

    const decimal MostKilograms = 1_000_000;

    public static readonly TextValue Code = new(64, CodePattern);
    public static readonly TextValue Name = new(200);
    public static readonly TextValue Words = new(2000);
    public static readonly TextValue Phone = new(40, "^[+0-9][0-9 .()-]*$");

    /// <summary>A finer kind of goods: lower case, words joined by hyphens.</summary>
    public static readonly TextValue Slug = new(64, "^[a-z0-9]+(-[a-z0-9]+)*$");

    /// <summary>SHA-256 in lower case hexadecimal.</summary>
    public static readonly TextValue Hash = new(64, "^[0-9a-f]{64}$");

    public static readonly FlagValue Flag = new();
    public static readonly WholeValue Count = new(0, 1_000_000);
    public static readonly MeasureValue<Mass> Kilograms = new(0, MostKilograms, Mass.FromKilograms, mass => mass.Kilograms);
    public static readonly MeasureValue<Mass> SomeKilograms = new(0.001m, MostKilograms, Mass.FromKilograms, mass => mass.Kilograms);
    public static readonly MeasureValue<Volume> Litres = new(0, 1_000_000, Volume.FromLitres, volume => volume.Litres);
    public static readonly MeasureValue<Cost> Euros = new(0, 100_000, Cost.FromEuros, cost => cost.Euros);
    public static readonly MeasureValue<Duration> Minutes = new(0, 7 * 24 * 60, FromMinutes, duration => duration.Milliseconds / 60_000m);
    public static readonly MeasureValue<Distance> Kilometres =
        new(0, 20_000, km => new Distance((long)decimal.Round(km * 10_000, MidpointRounding.AwayFromZero)), distance => distance.Decimetres / 10_000m);
    public static readonly MeasureValue<Temperature> Celsius = new(-60, 60, Temperature.FromCelsius, temperature => temperature.Celsius);
    public static readonly MeasureValue<decimal> Percent = new(0, 100, percent => percent, percent => percent);
    public static readonly MeasureValue<int> Longitude = new(-180, 180, FromDegrees, ToDegrees);
    public static readonly MeasureValue<int> Latitude = new(-90, 90, FromDegrees, ToDegrees);

    public static readonly DateValue Date = new();
    public static readonly MomentValue Moment = new();
    public static readonly WindowsValue Windows = new();
    public static readonly HoursValue Hours = new();
    public static readonly ZoneValue Zone = new();

    public static readonly Reference<Territory> Territory = new(known => known.Territories, territory => territory.Code);
    public static readonly Reference<Party> Party = new(known => known.Parties, party => party.Code);
    public static readonly Reference<Site> Site = new(known => known.Sites, site => site.Code);
    public static readonly Reference<CrateType> CrateType = new(known => known.CrateTypes, crate => crate.Code);
    public static readonly Reference<Lot> Lot = new(known => known.Lots, lot => lot.Code);
    public static readonly Reference<Need> Need = new(known => known.Needs, need => need.Code);
    public static readonly Reference<Recipe> Recipe = new(known => known.Recipes, recipe => recipe.Code);
    public static readonly Reference<Vehicle> Vehicle = new(known => known.Vehicles, vehicle => vehicle.Code);
    public static readonly Reference<Driver> Driver = new(known => known.Drivers, driver => driver.Code);

    static readonly Field<Mass> LoadMass = Required("massKg", Kilograms, "Weight, in kilograms.");
    static readonly Field<Volume> LoadVolume = Required("volumeLitres", Litres, "Room, in litres.");
    static readonly Field<int> LoadCrates = Required("crates", Count, "Crate places.");

    public static readonly ObjectValue<Load> Load = new(
        new("load", "What can be carried, in three dimensions at once.", [LoadMass, LoadVolume, LoadCrates]),
        reader => new Load(reader.Get(LoadMass), reader.Get(LoadVolume), reader.Get(LoadCrates)),
        (writer, load) =>
        {
            writer.Set(LoadMass, load.Mass);
            writer.Set(LoadVolume, load.Volume);
            writer.Set(LoadCrates, load.Crates);
        });

    static Duration FromMinutes(decimal minutes) => new((long)decimal.Round(minutes * 60_000, MidpointRounding.AwayFromZero));

    static int FromDegrees(decimal degrees) => (int)decimal.Round(degrees * 10_000_000, MidpointRounding.ToEven);

    static decimal ToDegrees(int e7) => e7 / 10_000_000m;
}
