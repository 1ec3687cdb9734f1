using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Domain.Plans;
using Logistics.Domain.Policies;
using Logistics.Matching;
using Logistics.Matching.Outcomes;
using Logistics.Matching.Verification;
using Logistics.Measures;
using Logistics.Planning.Explanations;
using Spectre.Console;
using static Logistics.Cli.Commands.Tables;

namespace Logistics.Cli.Commands.Matching;

/// <summary>A matching as people read it: who receives what and why, what stays and why, the figures and the proof.</summary>
sealed class MatchReport(Terminal terminal, DayIndex day, MatchingResult result, DayFigures figures, RoadBasis roads, MatchBatches batches)
{
    readonly Words words = terminal.Words;
    readonly Explainer explainer = new(day, terminal.Words.Culture);

    public void Print()
    {
        Title(terminal, words["Match.Title", day.Day.Date.ToDateTime(TimeOnly.MinValue)]);
        if (day.Day.Notice is { } notice)
            terminal.Output.MarkupLineInterpolated($"[yellow]{notice}[/]");
        Received();
        Reasons(words["Report.Unmet"], words["Report.Need"], words["Report.Missing"], result.Unmet.Select(x => (NeedName(day, explainer, x.Need), x.Missing, explainer.Say(x))));
        Reasons(words["Report.Leftovers"], words["Report.Lot"], words["Report.Quantity"], result.Leftovers.Select(x => (LotName(day, x.Lot), x.Quantity, explainer.Say(x))));
        batches.Print();
        Levels();
        Figures();
        Proof();
    }

    /// <summary>The recipient, the family, and how urgent it is if it is.</summary>
    public static string NeedName(DayIndex day, Explainer explainer, NeedId id) =>
        $"{day[day[id].Recipient].Name}, {explainer.Name(day[id].Family)}{(day[id].Urgency == Urgency.Ordinary ? "" : $" ({explainer.Name(day[id].Urgency)})")}";

    public static string LotName(DayIndex day, LotId id) => $"{day[id].Product} ({day[day[id].Donor].Name})";

    void Received()
    {
        Title(terminal, words["Match.Received"]);
        var table = Grid(words["Match.Recipient"], words["Report.Lot"], words["Report.From"], words["Report.Quantity"], words["Report.Why"]);
        foreach (var ofParty in result.Allocations.GroupBy(x => day[x.Need].Recipient).OrderBy(x => day[x.Key].Name, StringComparer.Create(words.Culture, ignoreCase: true)))
            foreach (var (i, allocation) in ofParty.Index())
                Row(table, i == 0 ? day[ofParty.Key].Name : "", day[allocation.Lot].Product, day[day[allocation.Lot].Donor].Name,
                    explainer.Amount(allocation.Quantity), explainer.Say(allocation));
        terminal.Output.Write(table);
    }

    void Reasons(string title, string what, string amount, IEnumerable<(string What, Mass Amount, string Why)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
            return;
        Title(terminal, title);
        var table = Grid(what, amount, words["Report.Why"]);
        foreach (var row in list)
            Row(table, row.What, explainer.Amount(row.Amount), row.Why);
        terminal.Output.Write(table);
    }

    void Levels()
    {
        Title(terminal, words["Match.Levels"]);
        var table = Grid(words["Match.Recipient"], words["Match.Today"], words["Match.Earlier"], words["Match.Level"]);
        foreach (var party in day.Day.Parties.Where(x => figures.Received.ContainsKey(x.Id)))
            Row(table, party.Name, explainer.Amount(figures.Received[party.Id].Total), explainer.Amount(party.ReceivedByFamily.Total + party.ReceivedEarlier),
                figures.Evenness.LevelPermille.TryGetValue(party.Id, out var level) ? Percent(words, level) : words["Match.NoClaim"]);
        terminal.Output.Write(table);
    }

    /// <summary>Thousandths as percent with one decimal.</summary>
    public static string Percent(Words words, int? permille) => permille is { } some ? (some / 10m).ToString("0.0", words.Culture) + " %" : "–";

    void Figures()
    {
        Title(terminal, words["Report.Totals"]);
        var grid = new Grid().AddColumn().AddColumn();
        void Line(string name, string value) => grid.AddRow(new Text(name), new Text(value));
        Line(words["Match.Given"], words["Match.GivenOf", explainer.Amount(figures.Given), explainer.Amount(figures.Offered)]);
        Line(words["Match.Left"], explainer.Amount(figures.Offered - figures.Given));
        if (figures.ExpectedLoss > Mass.Zero)
            Line(words["Match.ExpectedLoss"], explainer.Amount(figures.ExpectedLoss));
        if (figures.UrgentAsked > Mass.Zero)
            Line(words["Match.Urgent"], words["Match.GivenOf", explainer.Amount(figures.UrgentGiven), explainer.Amount(figures.UrgentAsked)]);
        if (figures.PerTonne is { } way)
            Line(words["Match.PerTonne"], explainer.Amount(way));
        Line(words["Match.MinShare"], Percent(words, figures.Evenness.MinPermille));
        Line(words["Match.Gini"], Gini(words, figures.Evenness.GiniPermille));
        Line(words["Report.Bound"], Bound());
        Line(words["Report.Basis"], explainer.Say(roads) + (roads.Attribution is { } credit ? $" — {credit}" : ""));
        foreach (var policy in day.Day.Territories.Select(x => x.Policy).Distinct())
            Line(words["Match.Under"], $"{policy.Version} · {PolicyHash.Of(policy)}");
        terminal.Output.Write(grid);
    }

    /// <summary>How far the whole shares are from the sharing to the gram, and whether the proof of that one holds.</summary>
    void Proof()
    {
        if (result.Tiers is not { } tiers)
            return;
        Title(terminal, words["Match.Proof"]);
        var grid = new Grid().AddColumn().AddColumn();
        void Line(string name, string value) => grid.AddRow(new Text(name), new Text(value));
        if (tiers.UrgentAtMost > Mass.Zero)
            Line(words["Match.Urgent"], words["Match.AtMost", explainer.Amount(tiers.Urgent), explainer.Amount(tiers.UrgentAtMost)]);
        Line(words["Match.Given"], words["Match.AtMost", explainer.Amount(tiers.Given), explainer.Amount(tiers.GivenAtMost)]);
        Line(words["Match.FarthestBelow"], explainer.Amount(tiers.FarthestBelow));
        Line(words["Match.WaysCost"], tiers.ChargeAtLeast is { } least ? words["Match.AtLeast", tiers.Charge.Euros, least.Euros] : words["Match.NoLeast", tiers.Charge.Euros]);
        var violations = result.Certificates.Sum(x => CertificateVerifier.Verify(x).Count);
        Line(words["Match.CertificateIs"], violations == 0 ? words["Match.CertificateHolds"] : words["Match.CertificateFails", violations]);
        terminal.Output.Write(grid);
    }

    public static string Gini(Words words, int? permille) => permille is { } some ? (some / 1000m).ToString("0.000", words.Culture) : "–";

    string Bound() => explainer.Say(new SearchRecord(0, 0, TimeSpan.Zero, result.Bound, null, Companion: result.Note != MatchingNote.NoCompanion));
}
