using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Equipment;

/// <summary>How goods that would be lost become goods that keep: what goes in, on which equipment, for how long, by whom, and what comes out.</summary>
public sealed record Recipe
{
    public required RecipeId Id { get; init; }

    public required string Code { get; init; }

    public required TerritoryId Territory { get; init; }

    public required string Name { get; init; }

    /// <summary>What it takes: goods that answer any of these, alone or mixed. At least one.</summary>
    public required ValueList<RecipeInput> Inputs { get; init; }

    /// <summary>Equipment it runs on. At least one kind.</summary>
    public required ValueList<EquipmentKind> Equipment { get; init; }

    /// <summary>The least and the most that goes into one batch; more than nothing, and in order.</summary>
    public required Mass SmallestBatch { get; init; }

    public required Mass LargestBatch { get; init; }

    /// <summary>Time a batch takes whatever its size, setting up the equipment apart.</summary>
    public required Duration BatchDuration { get; init; }

    /// <summary>Time that each kilogram adds.</summary>
    public Duration DurationPerKilogram { get; init; }

    /// <summary>People at work from setting up to the end.</summary>
    public int CrewPersons { get; init; }

    public HygieneRule Hygiene { get; init; } = HygieneRule.Usual;

    /// <summary>Grams that come out of a kilogram that goes in, 1 to 1000: water may be lost, nothing is added that counts.</summary>
    public required int YieldPermille { get; init; }

    public required RecipeOutput Output { get; init; }

    /// <summary>What comes out of so much, rounded down to the gram: a plan must never promise more than there is.</summary>
    public Mass OutputOf(Mass input) => new((long)((Int128)input.Grams * YieldPermille / 1000));

    /// <summary>How long a batch of so much takes, rounded up to the minute; setting up the equipment apart.</summary>
    public Duration DurationOf(Mass input)
    {
        var exact = (Int128)BatchDuration.Milliseconds * 1000 + (Int128)DurationPerKilogram.Milliseconds * input.Grams;
        return Duration.FromMinutes((long)((exact + 59_999_999) / 60_000_000));
    }

    public bool Takes(Lot lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        return Inputs.Any(x => x.Family == lot.Family && (x.Kind is null || x.Kind == lot.Kind));
    }
}

/// <param name="Kind">A finer kind such as <c>leafy-vegetables</c>; null: any of the family.</param>
public sealed record RecipeInput(Family Family, string? Kind);

/// <param name="Product">What people call it.</param>
/// <param name="LifeDays">Days after the day it is made, the last included.</param>
/// <param name="UseBy">True: the last day is a use-by date, as for cooked dishes kept cold; false: a best-before date, as for jars.</param>
public sealed record RecipeOutput(string Product, Family Family, string Kind, TemperatureClass Temperature, int LifeDays, bool UseBy);

public enum HygieneRule
{
    /// <summary>What anybody who handles food must know.</summary>
    Usual,

    /// <summary>
    /// Low-acid food in closed jars (vegetables, meat, fish): only pressure sterilisation kills the spores of Clostridium botulinum, so the
    /// equipment must have an autoclave and a trained operator must be there.
    /// </summary>
    /// <remarks>Codex Alimentarius CXC 23-1979 (low-acid canned foods: pH above 4.6); operators of retorts are trained, section 7.</remarks>
    LowAcid,
}

/// <summary>People who are at a site for so long and can work there.</summary>
/// <param name="Persons">All of them, trained operators included.</param>
/// <param name="TrainedOperators">Those who may run an autoclave.</param>
public sealed record Crew(SiteId Site, TimeWindow Span, int Persons, int TrainedOperators);
