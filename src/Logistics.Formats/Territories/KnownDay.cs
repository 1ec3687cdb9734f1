using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Formats.Territories.Json;
using Logistics.Formats.Territories.Sections;

namespace Logistics.Formats.Territories;

/// <summary>What an entry is to be.</summary>
/// <param name="Entry">Null: it is removed.</param>
public sealed record EntryEdit(DaySection Section, string Code, JsonObject? Entry);

/// <summary>
/// A declared day that is changed entry by entry. An entry that nothing else of the day refers to is read by itself, beside the partners and
/// places that it may name; for any other, and for one that is refused, the whole day is read as a file.
/// </summary>
/// <remarks>
/// Both ways give the same day: a test compares them on random changes. A changed day is a new object that shares what did not change, so
/// one of them and what came of it are used by one thread at a time.
/// </remarks>
public sealed class KnownDay
{
    static readonly Dictionary<DaySection, Leaf> leaves = new()
    {
        [DaySection.Lots] = new Leaf<Lot>(
            new LotSection(), known => known.Lots, day => day.Lots, (day, lots) => day with { Lots = lots }, lot => lot.Code, (day, lot) => day.Declines.Any(no => no.Lot == lot.Id)),
        [DaySection.Needs] = new Leaf<Need>(
            new NeedSection(), known => known.Needs, day => day.Needs, (day, needs) => day with { Needs = needs }, need => need.Code, (day, need) => day.Declines.Any(no => no.Need == need.Id)),
        [DaySection.EquipmentRequests] = new Leaf<EquipmentRequest>(
            new EquipmentRequestSection(), known => known.EquipmentRequests, day => day.EquipmentRequests, (day, requests) => day with { EquipmentRequests = requests }, request => request.Code,
            (_, _) => false),
    };

    Names? names;
    DayDocument? document;

    KnownDay(DayDeclarations day, Names? names) => (Day, this.names) = (day, names);

    public DayDeclarations Day { get; }

    public static KnownDay Of(DayDeclarations day) => new(day, null);

    /// <summary>The day as a file, a copy for the caller.</summary>
    public DayDocument Document => (document ??= DayDocument.Of(Day)).Copy();

    /// <summary>As <see cref="DayDocument.Find"/>.</summary>
    public string? Find(DaySection section, string code) => leaves.TryGetValue(section, out var leaf) ? leaf.Find(Day, KnownNames, code) : (document ??= DayDocument.Of(Day)).Find(section, code);

    /// <summary>As <see cref="DayDocument.TagOf(DaySection, string)"/>.</summary>
    public string? TagOf(DaySection section, string code) => Find(section, code) is { } text ? DayDocument.TagOf(text) : null;

    /// <summary>The day with all of the changes; null when that cannot be said without reading the whole day: nothing is known to be wrong then.</summary>
    public KnownDay? With(IEnumerable<EntryEdit> edits)
    {
        var day = Day;
        foreach (var edit in edits)
            if (!leaves.TryGetValue(edit.Section, out var leaf) || leaf.Change(day, KnownNames, edit) is not { } changed)
                return null;
            else
                day = changed;
        return new(day, names);
    }

    // What was wrong with an entry stays in the list of problems: the next entry begins with a new one.
    Names KnownNames => names is { Known.Problems.Any: false } ? names : names = new Names(Day);

    /// <summary>What entries may name, by code to read them and by id to write them.</summary>
    sealed class Names
    {
        public Names(DayDeclarations day)
        {
            ById = new(day);
            Clock = new LocalClock(day.Date, TimeZoneInfo.Utc);
            foreach (var territory in day.Territories)
            {
                Known.Territories.Complete(territory.Code, territory);
                Known.Add(territory, day.Date);
            }
            foreach (var party in day.Parties)
                Known.Parties.Complete(party.Code, party);
            foreach (var site in day.Sites)
                Known.Sites.Complete(site.Code, site);
            foreach (var crate in day.CrateTypes)
                Known.CrateTypes.Complete(crate.Code, crate);
        }

        public Registers Known { get; } = new(JsonFile.Problems(null));

        public DayIndex ById { get; }

        public LocalClock Clock { get; }
    }

    /// <summary>A section whose entries only declines refer to.</summary>
    abstract class Leaf
    {
        public abstract string? Find(DayDeclarations day, Names names, string code);

        public abstract DayDeclarations? Change(DayDeclarations day, Names names, EntryEdit edit);
    }

    sealed class Leaf<T>(
        CodedSection<T> section, Func<Registers, Register<T>> register, Func<DayDeclarations, ValueList<T>> list, Func<DayDeclarations, ValueList<T>, DayDeclarations> put,
        Func<T, string> codeOf, Func<DayDeclarations, T, bool> isReferredTo) : Leaf
        where T : class
    {
        static readonly JsonWriterOptions writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        public override string? Find(DayDeclarations day, Names names, string code)
        {
            if (IndexOf(list(day), code) is not (>= 0 and var at))
                return null;
            using var text = new MemoryStream();
            using (var json = new Utf8JsonWriter(text, writing))
            {
                json.WriteStartObject();
                section.Write(new ObjectWriter(json, names.ById), list(day)[at]);
                json.WriteEndObject();
            }
            return Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
        }

        public override DayDeclarations? Change(DayDeclarations day, Names names, EntryEdit edit)
        {
            var entries = list(day).AsSpan();
            var at = IndexOf(list(day), edit.Code);
            if (at >= 0 && isReferredTo(day, entries[at]))
                return null;
            if (edit.Entry is null)
                return at < 0 ? null : put(day, [.. entries[..at], .. entries[(at + 1)..]]);
            if (Read(names, edit.Entry) is not { } fact || codeOf(fact) != edit.Code)
                return null;
            return put(day, at < 0 ? [.. entries, fact] : [.. entries[..at], fact, .. entries[(at + 1)..]]);
        }

        /// <summary>Null: something is wrong with it.</summary>
        T? Read(Names names, JsonObject entry)
        {
            var cursor = new JsonCursor(JsonSerializer.SerializeToElement(entry), null, "", names.Known, names.Clock);
            if (cursor.Open(section.Shape) is not { } reader)
                return null;
            var fact = section.Read(reader);
            reader.Close();
            if (fact is null || names.Known.Problems.Any)
                return null;
            register(names.Known).Forget(codeOf(fact));
            return fact;
        }

        int IndexOf(ValueList<T> entries, string code)
        {
            for (var i = 0; i < entries.Count; i++)
                if (codeOf(entries[i]) == code)
                    return i;
            return -1;
        }
    }
}
