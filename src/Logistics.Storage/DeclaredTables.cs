using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Storage.Mapping;

namespace Logistics.Storage;

/// <summary>One row to write: where it stands in the day's list, whose it is, and the fact itself.</summary>
sealed record DeclaredRow(int Ordinal, TerritoryId Territory, string Document);

/// <summary>One table of declared rows: which rows a day has for it, and the columns that are taken out of their documents.</summary>
/// <param name="Rows">
/// Of a day, sharing what did not change since another one, if there is one. Throws <see cref="KeyNotFoundException"/> when a fact that says no territory belongs to
/// something the day does not hold.
/// </param>
/// <param name="Columns">Column, a space, and the SQL that computes it from <c>d</c>, the document; comma-separated pairs are kept as pairs.</param>
sealed record DeclaredTable(string Name, Func<DayIndex, DayDeclarations?, List<DeclaredRow>?, List<DeclaredRow>> Rows, (string Column, string Value)[] Columns)
{
    /// <summary>Takes <c>@date</c> and <c>@rows</c>, a JSON array of <c>{o, t, d}</c>.</summary>
    public string InsertSql =>
        $"""
         INSERT INTO {Name} (service_date, territory_id, ordinal, document{string.Concat(Columns.Select(x => $", {x.Column}"))})
         SELECT @date, (r->>'t')::uuid, (r->>'o')::int, d{string.Concat(Columns.Select(x => $", {x.Value}"))}
         FROM jsonb_array_elements(@rows::jsonb) AS rows(r) CROSS JOIN LATERAL (SELECT r->'d') AS documents(d)
         """;

    /// <summary>Whether each of its rows has an id, so that one can be changed by itself.</summary>
    public bool HasIds => Columns.Any(x => x.Column == "id");

    /// <summary>Changes rows by id and leaves their place; takes <c>@date</c> and the named JSON array of <c>{t, d}</c>.</summary>
    public string UpdateSql(string rows) =>
        $"""
         UPDATE {Name} SET document = d, territory_id = (r->>'t')::uuid{string.Concat(Columns.Select(x => $", {x.Column} = {x.Value}"))}
         FROM (SELECT r, r->'d' AS d FROM jsonb_array_elements(@{rows}::jsonb) AS rows(r)) AS changed WHERE {Name}.service_date = @date AND {Name}.id = (d->>'id')::uuid
         """;

    /// <summary>Adds rows behind all others of the day; takes the same.</summary>
    public string AppendSql(string rows) =>
        $"""
         INSERT INTO {Name} (service_date, territory_id, ordinal, document{string.Concat(Columns.Select(x => $", {x.Column}"))})
         SELECT @date, (r->>'t')::uuid, (SELECT coalesce(max(ordinal) + 1, 0) FROM {Name} WHERE service_date = @date) + place::int - 1, d{string.Concat(Columns.Select(x => $", {x.Value}"))}
         FROM jsonb_array_elements(@{rows}::jsonb) WITH ORDINALITY AS rows(r, place) CROSS JOIN LATERAL (SELECT r->'d') AS documents(d)
         """;

