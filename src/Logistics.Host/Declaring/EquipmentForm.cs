using System.Text.Json.Nodes;
using Logistics.Formats.Territories;

namespace Logistics.Host.Declaring;

/// <summary>Something a partner lends for the day.</summary>
public sealed record EquipmentForm() : DeclarationForm("materiel", DaySection.Equipment)
{
    protected override IReadOnlyDictionary<string, string> FieldsByPointer { get; } = new Dictionary<string, string>
    {
        ["/kind"] = "genre",
        ["/name"] = "nom",
        ["/site"] = "lieu",
        ["/availability/0/begin"] = "de",
        ["/availability"] = "jusque",
        ["/outages"] = "panneDe",
        ["/conditions"] = "conditions",
        ["/crewPersons"] = "equipe",
        ["/hourlyCapacityKg"] = "debit",
        ["/setUpMinutes"] = "preparation",
        ["/mostMinutesPerDay"] = "plus",
    };

    protected override IReadOnlyList<string> Required => ["genre", "nom", "de", "jusque", "lieu"];

    protected override IReadOnlyList<string> Numbers => ["equipe", "debit", "preparation", "plus"];

    public override void Write(Typed typed, JsonObject entry, DateOnly day)
    {
        typed.Put(entry, "site", "lieu");
        typed.Put(entry, "kind", "genre");
        typed.Put(entry, "name", "nom");
        entry["availability"] = new JsonArray(Window(typed, "de", "jusque"));
        // Out of order is not closed: who had counted on it is told why.
        if (typed.Has("panneDe") || typed.Has("panneJusque"))
            entry["outages"] = new JsonArray(Window(typed, "panneDe", "panneJusque"));
        else
            entry.Remove("outages");
        typed.Put(entry, "conditions", "conditions");
        typed.PutFlag(entry, "needsApproval", "accord");
        typed.PutNumber(entry, "crewPersons", "equipe");
        typed.PutNumber(entry, "hourlyCapacityKg", "debit");
        typed.PutNumber(entry, "setUpMinutes", "preparation");
        typed.PutNumber(entry, "mostMinutesPerDay", "plus");
    }

    public override Typed Read(JsonObject entry) => new()
    {
        ["lieu"] = Text(entry["site"]),
        ["genre"] = Text(entry["kind"]),
        ["nom"] = Text(entry["name"]),
        ["de"] = Text(entry["availability"]?[0]?["begin"]),
        ["jusque"] = Text(entry["availability"]?[0]?["end"]),
        ["panneDe"] = Text((entry["outages"] as JsonArray)?.FirstOrDefault()?["begin"]),
        ["panneJusque"] = Text((entry["outages"] as JsonArray)?.FirstOrDefault()?["end"]),
        ["conditions"] = Text(entry["conditions"]),
        ["accord"] = Flag(entry["needsApproval"]),
        ["equipe"] = Text(entry["crewPersons"]),
        ["debit"] = Text(entry["hourlyCapacityKg"]),
        ["preparation"] = Text(entry["setUpMinutes"]),
        ["plus"] = Text(entry["mostMinutesPerDay"]),
    };

    public override Typed Empty(DateOnly day, DateTime now) => new() { ["de"] = "08:00", ["jusque"] = "18:00" };

    static JsonObject Window(Typed typed, string from, string until) => new() { ["begin"] = typed[from], ["end"] = typed[until] };
}
