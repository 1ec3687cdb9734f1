using System.Globalization;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Logistics.Testing.Days;

namespace Logistics.Host.Tests;

/// <summary>A day with a batch on the pages, and what may be tried on it.</summary>
public sealed class BatchScreenTests
{
    static readonly DayDeclarations declared = SpinachDay.Make().Build();

    static PlannedDay Planned(DayDeclarations day, Sharing sharing = Sharing.Fair) => new(
        new DayIndex(day),
        new SmallEngine().Plan(day, new Surroundings([], null), sharing, TimeSpan.Zero, new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero), new Progress<Planning.PlanningProgress>(), CancellationToken.None),
        version: 1);

    [Fact]
    public void A_batch_is_shown_to_its_host_to_the_owner_and_to_the_donor_and_to_nobody_else()
    {
        var day = Planned(declared);
        var screen = new DayScreen(day, null, new Phrases(CultureInfo.GetCultureInfo("fr-FR"), day.Zone));
        var row = Assert.Single(screen.Batches());
        Assert.Equal(("cannery", "kitchen", "épinards en bocaux", 126m, true), (row.Equipment, row.Host, row.Product, row.Quantity.Kilograms, row.ToBeApproved));
        Assert.Equal(new BatchInputRow("spinach", "farm", Measures.Mass.FromKilograms(140)), Assert.Single(row.Inputs));
        Assert.Empty(screen.Untransformed());
        foreach (var (code, sees) in new[] { ("kitchen", true), ("town", true), ("farm", true), ("fridge", false) })
            Assert.Equal(sees, screen.Batches(declared.Parties.Single(x => x.Code == code).Id).Count == 1);
        // What is brought to the batch stands on the lane of the van that brings it.
        Assert.Contains(screen.Lanes.SelectMany(x => x.Stops).SelectMany(x => x.Actions), x => x.Product == "spinach" && x.Quantity.Kilograms == 140);
    }

    [Fact]
    public void What_a_batch_takes_is_no_request_of_its_host()
    {
        var day = Planned(declared with { Needs = [.. declared.Needs.Where(x => x.Code != "kitchen-wants")] });
        Assert.Single(day.Plan.Batches);
        var answer = WhyNot.Of(day, "kitchen", "spinach", new Planning.Explanations.Explainer(day.Index, CultureInfo.GetCultureInfo("fr-FR")));
        Assert.Equal(WhyNotKind.NotAsked, answer!.Kind);
    }

    [Fact]
    public void Refusals_that_are_not_listed_are_not_said_to_be_none()
    {
        var day = Planned(declared);
        var unlisted = new PlannedDay(new DayIndex(declared), day.Plan with { Allocations = [], UnlistedRefusals = [new RefusalCount(new Refusal.Closed(), 700_000)] }, 1);
        var answer = WhyNot.Of(unlisted, "kitchen", "spinach", new Planning.Explanations.Explainer(day.Index, CultureInfo.GetCultureInfo("fr-FR")));
        Assert.Equal(WhyNotKind.NotWritten, answer!.Kind);
    }

    /// <summary>Whatever is tried begins from what was declared: what batches made or wanted is not there.</summary>
    [Fact]
    public void A_trial_on_a_day_with_a_batch_begins_from_what_was_declared()
    {
        var day = Planned(declared);
        Assert.Equal(day.Declared.Day.Lots.Count + 1, day.Index.Day.Lots.Count);
        TrialKind[] kinds = [new TrialKind.FirstCome(), new TrialKind.Spinach(), new TrialKind.Breakdown("van")];
        foreach (var kind in kinds)
        {
            var tried = Planned(kind.Apply(day.Declared.Day), kind is TrialKind.FirstCome ? Sharing.FirstCome : Sharing.Fair);
            Assert.Equal(tried.Plan.Batches.Count, tried.Index.Day.Lots.Count - tried.Declared.Day.Lots.Count);
            // Differences name lots that only one of the two plans made.
            Assert.NotEmpty(new TrialDifference(day, tried).Shares);
        }
    }
}
