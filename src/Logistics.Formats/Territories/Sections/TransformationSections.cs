using Logistics.Domain;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class RecipeSection() : CodedSection<Recipe>(
    new("recipe", "How goods that would be lost become goods that keep.",
        [Code, Territory, Name, Inputs, Equipment, Smallest, Largest, Batch, PerKilogram, Crew, Hygiene, Yield, Output]),
    known => known.Recipes)
{
    /// <summary>With a thousandth of yield it still gives a gram.</summary>
    static readonly MeasureValue<Mass> BatchMass = new(1, 100_000, Mass.FromKilograms, mass => mass.Kilograms);

    static readonly Field<Family> InputFamily = Required("family", new WordValue<Family>(), "Family of goods.");
    static readonly Field<string> InputKind = Optional("kind", Values.Slug, "A finer kind; absent: any of the family.");
    static readonly ObjectValue<RecipeInput> Input = new(
        new("recipeInput", "Goods that a recipe takes.", [InputFamily, InputKind]),
        reader => new RecipeInput(reader.Get(InputFamily), reader.Find(InputKind)),
        (writer, input) =>
        {
            writer.Set(InputFamily, input.Family);
            writer.SetIfAny(InputKind, input.Kind);
        });

    static readonly Field<string> Product = Required("product", Values.Name, "What people call what comes out.");
    static readonly Field<Family> OutputFamily = Required("family", new WordValue<Family>(), "Family of goods.");
    static readonly Field<string> OutputKind = Required("kind", Values.Slug, "A finer kind that sites may refuse; lower case, words joined by hyphens.");
    static readonly Field<TemperatureClass> Temperature = Required("temperature", new WordValue<TemperatureClass>(), "How it is kept.");
    static readonly Field<int> LifeDays = Required("lifeDays", new WholeValue(0, 3650), "Days after the day it is made, the last included.");
    static readonly Field<bool> UseBy = Optional("useBy", Values.Flag, false, "The last day is a use-by date, as for cooked dishes kept cold; else a best-before date.");
    static readonly ObjectValue<RecipeOutput> Out = new(
        new("recipeOutput", "What comes out of a batch.", [Product, OutputFamily, OutputKind, Temperature, LifeDays, UseBy]),
        reader => new RecipeOutput(reader.Get(Product), reader.Get(OutputFamily), reader.Get(OutputKind), reader.Get(Temperature), reader.Get(LifeDays), reader.Get(UseBy)),
        (writer, output) =>
        {
            writer.Set(Product, output.Product);
            writer.Set(OutputFamily, output.Family);
            writer.Set(OutputKind, output.Kind);
            writer.Set(Temperature, output.Temperature);
            writer.Set(LifeDays, output.LifeDays);
            writer.Set(UseBy, output.UseBy);
        });

    static readonly Field<Territory> Territory = Required("territory", Values.Territory, "Code of its territory.");
    static readonly Field<string> Name = Required("name", Values.Name, "What people call it.");
    static readonly Field<ValueList<RecipeInput>> Inputs =
        Required("inputs", new ListValue<RecipeInput>(Input, least: 1), "What it takes: goods that answer any of these, alone or mixed.");
    static readonly Field<ValueList<EquipmentKind>> Equipment =
        Required("equipment", new ListValue<EquipmentKind>(new WordValue<EquipmentKind>(), least: 1, distinct: true), "Kinds of equipment it runs on.");
    static readonly Field<Mass> Smallest = Required("smallestBatchKg", BatchMass, "The least that goes into a batch, in kilograms.");
    static readonly Field<Mass> Largest = Required("largestBatchKg", BatchMass, "The most that goes into a batch, in kilograms.");
    static readonly Field<Duration> Batch = Required("batchMinutes", Values.Minutes, "Time a batch takes whatever its size, setting up apart.");
    static readonly Field<Duration> PerKilogram = Optional("minutesPerKg", Values.Minutes, Duration.Zero, "Time that each kilogram adds.");
    static readonly Field<int> Crew = Optional("crewPersons", new WholeValue(0, 1000), 0, "People at work from setting up to the end.");
    static readonly Field<HygieneRule> Hygiene = Optional("hygiene", new WordValue<HygieneRule>(), HygieneRule.Usual,
        "low-acid: food in closed jars that only an autoclave run by a trained operator makes safe, such as vegetables, meat and fish.");
    static readonly Field<int> Yield = Required("yieldPermille", new WholeValue(1, 1000), "Grams that come out of a kilogram that goes in.");
    static readonly Field<RecipeOutput> Output = Required("output", Out, "What comes out.");

    protected override Recipe? Build(ObjectReader reader, string code)
    {
        var territory = reader.Territory(Territory, otherwise: null);
        var (name, inputs, equipment) = (reader.Get(Name), reader.Get(Inputs), reader.Get(Equipment));
        var (smallest, largest) = (reader.Get(Smallest), reader.Get(Largest));
        var (batch, perKilogram, crew) = (reader.Get(Batch), reader.Get(PerKilogram), reader.Get(Crew));
        var (hygiene, yield, output) = (reader.Get(Hygiene), reader.Get(Yield), reader.Get(Output));
        if (reader.Sound && smallest > largest)
            reader.Fail(ProblemCodes.DisorderedBatch, reader.At(Smallest), smallest.Kilograms, largest.Kilograms);
        return !reader.Sound ? null : new Recipe
        {
            Id = TerritoryIds.Recipe(territory, code),
            Code = code,
            Territory = territory,
            Name = name,
            Inputs = inputs,
            Equipment = equipment,
            SmallestBatch = smallest,
            LargestBatch = largest,
            BatchDuration = batch,
            DurationPerKilogram = perKilogram,
            CrewPersons = crew,
            Hygiene = hygiene,
            YieldPermille = yield,
            Output = output,
        };
    }

    public override void Write(ObjectWriter writer, Recipe fact)
    {
        writer.Set(Code, fact.Code);
        writer.Territory(Territory, fact.Territory, otherwise: null);
        writer.Set(Name, fact.Name);
        writer.Set(Inputs, fact.Inputs);
        writer.Set(Equipment, fact.Equipment);
        writer.Set(Smallest, fact.SmallestBatch);
        writer.Set(Largest, fact.LargestBatch);
        writer.Set(Batch, fact.BatchDuration);
        writer.Set(PerKilogram, fact.DurationPerKilogram);
        writer.Set(Crew, fact.CrewPersons);
        writer.Set(Hygiene, fact.Hygiene);
        writer.Set(Yield, fact.YieldPermille);
        writer.Set(Output, fact.Output);
    }
}

