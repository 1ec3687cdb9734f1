using System.Text.Json.Nodes;
using Logistics.Formats.Territories;

namespace Logistics.Host.Declaring;

/// <summary>What a partner wants of one family.</summary>
public sealed record NeedForm() : DeclarationForm("besoin", DaySection.Needs)
{
    protected override IReadOnlyDictionary<string, string> FieldsByPointer { get; } = new Dictionary<string, string>
    {
        ["/family"] = "famille",
        ["/wantedKg"] = "quantite",
        ["/deadline"] = "jusque",
        ["/transfer"] = "transport",
        ["/urgency"] = "urgence",
        ["/event"] = "evenement",
        ["/site"] = "lieu",
    };

    protected override IReadOnlyList<string> Required => ["famille", "quantite", "jusque", "lieu"];

    protected override IReadOnlyList<string> Numbers => ["quantite"];

    public override void Write(Typed typed, JsonObject entry, DateOnly day)
    {
        typed.Put(entry, "site", "lieu");
        typed.Put(entry, "family", "famille");
        typed.PutNumber(entry, "wantedKg", "quantite");
        typed.Put(entry, "deadline", "jusque");
        typed.Put(entry, "transfer", "transport");
        typed.Put(entry, "urgency", "urgence");
        typed.Put(entry, "event", "evenement");
        Qualities(typed, entry, "wishes");
    }

    public override Typed Read(JsonObject entry)
    {
        var typed = new Typed
        {
            ["lieu"] = Text(entry["site"]),
            ["famille"] = Text(entry["family"]),
            ["quantite"] = Text(entry["wantedKg"]),
            ["jusque"] = Text(entry["deadline"]),
            ["transport"] = Text(entry["transfer"]) is { Length: > 0 } said ? said : "delivered",
            ["urgence"] = Text(entry["urgency"]) is { Length: > 0 } urgency ? urgency : "ordinary",
            ["evenement"] = Text(entry["event"]),
        };
        ReadQualities(entry["wishes"], typed);
        return typed;
    }

    public override Typed Empty(DateOnly day, DateTime now) => new() { ["jusque"] = "18:00", ["transport"] = "delivered", ["urgence"] = "ordinary" };
}
