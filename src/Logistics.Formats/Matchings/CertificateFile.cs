using Logistics.Domain;
using Logistics.Formats.Territories;
using Logistics.Formats.Territories.Json;
using Logistics.Matching.Verification;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Matchings;

/// <summary>Certificates of one day's sharing as a document; reader and writer work from this one description.</summary>
static class CertificateFile
{
    public const string FormatName = "ramasse-certificate";
    public const int FormatVersion = 1;
    public const string Example = "docs/certificate-file.md";

    static readonly Field<string> Format = Required("format", new FormatValue(FormatName), "Says that this is a certificate file.");
    static readonly Field<int> Version = Required("version", new VersionValue(FormatVersion), "Version of the format.");
    static readonly Field<DateOnly> Date = Required("date", Values.Date, "The service day.");
    static readonly Field<string> Seed = Required("seed", new TextValue(20, "^-?[0-9]+$"), "Breaks ties that no tier decides.");
    static readonly Field<ValueList<string>> Policies = Required("policies", new ListValue<string>(Values.Hash), "Hashes of the voted policies.");
    static readonly Field<ValueList<(Guid Id, string Code)>> Codes = Required("codes", new ListValue<(Guid Id, string Code)>(new CodeValue()), "Ids below, by the codes of the territory file.");

    static readonly Field<ValueList<long>> Costs = Required("costs", new NumbersValue(), "By arc.");
    static readonly Field<ValueList<long>> Potentials = Required("potentials", new NumbersValue(), "By node.");
    static readonly ObjectValue<CertificateStorey> Storey = new(
        new ObjectShape("storey", "A tier before equity.", [Costs, Potentials]),
        reader => new CertificateStorey(reader.Get(Costs), reader.Get(Potentials)),
        (writer, storey) =>
        {
            writer.Set(Costs, storey.Costs);
            writer.Set(Potentials, storey.Potentials);
        });

    static readonly Field<bool> Nested = Required("nested", Values.Flag, "False where limits crossed.");
    static readonly Field<bool> CountsAlike = Required("countsAlike", Values.Flag, "False where families count differently.");
    static readonly Field<ValueList<long>> Charge = Required("chargeAtLeastMicroeuros", new NumbersValue(), "What ways must cost; empty when not asked.");
    static readonly Field<ValueList<CertificateArc>> Arcs = Required("arcs", new ListValue<CertificateArc>(new ArcValue()), "Tail, head, lower, upper, points, flow, lot.");
    static readonly Field<ValueList<CertificateStorey>> Storeys = Required("storeys", new ListValue<CertificateStorey>(Storey), "In their order.");
    static readonly Field<ValueList<CertificateRecipient>> Recipients =
        Required("recipients", new ListValue<CertificateRecipient>(new RecipientValue()), "Party, arc, earlier, weight, turn, earlier beyond it.");

    static readonly ObjectValue<MatchingCertificate> Certificate = new(
        new ObjectShape("certificate", "One pool of territories.", [Nested, CountsAlike, Charge, Arcs, Storeys, Recipients]), ReadOne,
        (writer, certificate) =>
        {
            writer.Set(Nested, certificate.Nested);
            writer.Set(CountsAlike, certificate.CountsAlike);
            writer.Set(Charge, certificate.ChargeAtLeast is { } charge ? [charge.Microeuros] : []);
            writer.Set(Arcs, certificate.Arcs);
            writer.Set(Storeys, certificate.Storeys);
            writer.Set(Recipients, certificate.Recipients);
        });

    static readonly Field<ValueList<MatchingCertificate>> All = Required("certificates", new ListValue<MatchingCertificate>(Certificate), "One for each pool.");

    public static readonly ObjectShape Shape = new("certificateFile", "Proof of one day's sharing.", [Format, Version, Date, Seed, Policies, Codes, All]);

    public static bool IsUnderstood(System.Text.Json.JsonElement file, JsonCursor root) => Heading.Understood(Format, file, root) && Heading.Understood(Version, file, root);

    public static CertificateReading.Accepted Read(ObjectReader reader)
    {
        reader.Get(Format);
        reader.Get(Version);
        reader.Get(Seed);
        reader.Get(Policies);
        var date = reader.Get(Date);
        var codes = reader.Get(Codes) ?? [];
        var all = reader.Get(All) ?? [];
        reader.Close();
        return new CertificateReading.Accepted(date, all, codes.GroupBy(x => x.Id).ToDictionary(x => x.Key, x => x.First().Code));
    }

    public static void Write(ObjectWriter writer, DateOnly date, long seed, ValueList<string> policies, ValueList<(Guid, string)> codes, ValueList<MatchingCertificate> certificates)
    {
        writer.Set(Format, FormatName);
        writer.Set(Version, FormatVersion);
        writer.Set(Date, date);
        writer.Set(Seed, seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        writer.Set(Policies, policies);
        writer.Set(Codes, codes);
        writer.Set(All, certificates);
    }

    /// <summary>Every figure has its place, so that the verifier can look each up.</summary>
    static MatchingCertificate ReadOne(ObjectReader reader)
    {
        var charge = reader.Get(Charge);
        var certificate = new MatchingCertificate
        {
            Nested = reader.Get(Nested),
            CountsAlike = reader.Get(CountsAlike),
            ChargeAtLeast = charge is { Count: 1 } ? new Cost(charge[0]) : null,
            Arcs = reader.Get(Arcs) ?? [],
            Storeys = reader.Get(Storeys) ?? [],
            Recipients = reader.Get(Recipients) ?? [],
        };
        if (!reader.Sound)
            return certificate;
        var nodes = certificate.Arcs.Count == 0 ? 0 : certificate.Arcs.Max(x => Math.Max(x.Tail, x.Head)) + 1;
        if (charge!.Count > 1)
            Wrong(Charge, "type.oneNumber");
        if (certificate.Storeys.Any(x => x.Costs.Count != certificate.Arcs.Count || x.Potentials.Count < nodes))
            Wrong(Storeys, "type.storeys");
        else if (certificate.Recipients.Any(x => x.Arc >= certificate.Arcs.Count)
            || certificate.Recipients.Select(x => certificate.Arcs[x.Arc].Tail).Distinct().Count() < certificate.Recipients.Count)
            Wrong(Recipients, "type.recipients");
        return certificate;

        void Wrong(Field field, string word) => reader.Fail(ProblemCodes.WrongType, reader.At(field), reader.Cursor.Problems.Word(word), reader.At(field).Quoted);
    }
}
