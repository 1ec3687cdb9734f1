using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Host.Views;

/// <summary>What is wanted and what there is of one family in one commune, as declared for a day.</summary>
public sealed record DiagnosisRow(string Commune, Family Family, Mass Wanted, Mass Offered)
{
    /// <summary>What lacks; below zero: what there is too much of.</summary>
    public Mass Missing => Wanted - Offered;
}

/// <summary>A partner of the territory, by what everybody may know of it.</summary>
/// <param name="Communes">Where its places are, in order.</param>
public sealed record ActorRow(string Code, string Name, PartyKind Kind, IReadOnlyList<string> Communes, bool Gives, bool Receives, bool Lends);

/// <summary>Who and what there is in territories, and where need and supply are apart.</summary>
public sealed class Diagnosis
{
    /// <param name="territory">Null: all of the day's.</param>
    public Diagnosis(DayIndex day, TerritoryId? territory)
    {
        bool IsHere(TerritoryId of) => territory is null || of == territory;
        var (declared, sites) = (day.Day, day.Day.Sites.ToLookup(x => x.Party));
        var (givers, receivers, lenders) = (declared.Lots.Select(x => x.Donor).ToHashSet(), declared.Needs.Select(x => x.Recipient).ToHashSet(), declared.Equipment.Select(x => x.Owner).ToHashSet());
        Actors =
        [
            .. declared.Parties.Where(x => IsHere(x.Territory)).OrderBy(x => x.Name, StringComparer.CurrentCulture)
                .Select(x => new ActorRow(
                    x.Code, x.Name, x.Kind, [.. sites[x.Id].Select(y => y.Commune).Distinct().Order(StringComparer.CurrentCulture)], givers.Contains(x.Id), receivers.Contains(x.Id), lenders.Contains(x.Id))),
        ];
        var wanted = declared.Needs.Where(x => IsHere(x.Territory)).Select(x => (day[x.Site].Commune, x.Family, Wanted: x.Wanted, Offered: Mass.Zero));
        var offered = declared.Lots.Where(x => IsHere(x.Territory)).Select(x => (day[x.Site].Commune, x.Family, Wanted: Mass.Zero, Offered: x.Quantity.Expected));
        Rows =
        [
            .. wanted.Concat(offered).GroupBy(x => (x.Commune, x.Family))
                .Select(x => new DiagnosisRow(x.Key.Commune, x.Key.Family, new(x.Sum(y => y.Wanted.Grams)), new(x.Sum(y => y.Offered.Grams))))
                .OrderBy(x => x.Commune, StringComparer.CurrentCulture).ThenBy(x => x.Family),
        ];
        Families = [.. Rows.GroupBy(x => x.Family).OrderBy(x => x.Key).Select(x => new DiagnosisRow("", x.Key, new(x.Sum(y => y.Wanted.Grams)), new(x.Sum(y => y.Offered.Grams))))];
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<ActorRow> Actors { get; }

    /// <summary>By commune and family; where neither is wanted nor offered anything there is no row.</summary>
    public IReadOnlyList<DiagnosisRow> Rows { get; }

    /// <summary>The same over all communes.</summary>
    public IReadOnlyList<DiagnosisRow> Families { get; }
}
