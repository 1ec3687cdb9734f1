using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Matching.Verification;

/// <summary>A second opinion on batches, from the declarations alone; the sharing around them is verified with them. It shares nothing with the planner.</summary>
public static class TransformationVerifier
{
    /// <summary>Everything that is wrong; empty when batches and sharing keep every rule and every limit.</summary>
    /// <param name="declared">The day as declared, before any batch.</param>
    public static ValueList<MatchingViolation> Verify(DayIndex declared, ITransfers transfers, JointResult result)
    {
        ArgumentNullException.ThrowIfNull(declared);
        ArgumentNullException.ThrowIfNull(transfers);
        ArgumentNullException.ThrowIfNull(result);
        var found = new List<MatchingViolation>();
        Balance(declared, result, Report);
        foreach (var batch in result.Batches)
        {
            Recipe(declared, batch, Report);
            Place(declared, transfers, batch, Report);
            foreach (var input in batch.Inputs)
                Goods(declared, transfers, batch, input, Report);
        }
        Together(declared, transfers, result, Report);
        found.AddRange(MatchingVerifier.Verify(new DayIndex(result.Day), transfers, result.Sharing));
        return [.. found];

        void Report(string code, string what) => found.Add(new MatchingViolation(code, what));
    }

    /// <summary>What was shared is what was declared, less what went in, and what came out.</summary>
    static void Balance(DayIndex declared, JointResult result, Action<string, string> report)
    {
        var shared = result.Day.Lots.ToDictionary(x => x.Id, x => x.Quantity.Expected.Grams);
        foreach (var lot in declared.Day.Lots)
        {
            var used = result.Batches.SelectMany(x => x.Inputs).Where(x => x.Lot == lot.Id).Sum(x => x.Quantity.Grams);
            if (used + shared.GetValueOrDefault(lot.Id) != lot.Quantity.Expected.Grams)
                report("batch-balance", $"of lot {lot.Code} {used} g go into batches and {shared.GetValueOrDefault(lot.Id)} g are shared");
        }
        var known = declared.Day.Lots.Select(x => x.Id).ToHashSet();
        if (!result.Day.Lots.Where(x => !known.Contains(x.Id)).OrderBy(x => x.Id.Value).SequenceEqual(result.Batches.Select(x => x.Output).OrderBy(x => x.Id.Value)))
            report("batch-output", "the lots shared beside those declared are not what comes out of the batches");
    }

    static void Recipe(DayIndex day, Transformation batch, Action<string, string> report)
    {
        var (recipe, equipment) = (day[batch.Recipe], day[batch.Equipment]);
        long input = batch.Inputs.Sum(x => x.Quantity.Grams);
        if (input < recipe.SmallestBatch.Grams || input > recipe.LargestBatch.Grams)
            report("batch-size", $"a batch of {recipe.Code} takes {input} g");
        if (batch.Output.Quantity.Expected.Grams * 1000 > input * recipe.YieldPermille || (batch.Output.Quantity.Expected.Grams + 1) * 1000 <= input * recipe.YieldPermille)
            report("batch-output", $"{input} g of {recipe.Code} give {batch.Output.Quantity.Expected}");
        if (batch.Output.Family != recipe.Output.Family || batch.Output.Temperature != recipe.Output.Temperature || batch.Output.Site != batch.Host
            || batch.Output.Date.Date != day.Day.Date.AddDays(recipe.Output.LifeDays) || batch.Output.Date is DateMark.UseBy != recipe.Output.UseBy
            || batch.Output.PickupWindow.Begin < batch.Period.End)
            report("batch-output", $"what comes out of {recipe.Code} is not what the recipe says, where and when it is made");
        if (!recipe.Equipment.Contains(equipment.Kind) || (equipment.Recipes.Count > 0 && !equipment.Recipes.Contains(recipe.Id)))
            report("batch-equipment", $"{equipment.Code} does not run {recipe.Code}");
        if (recipe.Hygiene == HygieneRule.LowAcid && !equipment.HasAutoclave)
            report("batch-hygiene", $"{recipe.Code} is made on {equipment.Code}, which has no autoclave");

        // In tenths of a gram-second nothing rounds: minutes needed, up to the next whole one.
        var milliseconds = recipe.BatchDuration.Milliseconds + (decimal)recipe.DurationPerKilogram.Milliseconds * input / 1000;
        var work = (batch.Period.End - batch.Period.Begin).TotalMilliseconds - equipment.SetUp.Milliseconds;
        if ((decimal)work < milliseconds || (decimal)work >= milliseconds + 60_000)
            report("batch-time", $"{input} g of {recipe.Code} take {work} ms");
    }

