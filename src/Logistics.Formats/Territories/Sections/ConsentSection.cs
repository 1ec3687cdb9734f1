using System.Globalization;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories.Json;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class ConsentSection() : Section<Consent>(
    new("consent", "A donor agrees that a recipient may receive its goods; an absent side means any partner of the territory.",
        [Code, Territory, From, To, ValidFrom, ValidUntil, Convention]))
{
    static readonly Field<string> Code = Optional("code", Values.Code, "The name this file gives it, unique in its section; absent: made of both sides.");
    static readonly Field<Territory> Territory = Required("territory", Values.Territory, "Code of the territory it is given in.");
    static readonly Field<Party> From = Optional("from", Values.Party, "Code of the donor; absent: any partner of the territory.");
    static readonly Field<Party> To = Optional("to", Values.Party, "Code of the recipient; absent: any partner of the territory.");
    static readonly Field<DateOnly> ValidFrom = Optional("validFrom", Values.Date, "First day, inclusive; absent: always was.");
    static readonly Field<DateOnly> ValidUntil = Optional("validUntil", Values.Date, "Last day, inclusive; absent: until withdrawn.");
    static readonly Field<Convention> Convention =
        Optional("convention", ConventionValue.Instance, "The written agreement that backs it; some donors may give under one only.");

    public override Consent? Read(ObjectReader reader)
    {
        var register = reader.Known.Consents;
        var said = reader.Find(Code);
        if (said is not null)
            register.Claim(said, reader, Code);
        var territory = reader.Territory(Territory, otherwise: null);
        var (from, to) = (reader.Find(From), reader.Find(To));
        var (first, last) = (reader.FindValue(ValidFrom), reader.FindValue(ValidUntil));
        var convention = reader.Find(Convention);
        if (last < first)
            reader.Fail(ProblemCodes.DisorderedWindow, reader.At(ValidUntil), reader.At(ValidFrom).Quoted, reader.At(ValidUntil).Quoted);
        if (!reader.Sound)
            return null;
        var consent = new Consent(territory, from?.Id, to?.Id, first, last) { Code = said ?? Unused(register, $"{Side(from)}-{Side(to)}"), Convention = convention };
        register.Complete(consent.Code, consent);
        return consent;
    }

    // Two of them and a number are still a code.
    static string Side(Party? party) => party is null ? "any" : party.Code[..Math.Min(party.Code.Length, 28)];

    static string Unused(Register<Consent> register, string name) =>
        Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{n}")).First(code => !register.TryFind(code, out _));

    public override void Write(ObjectWriter writer, Consent fact)
    {
        writer.SetIfAny(Code, fact.Code);
        writer.Territory(Territory, fact.Territory, otherwise: null);
        writer.SetIfAny(From, fact.From is { } from ? writer.Names[from] : null);
        writer.SetIfAny(To, fact.To is { } to ? writer.Names[to] : null);
        writer.SetIfAny(ValidFrom, fact.ValidFrom);
        writer.SetIfAny(ValidUntil, fact.ValidUntil);
        writer.SetIfAny(Convention, fact.Convention);
    }
}

static class ConventionValue
{
    static readonly Field<string> Reference = Required("reference", Values.Name, "How the partners file it.");
    static readonly Field<DateOnly> ValidFrom = Required("validFrom", Values.Date, "First day, inclusive.");
    static readonly Field<DateOnly> ValidUntil = Optional("validUntil", Values.Date, "Last day, inclusive; absent: until it is ended.");

    public static readonly ObjectValue<Convention> Instance = new(
        new("convention", "A signed donation agreement.", [Reference, ValidFrom, ValidUntil]),
        reader =>
        {
            var (reference, first, last) = (reader.Get(Reference), reader.Get(ValidFrom), reader.FindValue(ValidUntil));
            if (last < first)
                reader.Fail(ProblemCodes.DisorderedWindow, reader.At(ValidUntil), reader.At(ValidFrom).Quoted, reader.At(ValidUntil).Quoted);
            return new Convention(reference, first, last);
        },
        (writer, convention) =>
        {
            writer.Set(Reference, convention.Reference);
            writer.Set(ValidFrom, convention.ValidFrom);
            writer.SetIfAny(ValidUntil, convention.ValidUntil);
        });
}
