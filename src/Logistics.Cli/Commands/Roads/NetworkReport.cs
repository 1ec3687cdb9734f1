using Logistics.Roads;
using Logistics.Roads.Terrain;

namespace Logistics.Cli.Commands.Roads;

/// <summary>What came of reading a map, in lines for people.</summary>
static class NetworkReport
{
    public static void Show(Terminal terminal, RoadNetwork roads)
    {
        var (words, report) = (terminal.Words, roads.Report);
        terminal.Say(words["Roads.Report.Source", roads.Source.Name, roads.Source.Attribution, roads.ProfileName]);
        terminal.Say(words["Roads.Report.Slices", string.Join(", ", roads.Slices)]);
        terminal.Say(words["Roads.Report.Ways", report.WaysKept, report.WaysRead, report.NodesMissing]);
        terminal.Say(words["Roads.Report.Network", report.Kilometres, report.RestrictedKilometres, report.Junctions, report.Arcs]);
        terminal.Say(words["Roads.Report.Turns", report.RestrictionsRead, report.TurnsForbidden]);
        terminal.Say(words["Roads.Report.Islands", report.IslandsRemoved, report.IslandKilometres, report.LargestIslandKilometres]);
        if (report.HeightsUsed + report.HeightsMissing > 0)
            terminal.Say(words["Roads.Report.Heights", report.HeightsUsed, report.HeightsMissing]);
        if (report.ZonesApplied > 0)
            terminal.Say(words["Roads.Report.Zones", report.ZonesApplied, report.ZonesShutKilometres]);
        if (report.Oddities.Count > 0)
            terminal.Say(words["Roads.Report.Oddities", report.Oddities.Sum(oddity => oddity.Count)]);
        foreach (var oddity in report.Oddities.OrderByDescending(oddity => oddity.Count))
            terminal.Say($"  {oddity.Count,6}  {oddity.Kind} ({string.Join(" | ", oddity.Examples)})");
    }

    /// <summary>Why zones that somebody gave shut nothing; where they do, the report has said so.</summary>
    public static void ShowIdle(Terminal terminal, RoadNetwork roads, EmissionZones zones)
    {
        if (roads.Report.ZonesApplied == 0)
            terminal.Say(zones.Count == 0
                ? terminal.Words["Roads.Report.ZonesOff", zones.PassedOver]
                : terminal.Words["Roads.Report.ZonesNobody", zones.Count, roads.ProfileName]);
    }
}
