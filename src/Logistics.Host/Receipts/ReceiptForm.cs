using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Parties;
using Logistics.Domain.Receipts;
using Logistics.Host.Declaring;

namespace Logistics.Host.Receipts;

/// <summary>What is wrong with a field.</summary>
/// <param name="Code">Of the text that says so.</param>
public sealed record FieldProblem(string Field, string Code)
{
    public string Cause => Texts.Format($"ReceiptForm.{Code}.Cause", Texts.Get($"ReceiptForm.Field.{Field}"));

    public string Action => Texts.Get($"ReceiptForm.{Code}.Action");
}

/// <summary>The fields of a receipt, both ways.</summary>
public static class ReceiptForm
{
    public const string Donor = "donateur", From = "du", Until = "au", Value = "valeur", Attested = "atteste";

    /// <summary>Text fields in the order of the form; of the two numbers one may be empty.</summary>
    public static readonly IReadOnlyList<string> OfIssuer = ["nom", "siren", "rna", "adresse", "objet", "qualite", "signataire"];

    public static readonly IReadOnlyList<string> OfDonor = ["donNom", "donForme", "donSiren", "donAdresse"];

    const int Longest = 200;

    const decimal Most = 100_000_000;

    public static void Show(ReceiptIssuer issuer, Typed typed)
    {
        foreach (var (name, value) in OfIssuer.Zip((string[])[issuer.Name, issuer.Siren?.ToString() ?? "", issuer.Rna?.ToString() ?? "", issuer.Address, issuer.Purpose, issuer.Quality, issuer.SignedBy]))
            typed[name] = value;
    }

    public static void Show(ReceiptDonor donor, Typed typed)
    {
        foreach (var (name, value) in OfDonor.Zip((string[])[donor.Name, donor.LegalForm, donor.Siren.ToString(), donor.Address]))
            typed[name] = value;
    }

    public static string Show(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The days, if they are some that are over or today; else why not.</summary>
    public static ((DateOnly From, DateOnly Until)? Days, FieldProblem? Problem) Days(Typed typed, DateOnly today) => (typed.Date(From), typed.Date(Until)) switch
    {
        (null, _) => (null, new(From, "NoDate")),
        (_, null) => (null, new(Until, "NoDate")),
        ({ } from, { } until) when until < from => (null, new(Until, "Disordered")),
        (_, { } until) when until > today => (null, new(Until, "NotYet")),
        ({ } from, { } until) when from.Year != until.Year => (null, new(Until, "TwoYears")),
        ({ } from, { } until) => ((from, until), null),
    };

    /// <summary>All that was typed, or everything that is wrong with it.</summary>
    public static (ReceiptText? Text, IReadOnlyList<FieldProblem> Problems) Read(Typed typed, DateOnly today, ValueList<GivenGoods> goods, string? notice)
    {
        var problems = new List<FieldProblem>();
        var (days, wrong) = Days(typed, today);
        if (wrong is not null)
            problems.Add(wrong);
        foreach (var field in OfIssuer.Concat(OfDonor))
            if (!typed.Has(field) && field is not ("siren" or "rna"))
                problems.Add(new(field, "Missing"));
            else if (typed[field].Length > Longest)
                problems.Add(new(field, "TooLong"));
        var (siren, rna, theirs) = (Of(Siren.Read, "siren", "NoSiren"), Of(Rna.Read, "rna", "NoRna"), Of(Siren.Read, "donSiren", "NoSiren"));
        if (!typed.Has("siren") && !typed.Has("rna"))
            problems.Add(new("siren", "NoNumber"));
        var value = typed.Number(Value);
        if (value is null or <= 0 or > Most || value.Value.Scale > 2)
            problems.Add(new(Value, "NoValue"));
        if (!typed.Has(Attested))
            problems.Add(new(Attested, "NotAttested"));
        if (wrong is null && goods.Count == 0)
            problems.Add(new(From, "Nothing"));
        return problems.Count > 0 ? (null, problems) : (
            new(
                new(typed["nom"], siren, rna, typed["adresse"], typed["objet"], typed["qualite"], typed["signataire"]),
                new(typed["donNom"], typed["donForme"], theirs!.Value, typed["donAdresse"]), days!.Value.From, days.Value.Until, goods, value!.Value, notice),
            problems);

        T? Of<T>(Func<string, T?> read, string field, string code)
            where T : struct
        {
            var number = typed.Has(field) ? read(typed[field]) : null;
            if (typed.Has(field) && number is null)
                problems.Add(new(field, code));
            return number;
        }
    }
}