    static void Place(DayIndex day, ITransfers transfers, Transformation batch, Action<string, string> report)
    {
        var (recipe, equipment, host) = (day[batch.Recipe], day[batch.Equipment], day[batch.Host]);
        var borrower = day[host.Party];
        if (host.Id != equipment.Site && !equipment.Hosts.Contains(host.Id))
            report("batch-place", $"{equipment.Code} is not brought to {host.Code}");
        if (borrower.Id != equipment.Owner && !(equipment.Borrowers.Count == 0 ? borrower.Territory == equipment.Territory : equipment.Borrowers.Contains(borrower.Id)))
            report("batch-place", $"{equipment.Code} is not lent to {borrower.Code}");
        if (batch.ToBeApproved != (equipment.NeedsApproval && borrower.Id != equipment.Owner))
            report("batch-approval", $"a batch on {equipment.Code} does not say whether its owner has to agree");

        // At every moment at which somebody comes or goes, enough people are there until the next such moment.
        var people = Math.Max(recipe.CrewPersons, equipment.CrewPersons);
        var operators = recipe.Hygiene == HygieneRule.LowAcid ? 1 : 0;
        var crews = day.Day.Crews.Where(x => x.Site == host.Id).ToList();
        var changes = crews.SelectMany(x => new[] { x.Span.Begin, x.Span.End }).Append(batch.Period.Begin)
            .Where(x => x >= batch.Period.Begin && x < batch.Period.End);
        foreach (var moment in changes.Distinct())
        {
            var there = crews.Where(x => x.Span.Begin <= moment && moment < x.Span.End).ToList();
            if (there.Sum(x => x.Persons) < people)
                report("batch-crew", $"{there.Sum(x => x.Persons)} people are at {host.Code} at {moment:O}, {people} are needed");
            if (there.Sum(x => x.TrainedOperators) < operators)
                report("batch-operator", $"no trained operator is at {host.Code} at {moment:O}");
        }
        UseVerifier.Available(transfers, equipment, host.Id, batch.Period, $"a batch at {host.Code}", report);
    }

    static void Goods(DayIndex day, ITransfers transfers, Transformation batch, TransformationInput input, Action<string, string> report)
    {
        var (lot, recipe, host) = (day[input.Lot], day[batch.Recipe], day[batch.Host]);
        if (!recipe.Inputs.Any(x => x.Family == lot.Family && (x.Kind ?? lot.Kind) == lot.Kind))
            report("batch-input", $"{recipe.Code} does not take {lot.Code}");
        if (input.Quantity <= Mass.Zero || (input.Quantity != lot.Quantity.Expected && (lot.Indivisible || input.Quantity < lot.SmallestShare)))
            report("batch-crumb", $"{input.Quantity} of lot {lot.Code} go into a batch");
        if (lot.Donor != host.Party && !day.Day.Consents.Any(x => x.Covers(day.Day.Date)
            && (x.From ?? lot.Donor) == lot.Donor && (x.To ?? host.Party) == host.Party
            && ((x.From is not null && x.To is not null) || (day[lot.Donor].Territory == x.Territory && day[host.Party].Territory == x.Territory))))
            report("batch-consent", $"the donor of {lot.Code} does not agree that {host.Code} has it");
        if (lot.Donor != host.Party && LawVerifier.WhyUnlawful(day, lot, AtHost(lot, host)) is { } unlawful and not LawVerifier.WarmStore)
            report("batch-law", $"lot {lot.Code} may not be worked at {host.Code}: {unlawful}");
        if (lot.Date is not DateMark.BestBefore)
        {
            var ended = batch.Period.End.AddMilliseconds(day[lot.Territory].Policy.SafetyMargin.Milliseconds).AddTicks(-1);
            if (DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(ended, day.ZoneOf(lot.Territory)).DateTime) > lot.Date.Date)
                report("batch-life", $"lot {lot.Code} is dead before its batch has ended");
        }
        var there = lot.PickupWindow.Begin;
        if (lot.Site != host.Id)
        {
            if (transfers.Between(lot.Site, host.Id) is not { } way)
            {
                report("batch-arrival", $"no road leads from {lot.Code} to {host.Code}");
                return;
            }
            there = there.AddMilliseconds(day[lot.Site].ServiceDuration.Milliseconds + way.Duration.Milliseconds);
        }
        if (batch.Period.Begin.AddMilliseconds(day[batch.Equipment].SetUp.Milliseconds) < there)
            report("batch-arrival", $"work on lot {lot.Code} begins before it can be at {host.Code}");
    }

    /// <summary>The host as somebody who is given the lot.</summary>
    static Need AtHost(Lot lot, Site host) => new()
    {
        Id = default,
        Code = host.Code,
        Territory = host.Territory,
        Recipient = host.Party,
        Site = host.Id,
        Family = lot.Family,
        Wanted = lot.Quantity.Expected,
        Urgency = Urgency.Ordinary,
        Deadline = lot.PickupWindow.End,
        Transfer = Transfer.Delivered,
    };

    /// <summary>No host has two batches at once, and no equipment is at two places, nor used longer than its owner allows.</summary>
    static void Together(DayIndex day, ITransfers transfers, JointResult result, Action<string, string> report)
    {
        for (var i = 0; i < result.Batches.Count; i++)
            for (var j = 0; j < i; j++)
                if (result.Batches[i].Host == result.Batches[j].Host
                    && result.Batches[i].Period.Begin < result.Batches[j].Period.End && result.Batches[j].Period.Begin < result.Batches[i].Period.End)
                    report("batch-premises", $"{day[result.Batches[i].Host].Code} has two batches at once");
        var batches = result.Batches.Select(x => new UseVerifier.Use(x.Equipment, x.Host, day[x.Host].Party, x.Period));
        UseVerifier.Together(day, transfers, [.. batches, .. UseVerifier.Of(day, result.Sharing.Bookings)], report);
    }
}
