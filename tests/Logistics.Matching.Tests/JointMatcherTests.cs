using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Matching.Transformations;
using Logistics.Matching.Verification;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

/// <summary>
/// 200 kg of spinach with 36 hours to live, one mobile cannery, and neighbours whose fridges take 60 kg: sharing alone loses 140 kg.
/// </summary>
public sealed class JointMatcherTests(WarmCompanion companion)
{
    [Fact]
    public void Alone_140_kg_are_lost_together_none()
    {
        var result = Match(SpinachDay.Make().Build(), companion.Require());

        // Alone: 40 kg fill the one fridge and 20 kg the other, 200 - 60 = 140 kg stay.
        Assert.Equal(140, result.Separate.Leftovers.Sum(x => x.Quantity.Kilograms));
        var batch = Assert.Single(result.Batches);
        var input = Assert.Single(batch.Inputs);
        Assert.Equal(140, input.Quantity.Kilograms);
        Assert.Empty(result.Untransformed);
        Assert.Equal(new TransformationBound(DayBuilder.Kilograms(140), DayBuilder.Kilograms(140), Mass.Zero, Mass.Zero), result.Bound);

        // 45 min of setting up, 60 min and 140 x 0.5 = 70 min of work: from 12:00 to 14:55.
        var day = SpinachDay.Make();
        Assert.Equal(day.At(12), batch.Period.Begin);
        Assert.Equal(day.At(14, 55), batch.Period.End);
        Assert.True(batch.ToBeApproved);
        Assert.Equal((batch.Reason.Lost.Kilograms, batch.Reason.LastDay, batch.Reason.Crew), (140, day.Date.AddDays(1), 4));

        // 0.9 x 140 = 126 kg of jars, from 14:55 at the kitchen, for a year; given to those who still want vegetables.
        Assert.Equal(126, batch.Output.Quantity.Expected.Kilograms);
        Assert.Equal((batch.Host, batch.Period.End, TemperatureClass.Ambient), (batch.Output.Site, batch.Output.PickupWindow.Begin, batch.Output.Temperature));
        Assert.Equal(new DateMark.BestBefore(day.Date.AddDays(365)), batch.Output.Date);
        Assert.Equal(126, result.Sharing.Allocations.Where(x => x.Lot == batch.Output.Id).Sum(x => x.Quantity.Kilograms));
        Assert.DoesNotContain(result.Sharing.Leftovers, x => x.Lot == input.Lot);
    }

    [Fact]
    public void Without_the_companion_the_batch_is_the_same_and_nothing_is_claimed()
    {
        var proven = Match(SpinachDay.Make().Build(), companion.Require());
        var greedy = Match(SpinachDay.Make().Build(), new NoSolver());
        Assert.Equal(proven.Batches, greedy.Batches);
        Assert.Null(greedy.Bound);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_a_trained_operator_low_acid_food_is_refused(bool solved)
    {
        var day = SpinachDay.Make(operators: 0).Build();
        var result = Match(day, solved ? companion.Require() : new NoSolver());
        Assert.Empty(result.Batches);
        Assert.Equal(140, result.Sharing.Leftovers.Sum(x => x.Quantity.Kilograms));
        var kitchen = day.Sites.Single(x => x.Code == "kitchen").Id;
        Assert.Equal(new UntransformedReason.NoOperator(kitchen, day.Recipes[0].Id), Assert.Single(result.Untransformed).Reason);
    }

    [Fact]
    public void Every_no_says_why()
    {
        var built = SpinachDay.Make().Build();
        var (recipe, kitchen) = (built.Recipes[0].Id, built.Sites.Single(x => x.Code == "kitchen").Id);
        Assert.Equal(new UntransformedReason.NoCrew(kitchen, 4), Why(SpinachDay.Make(volunteers: 3)));
        Assert.Equal(new UntransformedReason.NoAutoclave(recipe), Why(SpinachDay.Make(autoclave: false)));
        // 75 - 60 = 15 kg stay, 5 kg below the smallest batch.
        Assert.Equal(new UntransformedReason.BelowSmallestBatch(recipe, DayBuilder.Kilograms(5)), Why(SpinachDay.Make(kilograms: 75)));
        Assert.Equal(new UntransformedReason.NoRecipe(Family.FruitAndVegetables, "leafy-vegetables"), Why(built with { Recipes = [.. built.Recipes.Select(x => x with { Inputs = [new(Family.Dairy, null)] })] }));
        Assert.Equal(new UntransformedReason.NoEquipment(recipe), Why(built with { Equipment = [] }));
        Assert.Equal(new UntransformedReason.NotAvailable(built.Equipment[0].Id), Why(built with { Equipment = [built.Equipment[0] with { Outages = built.Equipment[0].Availability }] }));
        // Dead since yesterday at midnight, an hour of margin before: at 12:00 + 45 min + 60 min + 10 min it is 13:55, 14 h 55 min too late.
        Assert.Equal(new UntransformedReason.TooLate(Duration.FromMinutes(14 * 60 + 55)), Why(built with
        {
            Lots = [built.Lots[0] with { Date = new DateMark.KeepsUntil(built.Date.AddDays(-1)) }],
        }));

        UntransformedReason Why(object day) => Assert.Single(Match(day as DayDeclarations ?? ((DayBuilder)day).Build(), new NoSolver()).Untransformed).Reason;
    }

    /// <summary>60 kg of 200 kg find a place; a batch would take 100 kg of the rest.</summary>
    [Fact]
    public void Batches_that_are_given_up_leave_each_lot_whole_with_its_reason()
    {
        var day = SpinachDay.Make().Build();
        day = day with { Recipes = [day.Recipes[0] with { LargestBatch = DayBuilder.Kilograms(100) }], Equipment = [day.Equipment[0] with { MostPerDay = Duration.FromMinutes(110) }] };
        var input = day.Input();
        var separate = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
        var plan = TransformationPlanner.Plan(input, separate, new NoSolver(), work: 0, TestContext.Current.CancellationToken);
        Assert.Equal(100, Assert.Single(plan.Batches).Saved.Kilograms);
        Assert.Equal(40, Assert.Single(plan.Untransformed).Quantity.Kilograms);
        Assert.Equal(new Untransformed(day.Lots[0].Id, DayBuilder.Kilograms(140), new UntransformedReason.NoBetter()), Assert.Single(JointMatcher.Discarded(day, plan)));
    }

    /// <summary>Two kitchens, two canneries, a batch at each: one is given up, the other stands with its goods.</summary>
    [Fact]
    public void A_batch_that_is_given_up_leaves_the_others_as_they_are()
    {
        var builder = SpinachDay.Make(kilograms: 400);
        var second = builder.Recipient("second", 50, 0, 3, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = Mass.Zero } });
        builder.Need("second-wants", second, 100);
        var town = builder.Site("yard", builder.Party("village", PartyKind.Municipality), 5, 1, SiteKind.Depot);
        builder.Equipment("cannery2", EquipmentKind.MobileCannery, town, x => x with { Hosts = [second.Id], HasAutoclave = true, SetUp = Duration.FromMinutes(45) });
        builder.Crew(second, 12, 18, 4, 1);
        var input = builder.Build().Input();
        var matcher = new JointMatcher(new NoSolver());
        var joint = matcher.Match(input, work: 0, TestContext.Current.CancellationToken);
        Assert.Equal(2, joint.Batches.Count);
        var gone = joint.Batches.Single(x => x.Host == second.Id);

