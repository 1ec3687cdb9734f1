using System.Globalization;
using System.Resources;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Formats.Territories;
using Logistics.Measures;

namespace Logistics.Formats.Demo;

/// <summary>
/// A believable day of the six territories: invented partners and quantities in real towns, drawn from a seed. Some families are short so that
/// sharing shows, one glut is shared, one lot nobody can take, one need has no goods at all.
/// </summary>
/// <remarks>
/// The written cast (<see cref="Cast"/>) is the same on every day; the seed moves positions, quantities and who gives what. Telephone
/// numbers are of the ranges that French numbering keeps for fiction (ARCEP: 04 65 71 and 06 39 98), so nobody is called.
/// </remarks>
public static class DemoDay
{
    internal const string Zone = "Europe/Paris";

    static readonly ResourceManager Texts = new("Logistics.Formats.Demo.DemoTexts", typeof(DemoDay).Assembly);

    /// <exception cref="ArgumentOutOfRangeException">Fewer than 12 sites, or no lot or need.</exception>
    public static DayDeclarations Make(DemoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Sites, 12, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Lots, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Needs, 1, nameof(options));

        // Each part draws from a stream of its own: more lots leave the sites where they are.
        var clock = new DemoClock(options.Date);
        var stage = DemoStage.Set(options.Sites, clock, new Rng(options.Seed));
        var needs = DemoNeeds.Make(options.Needs, stage, clock, new Rng(options.Seed ^ 0x6e656564));
        var lots = DemoLots.Make(options.Lots, needs, stage, clock, new Rng(options.Seed ^ 0x6c6f7473));
        var fleet = DemoFleet.Make(Math.Max(stage.Territories.Count, options.Sites / 5), stage, clock);
        return new DayDeclarations
        {
            Date = options.Date,
            Notice = Texts.GetString("notice", options.Culture ?? CultureInfo.GetCultureInfo("fr")),
            Territories = stage.Territories.Select(one => Territory(one.Code, one.Name)).ToValueList(),
            Parties = stage.Places.Select(place => place.Party).ToValueList(),
            Sites = stage.Places.Select(place => place.Site).ToValueList(),
            Consents = DemoStage.Consents(stage),
            Lots = lots,
            Needs = needs,
            Equipment = DemoEquipment.Offers(stage, clock),
            Recipes = DemoEquipment.Recipes(stage),
            Crews = DemoEquipment.Crews(stage, clock),
            EquipmentRequests = DemoEquipment.Requests(stage, clock),
            Vehicles = fleet.Vehicles,
            Drivers = fleet.Drivers,
            Shifts = fleet.Shifts,
            CrateTypes = DemoEquipment.CrateTypes(stage),
            CrateBalances = DemoEquipment.CrateBalances(stage),
        };
    }

    static Territory Territory(string code, string name) => new()
    {
        Id = TerritoryIds.Territory(code),
        Code = code,
        Name = name,
        TimeZone = Zone,
        Policy = new Policy
        {
            Version = "demo-1",
            DecidedOn = new DateOnly(2026, 9, 15),
            QuantityRiskPercent = 5,
            SafetyMargin = Duration.FromMinutes(30),
            // 15.3 Mt CO2e for 10 Mt of food lost in France, whole chain.
            FoodFactor = new EmissionFactor(1530, "ADEME, Pertes et gaspillages alimentaires", 2016),
        },
    };
}

/// <summary>Turns <c>"08:30"</c> into an instant of the demonstration's day.</summary>
sealed class DemoClock(DateOnly date)
{
    static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById(DemoDay.Zone);

    public DateOnly Date => date;

    /// <exception cref="ArgumentException">The time does not occur on the day: the demonstration uses none at night.</exception>
    public DateTimeOffset At(string time) =>
        LocalTime.ToInstant(date, TimeOnly.Parse(time, CultureInfo.InvariantCulture), Paris)
        ?? throw new ArgumentException($"{time} does not occur on {date:O}.", nameof(time));

    public TimeWindow Window(string begin, string end) => new(At(begin), At(end));
}
