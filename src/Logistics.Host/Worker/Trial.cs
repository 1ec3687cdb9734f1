using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Measures;
using Logistics.Planning;

namespace Logistics.Host.Worker;

/// <summary>A change to the day that somebody wants to see the outcome of. It is named by a code that fits in an address.</summary>
public abstract record TrialKind
{
    TrialKind() { }

    public abstract string Code { get; }

    /// <summary>The same day shared by the rule "first come, first served".</summary>
    public sealed record FirstCome : TrialKind
    {
        public override string Code => "premier-arrive";
    }

    /// <summary>A vehicle breaks down: nobody drives it that day.</summary>
    public sealed record Breakdown(string Vehicle) : TrialKind
    {
        public override string Code => $"panne:{Vehicle}";
    }

    /// <summary>200 kg of spinach arrive where the most fruit and vegetables are given.</summary>
    public sealed record Spinach : TrialKind
    {
        public override string Code => "epinards";
    }

    /// <summary>Null when the code names no trial that fits the day.</summary>
    public static TrialKind? Read(string? code, DayDeclarations day) => code switch
    {
        "epinards" when Gift(day) is not null => new Spinach(),
        "premier-arrive" => new FirstCome(),
        { } text when text.StartsWith("panne:", StringComparison.Ordinal) && day.Vehicles.Any(vehicle => vehicle.Code == text["panne:".Length..]) =>
            new Breakdown(text["panne:".Length..]),
        _ => null,
    };

    /// <summary>The day as it would have been declared.</summary>
    public DayDeclarations Apply(DayDeclarations day) => this switch
    {
        Breakdown breakdown => WithoutVehicle(day, breakdown.Vehicle),
        Spinach => Gift(day) is { } lot ? day with { Lots = [.. day.Lots, lot] } : day,
        _ => day,
    };

    static DayDeclarations WithoutVehicle(DayDeclarations day, string code)
    {
        var broken = day.Vehicles.Where(vehicle => vehicle.Code == code).Select(vehicle => vehicle.Id).ToHashSet();
        return day with { Shifts = day.Shifts.Where(shift => !broken.Contains(shift.Vehicle)).ToValueList() };
    }

    static Lot? Gift(DayDeclarations day)
    {
        var model = day.Lots.Where(lot => lot.Family == Family.FruitAndVegetables).OrderByDescending(lot => lot.Quantity.Expected).ThenBy(lot => lot.Code).FirstOrDefault();
        if (model is null)
            return null;
        const string code = "essai-epinards";
        return model with
        {
            Id = new LotId(NameBasedId.Derive(NameBasedId.Root, $"trial {code} {model.Id.Value}")),
            Code = code,
            Product = Texts.Get("Trial.SpinachProduct"),
            Kind = "leafy-vegetables",
            Quantity = new MassRange(Mass.FromKilograms(180), Mass.FromKilograms(200), Mass.FromKilograms(220)),
            Origin = QuantityOrigin.Declared,
            Volume = null,
            Units = 0,
            Crates = 25,
            Temperature = model.Temperature,
            Date = new DateMark.KeepsUntil(day.Date.AddDays(2)),
            SmallestShare = Mass.FromKilograms(5),
            Indivisible = false,
            Source = SourceKind.Gift,
        };
    }
}

public enum TrialState { Waiting, Running, Done, Failed }

/// <summary>A trial and how far it is. Thread safe; it only ever moves forward.</summary>
public sealed class Trial(PlannedDay basis, TrialKind kind) : IProgress<PlanningProgress>
{
    double share;
    volatile PlannedDay? result;
    volatile TrialState state = TrialState.Waiting;

    public PlannedDay Basis => basis;

    public TrialKind Kind => kind;

    public TrialState State => state;

    public double Share => Volatile.Read(ref share);

    /// <summary>The plan it led to, once done.</summary>
    public PlannedDay? Result => result;

    public bool IsOver => state is TrialState.Done or TrialState.Failed;

    public void Report(PlanningProgress value) => Volatile.Write(ref share, value.Fraction);

    public void Start() => state = TrialState.Running;

    public void Finish(PlannedDay day)
    {
        result = day;
        state = TrialState.Done;
    }

    public void Fail() => state = TrialState.Failed;
}
