using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Domain.Goods;
using Logistics.Formats.Messages;
using Logistics.Formats.Territories;
using Logistics.Measures;

namespace Logistics.Host.Declaring;

/// <summary>A surplus, in the fields that take a minute on a phone.</summary>
public sealed record LotForm() : DeclarationForm("don", DaySection.Lots)
{
    /// <summary>Hidden fields: an estimate that was put into the quantity, and its range.</summary>
    const string estimate = "estime", least = "bas", most = "haut";

    /// <summary>Who says a weight without scales is taken to mean it give or take a fifth.</summary>
    const decimal low = 0.8m, high = 1.2m;

    /// <summary>Food whose use-by date is nearer is given only for a reason (D. 541-310 of the Code de l'environnement: 48 hours).</summary>
    const int shortDays = 2;

    static readonly string[] marks = ["useBy", "bestBefore", "keepsUntil"];

    /// <summary>Kinds to choose from: those that law knows and that may be given.</summary>
    public static readonly IReadOnlyList<string> Kinds = [.. FoodKinds.All.Where(kind => kind.Sensitivity != Sensitivity.Forbidden).Select(kind => kind.Code)];

    public const string OtherKind = "other";

    protected override IReadOnlyDictionary<string, string> FieldsByPointer { get; } = new Dictionary<string, string>
    {
        ["/product"] = "produit",
        ["/kind"] = "nature",
        ["/family"] = "famille",
        ["/quantityKg"] = "quantite",
        ["/crates"] = "caisses",
        ["/temperature"] = "froid",
        ["/packing"] = "emballage",
        ["/useBy"] = "date",
        ["/bestBefore"] = "date",
        ["/keepsUntil"] = "date",
        ["/shortDateJustification"] = "justification",
        ["/pickupWindow/begin"] = "de",
        ["/pickupWindow"] = "jusque",
        ["/site"] = "lieu",
    };

    protected override IReadOnlyList<string> Required => ["produit", "famille", "quantite", "jusque", "lieu"];

    protected override IReadOnlyList<string> Numbers => ["quantite", "caisses"];

    public override void Write(Typed typed, JsonObject entry, DateOnly day)
    {
        typed.Put(entry, "site", "lieu");
        typed.Put(entry, "product", "produit");
        entry["kind"] = typed.Has("nature") ? typed["nature"] : OtherKind;
        typed.Put(entry, "family", "famille");
        // A kind that no rule knows by name is taken for of animal origin where it may well be: it is then kept as strictly.
        if (!Kinds.Contains(entry["kind"]!.ToString()) && typed["famille"] is "protein" or "dairy")
            entry["animalOrigin"] = true;
        else
            entry.Remove("animalOrigin");
        if (typed.Number("quantite") is { } kilograms)
        {
            var weighed = typed.Has("pesee");
            // An estimate that was left as it is keeps what the table says of its spread.
            var (from, until) = weighed ? (kilograms, kilograms)
                : typed.Number(estimate) == kilograms && typed.Number(least) is { } light && typed.Number(most) is { } heavy && light <= kilograms && kilograms <= heavy ? (light, heavy)
                : (decimal.Round(kilograms * low, 1), decimal.Round(kilograms * high, 1));
            entry["quantityKg"] = new JsonObject { ["low"] = from, ["expected"] = kilograms, ["high"] = until, ["origin"] = weighed ? "weighed" : "declared" };
        }
        else
            typed.Put(entry, "quantityKg", "quantite");
        typed.PutNumber(entry, "crates", "caisses");
        typed.Put(entry, "temperature", "froid");
        typed.Put(entry, "packing", "emballage");
        foreach (var mark in marks)
            entry.Remove(mark);
        // Bread, fruit and vegetables have no date: what is given today is still good tomorrow.
        entry[typed["marque"] switch { "dlc" => "useBy", "ddm" => "bestBefore", _ => "keepsUntil" }] =
            typed.Has("date") ? typed["date"] : typed["marque"] is "dlc" or "ddm" ? "" : Iso(day.AddDays(1));
        typed.Put(entry, "shortDateJustification", "justification");
        entry["pickupWindow"] = new JsonObject { ["begin"] = typed["de"], ["end"] = typed["jusque"] };
        typed.PutFlag(entry, "indivisible", "entier");
        Qualities(typed, entry, "qualities");
        if (entry["source"] is null)
            entry["source"] = "gift";
    }

