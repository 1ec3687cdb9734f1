using Logistics.Domain;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Formats.Territories;
using Logistics.Measures;

namespace Logistics.Formats.Demo;

/// <summary>Vehicles with their drivers and shifts.</summary>
static class DemoFleet
{
    /// <summary>A sort of vehicle. Costs are orders of size for a French association, not prices.</summary>
    sealed record Model(string Name, string Profile, Load Whole, Load? Chilled, Load? Frozen, decimal EurosPerHour, decimal EurosPerKilometre, int Co2);

    static readonly Model Truck = new("Camion frigorifique", "van", Kg(2800, 16000, 240), Kg(1800, 9000, 140), Kg(600, 3000, 40), 24, 0.55m, 420);
    static readonly Model ChilledVan = new("Fourgon à deux températures", "van", Kg(1000, 7500, 110), Kg(500, 3200, 50), Kg(100, 500, 8), 20, 0.35m, 230);
    static readonly Model PlainVan = new("Fourgon sans froid", "van", Kg(1100, 9000, 130), null, null, 20, 0.32m, 220);
    static readonly Model Car = new("Voiture avec caisses isothermes", "van", Kg(300, 1000, 18), Kg(80, 250, 5), null, 18, 0.25m, 150);
    static readonly Model Bike = new("Vélo cargo", "cargo-bike", Kg(120, 500, 9), Kg(30, 80, 2), null, 17, 0.05m, 0);

    // The twelve of the ordinary day, in an order that gives every territory one first.
    static readonly (string Territory, Model Model)[] Ordinary =
    [
        ("montpellier", Truck), ("celleneuve", ChilledVan), ("frontignan", ChilledVan), ("pezenas", ChilledVan), ("vauvert", ChilledVan), ("haut-allier", ChilledVan),
        ("montpellier", ChilledVan), ("celleneuve", PlainVan), ("pezenas", Car), ("haut-allier", Car), ("montpellier", Bike), ("vauvert", PlainVan),
    ];

    static readonly string[] FirstNames =
    [
        "Amina", "Bruno", "Chantal", "Driss", "Élodie", "Fabrice", "Gisèle", "Hakim", "Inès", "Jérôme", "Khadija", "Laurent", "Mireille", "Nadir",
        "Odile", "Pascal", "Quentin", "Rosa", "Samir", "Thérèse", "Ugo", "Véronique", "Wassim", "Yvette", "Zoé",
    ];

    public static (ValueList<Vehicle> Vehicles, ValueList<Driver> Drivers, ValueList<Shift> Shifts) Make(int count, DemoStage stage, DemoClock clock)
    {
        List<Vehicle> vehicles = [];
        List<Driver> drivers = [];
        List<Shift> shifts = [];
        for (var i = 0; i < count; i++)
        {
            var (code, model) = i < Ordinary.Length ? Ordinary[i] : Further(i, stage);
            var home = stage.BaseOf(stage.Territories.Single(territory => territory.Code == code));
            var vehicle = Of(model, i + 1, home);
            vehicles.Add(vehicle);
            if (model == Truck)
            {
                shifts.Add(Duty(shifts, vehicle, home, clock.Window("06:30", "13:00"), [], Hire(home)) with { Helpers = [Hire(home)] });
                shifts.Add(Duty(shifts, vehicle, home, clock.Window("13:30", "18:00"), [], Hire(home)));
            }
            else
                shifts.Add(Duty(
                    shifts, vehicle, home,
                    i % 3 == 0 ? clock.Window("07:30", "16:30") : clock.Window("07:00", "15:30"),
                    [new Break(clock.Window("11:30", "13:30"), Duration.FromMinutes(45))],
                    Hire(home)));
        }
        return ([.. vehicles], [.. drivers], [.. shifts]);

        DriverId Hire(Place home)
        {
            var code = $"chauffeur-{drivers.Count + 1}";
            var id = TerritoryIds.Driver(home.Party.Territory, code);
            var name = FirstNames[drivers.Count % FirstNames.Length] + (drivers.Count < FirstNames.Length ? "" : $" {drivers.Count / FirstNames.Length + 1}");
            drivers.Add(new() { Id = id, Code = code, Territory = home.Party.Territory, Name = name, Phone = DemoStage.Phone("06 39 98", drivers.Count) });
            return id;
        }
    }

    /// <summary>On larger days each further vehicle goes where most sites wait for one; two in three can chill.</summary>
    static (string, Model) Further(int number, DemoStage stage)
    {
        var sites = stage.Territories.Select(territory => (territory.Code, Sites: stage.Places.Count(place => place.Territory == territory))).ToArray();
        var turn = (number - Ordinary.Length) * 7919 % sites.Sum(one => one.Sites);
        var chosen = sites.First(one => (turn -= one.Sites) < 0);
        return (chosen.Code, number % 3 == 0 ? PlainVan : ChilledVan);
    }

    static Vehicle Of(Model model, int number, Place home)
    {
        List<Compartment> parts = [new("Caisse", [TemperatureClass.Ambient], model.Whole)];
        if (model.Chilled is { } chilled)
            parts.Add(new("Froid positif", [TemperatureClass.Chilled, TemperatureClass.Ambient], chilled));
        if (model.Frozen is { } frozen)
            parts.Add(new("Froid négatif", [TemperatureClass.Frozen], frozen));
        return new()
        {
            Id = TerritoryIds.Vehicle(home.Party.Territory, $"vehicule-{number}"),
            Code = $"vehicule-{number}",
            Territory = home.Party.Territory,
            Owner = home.Party.Id,
            Name = $"{model.Name} {number}",
            Capacity = model.Whole,
            Compartments = [.. parts],
            FixedCost = Cost.FromEuros(model.Profile == "van" ? 15 : 3),
            CostPerHour = Cost.FromEuros(model.EurosPerHour),
            CostPerKilometre = Cost.FromEuros(model.EurosPerKilometre),
            Profile = model.Profile,
            Co2GramsPerKilometre = model.Co2,
        };
    }

    static Shift Duty(List<Shift> before, Vehicle vehicle, Place home, TimeWindow span, ValueList<Break> breaks, DriverId driver)
    {
        var code = $"service-{before.Count + 1}";
        return new()
        {
            Id = TerritoryIds.Shift(vehicle.Territory, code),
            Code = code,
            Territory = vehicle.Territory,
            Driver = driver,
            Vehicle = vehicle.Id,
            Span = span,
            StartSite = home.Site.Id,
            EndSite = home.Site.Id,
            Breaks = breaks,
        };
    }

    static Load Kg(decimal kilograms, decimal litres, int crates) => new(Mass.FromKilograms(kilograms), Volume.FromLitres(litres), crates);
}