        var fewer = matcher.Without(input, joint, new HashSet<Domain.TransformationId> { gone.Id }, TestContext.Current.CancellationToken);
        Assert.Equal([joint.Batches.Single(x => x.Host != second.Id)], fewer.Batches);
        Assert.Contains(fewer.Untransformed, x => x.Reason == new UntransformedReason.NotCarried(second.Id));
        Assert.Empty(TransformationVerifier.Verify(input.Day, input.Transfers, fewer));
        Assert.Same(joint, matcher.Without(input, joint, new HashSet<Domain.TransformationId>(), TestContext.Current.CancellationToken));

        var stopped = joint.GivenUp(input.Day);
        Assert.Empty(stopped.Batches);
        Assert.Equal(joint.Separate, stopped.Sharing);
        Assert.Equal(new UntransformedReason.NotDecided(), Assert.Single(stopped.Untransformed).Reason);
        Assert.Equal(joint.Separate.Leftovers.Sum(x => x.Quantity.Grams), stopped.Untransformed[0].Quantity.Grams);
    }

    [Fact]
    public void A_workshop_on_the_same_day_goes_beside_the_batch_or_is_told_why_not()
    {
        // The cannery works until 14:55; it drives 5.4 km to the town hall where the workshop is, which lasts two hours.
        var day = SpinachDay.Make();
        var hall = day.Recipient("hall", 30, -1, 0);
        day.Request("afternoon", day.PartyOf(hall), EquipmentKind.MobileCannery, day.Between(9, 18), 120, x => x with { Site = hall.Id });
        day.Request("noon", day.PartyOf(hall), EquipmentKind.MobileCannery, day.Between(11, 15), 180, x => x with { Site = hall.Id });
        var built = day.Build();
        built = built with { Equipment = [built.Equipment[0] with { Hosts = [.. built.Equipment[0].Hosts, hall.Id] }] };
        // Batch first, as early as can be: only the afternoon is left.
        var greedy = Match(built, new NoSolver());
        Assert.Equal(140, greedy.Batches.Sum(x => x.Saved.Kilograms));
        Assert.Equal("afternoon", built.EquipmentRequests.Single(x => x.Id == Assert.Single(greedy.Sharing.Bookings).Request).Code);
        Assert.Equal(UnmetRequestReason.SavesFood, Assert.Single(greedy.Sharing.UnmetRequests).Reason);
        // Decided together: both workshops first, 08:15 to 14:45, then the batch until the volunteers and the cannery's day end.
        var together = Match(built, companion.Require());
        Assert.Equal(140, together.Batches.Sum(x => x.Saved.Kilograms));
        Assert.Equal(2, together.Sharing.Bookings.Count);
    }

    [Fact]
    public void A_day_without_recipes_is_shared_as_ever()
    {
        var day = RandomDay.Make(3, DaySize.Medium) with { Recipes = [] };
        var input = day.Input();
        var joint = new JointMatcher(new NoSolver()).Match(input, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(day.Match().Allocations, joint.Sharing.Allocations);
        Assert.Equal(day.Match().Bookings, joint.Sharing.Bookings);
        Assert.Equal(day, joint.Day);
    }

    static JointResult Match(DayDeclarations day, ISolverClient solver)
    {
        var input = day.Input();
        var result = new JointMatcher(solver).Match(input, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(TransformationVerifier.Verify(input.Day, input.Transfers, result));
        return result;
    }
}
