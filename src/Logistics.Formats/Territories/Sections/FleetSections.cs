using Logistics.Domain;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using Logistics.Planning.Travel;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class VehicleSection() : CodedSection<Vehicle>(
    new("vehicle", "A vehicle, its room and what it costs.",
        [Code, Territory, Owner, Name, Capacity, Compartments, FixedCost, CostPerHour, CostPerKilometre, Profile, Co2]),
    known => known.Vehicles)
{
    // The solver keeps a vehicle's compartments as the bits of one number.
    const int MostCompartments = 30;

    static readonly Field<Territory> Territory = Required("territory", Values.Territory, "Code of the territory it drives for.");
    static readonly Field<Party> Owner = Required("owner", Values.Party, "Code of the partner it belongs to.");
    static readonly Field<string> Name = Required("name", Values.Name, "What people call it.");
    static readonly Field<Load> Capacity = Required("capacity", Values.Load, "The whole vehicle's limit; compartments share it.");
    static readonly Field<ValueList<Compartment>> Compartments =
        Required("compartments", new ListValue<Compartment>(CompartmentValue.Instance, least: 1, most: MostCompartments), "Its parts by temperature; 1 to 30.");
    static readonly Field<Cost> FixedCost = Optional("fixedCostEuros", Values.Euros, Cost.Zero, "Once, when it is used, in euros.");
    static readonly Field<Cost> CostPerHour = Optional("costPerHourEuros", Values.Euros, Cost.Zero, "For each hour away, in euros.");
    static readonly Field<Cost> CostPerKilometre = Optional("costPerKilometreEuros", Values.Euros, Cost.Zero, "For each kilometre, in euros.");
    static readonly Field<string> Profile =
        Optional("profile", new ChoiceValue(SpeedProfiles.Names), "van", "Name of its speed profile, such as van or cargo-bike.");
    static readonly Field<int> Co2 = Required("co2GramsPerKilometre", new WholeValue(0, 5000), "Grams of CO2 for each kilometre.");

    protected override Vehicle? Build(ObjectReader reader, string code)
    {
        var territory = reader.Territory(Territory, otherwise: null);
        var (owner, name, capacity, compartments) = (reader.Get(Owner), reader.Get(Name), reader.Get(Capacity), reader.Get(Compartments));
        var (once, perHour, perKilometre) = (reader.Get(FixedCost), reader.Get(CostPerHour), reader.Get(CostPerKilometre));
        var (profile, co2) = (reader.Get(Profile), reader.Get(Co2));
        return !reader.Sound ? null : new Vehicle
        {
            Id = TerritoryIds.Vehicle(territory, code),
            Code = code,
            Territory = territory,
            Owner = owner.Id,
            Name = name,
            Capacity = capacity,
            Compartments = compartments,
            FixedCost = once,
            CostPerHour = perHour,
            CostPerKilometre = perKilometre,
            Profile = profile,
            Co2GramsPerKilometre = co2,
        };
    }

    public override void Write(ObjectWriter writer, Vehicle fact)
    {
        writer.Set(Code, fact.Code);
        writer.Territory(Territory, fact.Territory, otherwise: null);
        writer.Set(Owner, writer.Names[fact.Owner]);
        writer.Set(Name, fact.Name);
        writer.Set(Capacity, fact.Capacity);
        writer.Set(Compartments, fact.Compartments);
        writer.Set(FixedCost, fact.FixedCost);
        writer.Set(CostPerHour, fact.CostPerHour);
        writer.Set(CostPerKilometre, fact.CostPerKilometre);
        writer.Set(Profile, fact.Profile);
        writer.Set(Co2, fact.Co2GramsPerKilometre);
    }
}

static class CompartmentValue
{
    static readonly Field<string> Name = Required("name", Values.Name, "What people call it.");
    static readonly Field<ValueList<TemperatureClass>> Classes = Required(
        "classes", new ListValue<TemperatureClass>(new WordValue<TemperatureClass>(), least: 1, distinct: true), "Temperature classes it can hold; at least one.");
    static readonly Field<Load> Capacity = Required("capacity", Values.Load, "Its own limit.");
    static readonly Field<Temperature> ChilledTo =
        Optional("chilledToCelsius", Values.Celsius, "The coldest it holds chilled goods, in degrees Celsius; absent: +4.");

    public static readonly ObjectValue<Compartment> Instance = new(
        new("compartment", "A part of a vehicle that holds goods of the classes named.", [Name, Classes, Capacity, ChilledTo]),
        reader => new Compartment(reader.Get(Name), reader.Get(Classes), reader.Get(Capacity)) { ChilledTo = reader.FindValue(ChilledTo) },
        (writer, part) =>
        {
            writer.Set(Name, part.Name);
            writer.Set(Classes, part.Classes);
            writer.Set(Capacity, part.Capacity);
            writer.SetIfAny(ChilledTo, part.ChilledTo);
        });
}

sealed class DriverSection() : CodedSection<Driver>(
    new("driver", "Someone who drives or helps.", [Code, Territory, Name, Phone]),
    known => known.Drivers)
{
    static readonly Field<Territory> Territory = Required("territory", Values.Territory, "Code of the territory.");
    static readonly Field<string> Name = Required("name", Values.Name, "What people call them.");
    static readonly Field<string> Phone = Optional("phone", Values.Phone, "Telephone.");

    protected override Driver? Build(ObjectReader reader, string code)
    {
        var territory = reader.Territory(Territory, otherwise: null);
        var (name, phone) = (reader.Get(Name), reader.Find(Phone));
        return !reader.Sound ? null : new Driver { Id = TerritoryIds.Driver(territory, code), Code = code, Territory = territory, Name = name, Phone = phone };
    }

    public override void Write(ObjectWriter writer, Driver fact)
    {
        writer.Set(Code, fact.Code);
        writer.Territory(Territory, fact.Territory, otherwise: null);
        writer.Set(Name, fact.Name);
        writer.SetIfAny(Phone, fact.Phone);
    }
}