    public static readonly IReadOnlyList<DeclaredTable> All =
    [
        Of("party", day => day.Parties, (_, x) => x.Territory,
        [
            ("id", "(d->>'id')::uuid"), ("code", "d->>'code'"), ("name", "d->>'name'"), ("kind", "d->>'kind'"),
            ("attested_persons", "(d->>'attestedPersons')::int"),
        ]),
        Of("consent", day => day.Consents, (_, x) => x.Territory,
        [
            ("from_party_id", "(d->>'from')::uuid"), ("to_party_id", "(d->>'to')::uuid"),
            ("valid_from", "(d->>'validFrom')::date"), ("valid_until", "(d->>'validUntil')::date"),
        ]),
        Of("site", day => day.Sites, (_, x) => x.Territory,
        [
            ("id", "(d->>'id')::uuid"), ("party_id", "(d->>'party')::uuid"), ("code", "d->>'code'"), ("name", "d->>'name'"), ("kind", "d->>'kind'"),
            ("commune", "d->>'commune'"),
            ("position", "ST_SetSRID(ST_MakePoint((d->'position'->>0)::int / 1e7, (d->'position'->>1)::int / 1e7), 4326)::geography"),
        ]),
        Of("lot", day => day.Lots, (_, x) => x.Territory,
        [
            ("id", "(d->>'id')::uuid"), ("donor_id", "(d->>'donor')::uuid"), ("site_id", "(d->>'site')::uuid"), ("code", "d->>'code'"),
            ("product", "d->>'product'"), ("family", "d->>'family'"), ("temperature", "d->>'temperature'"),
            ("low_g", "(d->'quantity'->>0)::bigint"), ("expected_g", "(d->'quantity'->>1)::bigint"), ("high_g", "(d->'quantity'->>2)::bigint"),
            ("date_mark", "d->'date'->>'case'"), ("good_until", "(d->'date'->>'date')::date"),
            ("pickup_from", "(d->'pickupWindow'->>'begin')::timestamptz"), ("pickup_until", "(d->'pickupWindow'->>'end')::timestamptz"),
        ]),
        Of("need", day => day.Needs, (_, x) => x.Territory,
        [
            ("id", "(d->>'id')::uuid"), ("recipient_id", "(d->>'recipient')::uuid"), ("site_id", "(d->>'site')::uuid"), ("code", "d->>'code'"),
            ("family", "d->>'family'"), ("wanted_g", "(d->>'wanted')::bigint"), ("urgency", "d->>'urgency'"),
            ("deadline", "(d->>'deadline')::timestamptz"),
        ]),
        Of("decline", day => day.Declines, (index, x) => index[x.Need].Territory,
        [
            ("lot_id", "(d->>'lot')::uuid"), ("need_id", "(d->>'need')::uuid"), ("most_g", "(d->>'most')::bigint"),
        ]),
        Of("equipment", day => day.Equipment, (_, x) => x.Territory,
        [
            ("id", "(d->>'id')::uuid"), ("owner_id", "(d->>'owner')::uuid"), ("site_id", "(d->>'site')::uuid"), ("code", "d->>'code'"),
            ("name", "d->>'name'"), ("kind", "d->>'kind'"),
        ]),
        Of("equipment_request", day => day.EquipmentRequests, (_, x) => x.Territory,
        [
            ("id", "(d->>'id')::uuid"), ("party_id", "(d->>'party')::uuid"), ("code", "d->>'code'"), ("kind", "d->>'kind'"),
            ("within_from", "(d->'within'->>'begin')::timestamptz"), ("within_until", "(d->'within'->>'end')::timestamptz"),
        ]),
        Of("vehicle", day => day.Vehicles, (_, x) => x.Territory,
        [
            ("id", "(d->>'id')::uuid"), ("owner_id", "(d->>'owner')::uuid"), ("code", "d->>'code'"), ("name", "d->>'name'"),
            ("profile", "d->>'profile'"), ("capacity_g", "(d->'capacity'->>'mass')::bigint"),
        ]),
        Of("driver", day => day.Drivers, (_, x) => x.Territory,
        [
            ("id", "(d->>'id')::uuid"), ("code", "d->>'code'"), ("name", "d->>'name'"),
        ]),
        Of("shift", day => day.Shifts, (_, x) => x.Territory,
        [
            ("id", "(d->>'id')::uuid"), ("driver_id", "(d->>'driver')::uuid"), ("vehicle_id", "(d->>'vehicle')::uuid"),
            ("start_site_id", "(d->>'startSite')::uuid"), ("end_site_id", "(d->>'endSite')::uuid"), ("code", "d->>'code'"),
            ("span_from", "(d->'span'->>'begin')::timestamptz"), ("span_until", "(d->'span'->>'end')::timestamptz"),
        ]),
        Of("crate_type", day => day.CrateTypes, (index, x) => index[x.Owner].Territory,
        [
            ("code", "d->>'code'"), ("owner_id", "(d->>'owner')::uuid"),
        ]),
        Of("crate_balance", day => day.CrateBalances, (index, x) => index[x.Site].Territory,
        [
            ("site_id", "(d->>'site')::uuid"), ("crate_type", "d->>'crateType'"),
        ]),
        Of("recipe", day => day.Recipes, (_, x) => x.Territory,
        [
            ("id", "(d->>'id')::uuid"), ("code", "d->>'code'"), ("name", "d->>'name'"),
            ("product", "d->'output'->>'product'"), ("family", "d->'output'->>'family'"), ("hygiene", "d->>'hygiene'"),
            ("smallest_g", "(d->>'smallestBatch')::bigint"), ("largest_g", "(d->>'largestBatch')::bigint"), ("yield_permille", "(d->>'yieldPermille')::int"),
        ]),
        Of("crew", day => day.Crews, (index, x) => index[x.Site].Territory,
        [
            ("site_id", "(d->>'site')::uuid"), ("span_from", "(d->'span'->>'begin')::timestamptz"), ("span_until", "(d->'span'->>'end')::timestamptz"),
            ("persons", "(d->>'persons')::int"), ("trained_operators", "(d->>'trainedOperators')::int"),
        ]),
    ];

    /// <summary>The day again, from the documents of each table in their order.</summary>
    public static DayDeclarations Assemble(DateOnly date, string? notice, IEnumerable<string> territories, ILookup<string, string> documents) => new()
    {
        Date = date,
        Notice = notice,
        Territories = Facts<Territory>(territories),
        Parties = Facts<Party>(documents["party"]),
        Consents = Facts<Consent>(documents["consent"]),
        Sites = Facts<Site>(documents["site"]),
        Lots = Facts<Lot>(documents["lot"]),
        Needs = Facts<Need>(documents["need"]),
        Declines = Facts<Decline>(documents["decline"]),
        Equipment = Facts<SharedEquipment>(documents["equipment"]),
        EquipmentRequests = Facts<EquipmentRequest>(documents["equipment_request"]),
        Recipes = Facts<Recipe>(documents["recipe"]),
        Crews = Facts<Crew>(documents["crew"]),
        Vehicles = Facts<Vehicle>(documents["vehicle"]),
        Drivers = Facts<Driver>(documents["driver"]),
        Shifts = Facts<Shift>(documents["shift"]),
        CrateTypes = Facts<CrateType>(documents["crate_type"]),
        CrateBalances = Facts<CrateBalance>(documents["crate_balance"]),
    };

    static ValueList<T> Facts<T>(IEnumerable<string> documents) => documents.Select(Documents.Read<T>).ToValueList();

    static DeclaredTable Of<T>(
        string name, Func<DayDeclarations, ValueList<T>> list, Func<DayIndex, T, TerritoryId> territory, (string Column, string Value)[] columns)
        where T : class =>
        new(name, (index, before, was) =>
        {
            var (facts, old) = (list(index.Day), before is null || was is null ? [] : list(before));
            var rows = new List<DeclaredRow>(facts.Count);
            for (var i = 0; i < facts.Count; i++)
            {
                var whose = territory(index, facts[i]);
                // Facts never change: the same object has the same document.
                var same = i < old.Count && ReferenceEquals(old[i], facts[i]) ? was![i] : null;
                rows.Add(same is not null && same.Territory == whose ? same : new DeclaredRow(i, whose, same?.Document ?? Documents.Write(facts[i])));
            }
            return rows;
        }, columns);
}
