using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Parties;
using Logistics.Measures;
using Logistics.Planning.Explanations;

namespace Logistics.Host.Views;

/// <summary>A kind of actors on the map, with the mark that tells it apart without colour.</summary>
/// <param name="Key">In addresses: a kind of partners, or <see cref="ActorsMap.Equipment"/>.</param>
/// <param name="Mark">Two letters, on a disc, for equipment on a square.</param>
/// <param name="Colour">From 1 to 12.</param>
public sealed record ActorKind(string Key, string Name, string Mark, int Colour, int Count, bool IsShown)
{
    public bool IsSquare => Key == ActorsMap.Equipment;
}

/// <summary>A partner's place, or something lent, on the map.</summary>
/// <param name="Entry">Of the list: the anchor that the dot leads to.</param>
/// <param name="Anchor">Its own, to which the list leads; null: the entry has one before it.</param>
/// <param name="Label">Who it is, of which kind, and where.</param>
/// <param name="Longitude">In degrees.</param>
/// <param name="Latitude">In degrees.</param>
/// <param name="X">On the drawing, aside from those at the same place.</param>
/// <param name="Dx">How far aside, in pixels of the live map.</param>
public sealed record ActorDot(string Entry, string? Anchor, string Label, ActorKind Kind, double Longitude, double Latitude, double X, double Y, double Dx, double Dy);

/// <summary>
/// Partners and what is lent, by kind. Institutions and shops stand where they are. Who may be somebody at home, growers, farms and whoever is none of the other
/// kinds, stands where the list says, at the commune: amid its public places, or where none is known in the middle of a square of some five kilometres.
/// </summary>
public sealed class ActorsMap
{
    /// <summary>The kind of all that is lent.</summary>
    public const string Equipment = "Equipment";

    /// <summary>Side of the squares, in ten-millionths of a degree.</summary>
    const int Square = 500_000;

    /// <summary>Radius of a ring of dots at one place: on the drawing, and in pixels.</summary>
    const double drawnRing = 15, liveRing = 22;

    const int width = 500;

    ActorsMap(MapFrame frame, IReadOnlyList<ActorKind> kinds, IReadOnlyList<ActorDot> dots) => (Frame, Kinds, Dots) = (frame, kinds, dots);

    public MapFrame Frame { get; }

    /// <summary>Those that somebody here is of.</summary>
    public IReadOnlyList<ActorKind> Kinds { get; }

    public IReadOnlyList<ActorDot> Dots { get; }

    /// <param name="territory">Null: all of the day's.</param>
    /// <param name="chosen">Keys of the kinds to show; empty: all.</param>
    /// <returns>Null: nobody has a place.</returns>
    public static ActorsMap? Of(DayIndex day, TerritoryId? territory, IReadOnlyCollection<string> chosen, Explainer explain)
    {
        var (declared, communes) = (day.Day, new Communes(day));
        var sites = declared.Sites.ToLookup(x => x.Party);
        var found = new List<Found>();
        foreach (var party in declared.Parties.Where(x => territory is null || x.Territory == territory).OrderBy(x => x.Name, StringComparer.CurrentCulture))
            // Two fields of one grower in a commune are one dot.
            foreach (var (i, place) in sites[party.Id].Select(x => (Where: communes.Shown(x), x.Commune)).DistinctBy(x => x.Where).Index())
                found.Add(new($"acteur-{party.Code}", i == 0 ? $"point-{party.Code}" : null, $"{party.Name}, {Texts.Get($"Actors.One.{party.Kind}")}, {place.Commune}", party.Kind.ToString(), place.Where));
        foreach (var lent in declared.Equipment.Where(x => territory is null || x.Territory == territory).OrderBy(x => x.Name, StringComparer.CurrentCulture))
            found.Add(new($"materiel-{lent.Code}", $"point-materiel-{lent.Code}", $"{lent.Name}, {explain.Name(lent.Kind)}, {day[lent.Owner].Name}, {day[lent.Site].Commune}", Equipment, communes.Shown(day[lent.Site])));
        if (found.Count == 0)
            return null;

        var kinds = Enum.GetValues<PartyKind>().Select(x => x.ToString()).Append(Equipment).Index().Where(x => found.Any(y => y.Kind == x.Item))
            .Select(x => new ActorKind(
                x.Item, Texts.Get(x.Item == Equipment ? "Actors.Equipment" : $"Actors.Kind.{x.Item}"), Texts.Get($"Actors.Mark.{x.Item}"), x.Index + 1,
                found.Where(y => y.Kind == x.Item).Select(y => y.Entry).Distinct().Count(), chosen.Count == 0 || chosen.Contains(x.Item)))
            .ToDictionary(x => x.Key);
        var frame = MapFrame.Of([.. found.Select(x => x.Where)], width);
        return new(frame, [.. kinds.Values], [.. found.GroupBy(x => x.Where).SelectMany(x => Spread([.. x], kinds, frame))]);
    }

    /// <summary>Those at one place stand in a ring around it, so that none hides another.</summary>
    static IEnumerable<ActorDot> Spread(IReadOnlyList<Found> together, Dictionary<string, ActorKind> kinds, MapFrame frame)
    {
        foreach (var (i, one) in together.Index())
        {
            var (x, y) = frame.Place(one.Where);
            var angle = 2 * Math.PI * i / together.Count;
            // A ring of many is wider, so that neighbours on it do not touch.
            var wide = together.Count == 1 ? 0 : Math.Max(1, together.Count / 5.0);
            yield return new(
                one.Entry, one.Anchor, one.Label, kinds[one.Kind], one.Where.Longitude, one.Where.Latitude, Math.Round(x + wide * drawnRing * Math.Sin(angle), 1),
                Math.Round(y - wide * drawnRing * Math.Cos(angle), 1), Math.Round(wide * liveRing * Math.Sin(angle), 1), 0 - Math.Round(wide * liveRing * Math.Cos(angle), 1));
        }
    }

    sealed record Found(string Entry, string? Anchor, string Label, string Kind, Position Where);

    /// <summary>Where places of a day are shown.</summary>
    sealed class Communes(DayIndex day)
    {
        readonly Dictionary<string, Position> middles = day.Day.Sites.Where(x => IsOfThePublic(x, day[x.Party].Kind)).GroupBy(x => x.Commune).ToDictionary(
            x => x.Key, x => new Position((int)Math.Round(x.Average(y => (double)y.Position.LongitudeE7)), (int)Math.Round(x.Average(y => (double)y.Position.LatitudeE7))));

        public Position Shown(Site site) => IsOfThePublic(site, day[site.Party].Kind) ? site.Position
            : middles.TryGetValue(site.Commune, out var middle) ? middle
            : new(MiddleOf(site.Position.LongitudeE7), MiddleOf(site.Position.LatitudeE7));

        static bool IsOfThePublic(Site site, PartyKind kind) => kind is not (PartyKind.Grower or PartyKind.Other) && site.Kind != SiteKind.Farm;

        static int MiddleOf(int coordinate) => (int)Math.Floor(coordinate / (double)Square) * Square + Square / 2;
    }
}