sealed class CrewSection() : Section<Crew>(
    new("crew", "People who are at a site for so long and can work there.", [Place, Span, Persons, Operators]))
{
    static readonly Field<Site> Place = Required("site", Values.Site, "Code of the site.");
    static readonly Field<TimeWindow> Span = Required("span", WindowsValue.Window, "When they are there.");
    static readonly Field<int> Persons = Required("persons", new WholeValue(1, 1000), "How many they are, trained operators included.");
    static readonly Field<int> Operators = Optional("trainedOperators", new WholeValue(0, 1000), 0, "How many of them may run an autoclave.");

    public override Crew? Read(ObjectReader reader)
    {
        var site = reader.Get(Place);
        if (site is not null)
            reader.Clock = reader.Known.ClockOf(site.Territory);
        var (span, persons, operators) = (reader.Get(Span), reader.Get(Persons), reader.Get(Operators));
        if (reader.Sound && operators > persons)
            reader.Fail(ProblemCodes.MoreOperatorsThanPeople, reader.At(Operators), operators, persons);
        return reader.Sound ? new Crew(site!.Id, span, persons, operators) : null;
    }

    public override void Write(ObjectWriter writer, Crew fact)
    {
        var site = writer.Names[fact.Site];
        writer.Clock = writer.ClockOf(site.Territory);
        writer.Set(Place, site);
        writer.Set(Span, fact.Span);
        writer.Set(Persons, fact.Persons);
        writer.Set(Operators, fact.TrainedOperators);
    }
}
