using System.Globalization;
using System.Text;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Formats.Sheets;
using Logistics.Measures;
using Logistics.Testing;
using static Logistics.Testing.Bellerive;

namespace Logistics.Formats.Tests.Sheets;

/// <summary>Three rounds that a sheet must bear: Bellerive's, one with nothing to do, and fifteen stops with the longest names there are.</summary>
static class SheetDays
{
    public static string Write(DayDeclarations day, DayPlan plan, string culture = "fr-FR", Uri? link = null)
    {
        using var stream = new MemoryStream();
        SheetWriter.Write(new DayIndex(day), plan, plan.Routes[0].Id, CultureInfo.GetCultureInfo(culture), stream, link);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static DayPlan Empty { get; } = Bellerive.Plan with
    {
        Routes = [Bellerive.Plan.Routes[0] with { Stops = [Bellerive.Plan.Routes[0].Stops[0], Bellerive.Plan.Routes[0].Stops[5]], Legs = [], Breaks = [] }],
    };

    /// <summary>Fifteen stops on a spiral around the depot: odd ones give, even ones receive, all with names that do not end.</summary>
    public static (DayDeclarations Day, DayPlan Plan) Long { get; } = MakeLong();

    static (DayDeclarations, DayPlan) MakeLong()
    {
        const int stops = 15;
        const string name = "Association intercommunale d’entraide et de solidarité alimentaire du Haut-Allier et de la Margeride, antenne n° ";
        var sites = Enumerable.Range(1, stops).Select(i => Bellerive.Day.Sites[3] with
        {
            Id = new SiteId(Id("site", i)),
            Code = $"s{i}",
            Name = name + i,
            Party = i % 2 == 1 ? OrganicShop : SocialGrocery,
            Address = $"{i} bis, ancienne route départementale de Saint-Quelque-Part-sur-Rivière, bâtiment C, quai n° {i}",
            Position = Position.FromDegrees(3.87 + 0.02 * i * Math.Cos(i * 0.7), 43.6 + 0.015 * i * Math.Sin(i * 0.7)),
            AccessHint = "Passer par la cour, deuxième porte à gauche après le portail vert, sonner longtemps puis appeler si personne ne vient",
        }).ToList();
        var lots = Enumerable.Range(1, stops / 2 + 1).Select(i => Bellerive.Day.Lots[i % 2] with
        {
            Id = new LotId(Id("lot", i)),
            Code = $"l{i}",
            Site = sites[2 * i - 2].Id,
            Temperature = (TemperatureClass)(i % 3),
            Product = $"Assortiment de légumes anciens et de yaourts fermiers au lait entier de brebis, lot n° {i}",
        }).ToList();
        var needs = lots.Select((x, i) => Bellerive.Day.Needs[0] with { Id = new NeedId(Id("need", i)), Code = $"n{i}", Site = sites[Math.Min(2 * i + 1, stops - 1)].Id }).ToList();
        var allocations = lots.Select((x, i) => Bellerive.Plan.Allocations[0] with { Id = new AllocationId(Id("allocation", i)), Lot = x.Id, Need = needs[i].Id, Quantity = x.Quantity.Expected }).ToList();
        var clock = At("08:30");
        var stopList = new List<Stop> { Bellerive.Plan.Routes[0].Stops[0] };
        for (var i = 0; i < stops; i++)
        {
            var activities = allocations.Where((_, k) => lots[k].Site == sites[i].Id || needs[k].Site == sites[i].Id)
                .Select(x => new Activity(lots[allocations.IndexOf(x)].Site == sites[i].Id ? ActivityKind.Pickup : ActivityKind.Delivery, MarketToGrocery, x.Id, x.Quantity, x.Quantity, 12));
            clock = clock.AddMinutes(17);
            stopList.Add(new Stop { Site = sites[i].Id, Arrival = clock, ServiceBegin = clock, Departure = clock.AddMinutes(9), Activities = activities.ToValueList(), LoadAfter = new Load(Kg(1234), Volume.FromLitres(900), 99) });
        }
        stopList.Add(Bellerive.Plan.Routes[0].Stops[5] with { Arrival = clock.AddMinutes(30) });
        var positions = sites.Select(x => x.Position).Prepend(Bellerive.Day.Sites[0].Position).Append(Bellerive.Day.Sites[0].Position).ToList();
        var legs = Enumerable.Range(0, stops + 1).Select(i =>
            new Leg(stopList[i].Site, stopList[i + 1].Site, Distance.FromMetres(9000), Duration.FromMinutes(8), [positions[i], positions[i + 1]]));
        return (
            Bellerive.Day with { Sites = [.. Bellerive.Day.Sites, .. sites], Lots = lots.ToValueList(), Needs = needs.ToValueList() },
            Bellerive.Plan with { Allocations = allocations.ToValueList(), Routes = [Bellerive.Plan.Routes[0] with { Stops = stopList.ToValueList(), Legs = legs.ToValueList() }] });
    }

    static Guid Id(string kind, int i) => NameBasedId.Derive(NameBasedId.Root, $"long/{kind}/{i}");
}