    public override void Fill(Typed typed, MessageDraft draft)
    {
        base.Fill(typed, draft);
        if (draft.Kind is { } kind)
            typed["nature"] = kind;
        if (draft.Crates is { } crates)
            typed["caisses"] = crates.ToString(CultureInfo.InvariantCulture);
        if (draft is { EstimatedBy: not null, Quantity: { } range })
            Estimate(typed, range);
        if (draft.Temperature is { } temperature)
            typed["froid"] = FileWord.Of(temperature);
        if (draft.Date is not { } mark)
            return;
        typed["marque"] = mark switch { DateMark.UseBy => "dlc", DateMark.BestBefore => "ddm", _ => "aucune" };
        typed["date"] = Iso(mark.Date);
    }

    /// <summary>What so many crates weigh by a table, as kilograms to look at.</summary>
    /// <returns>The row; null: the table knows nothing of such crates.</returns>
    public static UnitWeight? Estimate(Typed typed, UnitTable units)
    {
        if (typed.Number("caisses") is not (>= 1 and <= mostCrates and var crates) || units.Find(LearntUnits.GoodsOf(typed.Has("nature") ? typed["nature"] : OtherKind, typed["produit"]), LearntUnits.Crate) is not { } row)
            return null;
        Estimate(typed, new MassRange(Times(row.Weight.Low), Times(row.Weight.Expected), Times(row.Weight.High)));
        typed["pesee"] = "";
        return row;

        Mass Times(Mass one) => new((long)decimal.Round(one.Grams * crates));
    }

    /// <summary>Beyond, a slip of the thumb.</summary>
    const int mostCrates = 10_000;

    static void Estimate(Typed typed, MassRange range)
    {
        typed["quantite"] = typed[estimate] = Shown(range.Expected);
        (typed[least], typed[most]) = (Shown(range.Low), Shown(range.High));

        static string Shown(Mass mass) => mass.Kilograms.ToString("0.###", CultureInfo.CurrentCulture);
    }

    public override Typed Read(JsonObject entry)
    {
        var mark = Array.Find(marks, entry.ContainsKey);
        var typed = new Typed
        {
            ["lieu"] = Text(entry["site"]),
            ["produit"] = Text(entry["product"]),
            ["nature"] = Text(entry["kind"]),
            ["famille"] = Text(entry["family"]),
            ["quantite"] = Text(entry["quantityKg"]?["expected"]),
            [estimate] = Text(entry["quantityKg"]?["expected"]),
            [least] = Text(entry["quantityKg"]?["low"]),
            [most] = Text(entry["quantityKg"]?["high"]),
            ["pesee"] = Text(entry["quantityKg"]?["origin"]) == "weighed" ? "oui" : "",
            ["caisses"] = Text(entry["crates"]),
            ["froid"] = Text(entry["temperature"]),
            ["emballage"] = Text(entry["packing"]),
            ["marque"] = mark switch { "useBy" => "dlc", "bestBefore" => "ddm", _ => "aucune" },
            ["date"] = mark is null ? "" : Text(entry[mark]),
            ["justification"] = Text(entry["shortDateJustification"]),
            ["de"] = Text(entry["pickupWindow"]?["begin"]),
            ["jusque"] = Text(entry["pickupWindow"]?["end"]),
            ["entier"] = Flag(entry["indivisible"]),
        };
        ReadQualities(entry["qualities"], typed);
        return typed;
    }

    public override Typed Empty(DateOnly day, DateTime now)
    {
        var today = DateOnly.FromDateTime(now) == day;
        var from = today ? now.AddMinutes(30 - now.Minute % 30) : day.ToDateTime(new TimeOnly(8, 0));
        return new()
        {
            ["froid"] = "ambient",
            ["emballage"] = "prepacked",
            ["marque"] = "aucune",
            ["de"] = DateOnly.FromDateTime(from) > day ? "23:00" : from.ToString("HH:mm", CultureInfo.InvariantCulture),
        };
    }

    public override IEnumerable<FormProblem> Objections(Typed typed, DateOnly day)
    {
        foreach (var objection in base.Objections(typed, day))
            yield return objection;
        if (typed["marque"] is "dlc" or "ddm" && !typed.Has("date"))
            yield return new("date", Texts.Format("Declare.Missing.Cause", Texts.Get("Declare.Field.date")), Texts.Get("Declare.Missing.Action"));
        if (typed["marque"] == "dlc" && typed.Date("date") is { } useBy && useBy < day.AddDays(shortDays) && useBy >= day && !typed.Has("justification"))
            yield return new("justification", Texts.Get("Declare.ShortDate.Cause"), Texts.Get("Declare.ShortDate.Action"));
    }

    static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
