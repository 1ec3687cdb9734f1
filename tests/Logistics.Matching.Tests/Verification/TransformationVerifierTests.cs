using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Matching.Verification;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Verification;

/// <summary>A right batch is broken in one way at a time; the verifier must see each.</summary>
public sealed class TransformationVerifierTests
{
    readonly MatchingInput input;
    readonly JointResult right;

    public TransformationVerifierTests()
    {
        var day = new DayBuilder();
        var farm = day.Donor("farm", 2, 0);
        day.Van("van", farm);
        day.Lot("beans", farm, 100, adjust: x => x with { Date = new DateMark.KeepsUntil(day.Date) });
        var kitchen = day.Recipient("kitchen", 50);
        day.Equipment("cannery", EquipmentKind.MobileCannery, kitchen, x => x with { HasAutoclave = true, SetUp = Duration.FromMinutes(30) });
        day.Crew(kitchen, 9, 17, persons: 3, operators: 1);
        day.Recipe("jars", x => x with { Hygiene = HygieneRule.LowAcid, CrewPersons = 3 });
        input = day.Build().Input();
        right = new JointMatcher(new NoSolver()).Match(input, cancellation: TestContext.Current.CancellationToken);
        Assert.Single(right.Batches);
    }

    [Fact]
    public void A_right_batch_has_no_violation() => Assert.Empty(TransformationVerifier.Verify(input.Day, input.Transfers, right));

    [Fact]
    public void More_out_than_the_yield_gives_is_seen() =>
        Sees("batch-output", x => x with { Output = x.Output with { Quantity = new MassRange(Mass.Zero, new Mass(x.Output.Quantity.Expected.Grams + 1), new Mass(200_000)) } });

    [Fact]
    public void Grams_from_nowhere_are_seen() => Sees("batch-balance", x => x with { Inputs = [x.Inputs[0] with { Quantity = new Mass(x.Inputs[0].Quantity.Grams - 1) }] });

    [Fact]
    public void A_batch_outside_its_range_is_seen() => Sees("batch-size", x => x with { Inputs = [x.Inputs[0] with { Quantity = new Mass(19_999) }] });

    [Fact]
    public void A_batch_that_is_too_short_is_seen() => Sees("batch-time", x => x with { Period = new TimeWindow(x.Period.Begin, x.Period.End.AddMinutes(-1)) });

    [Fact]
    public void A_batch_before_the_volunteers_come_is_seen()
    {
        Sees("batch-crew", x => Moved(x, -60));
        Sees("batch-operator", x => Moved(x, -60));
    }

    [Fact]
    public void A_batch_after_the_end_of_the_goods_is_seen() => Sees("batch-life", x => Moved(x, 16 * 60));

    [Fact]
    public void A_batch_when_the_equipment_is_not_to_be_had_is_seen() => Sees("availability", x => Moved(x, 16 * 60));

    [Fact]
    public void Work_before_the_goods_are_there_is_seen() => Sees("batch-arrival", x => Moved(x, -120));

    [Fact]
    public void Two_batches_at_once_are_seen()
    {
        var twice = right with { Batches = [.. right.Batches, .. right.Batches] };
        var found = TransformationVerifier.Verify(input.Day, input.Transfers, twice).Select(x => x.Code).ToList();
        Assert.Contains("batch-premises", found);
        Assert.Contains("double", found);
    }

    [Fact]
    public void Without_autoclave_crew_or_consent_it_is_seen()
    {
        var day = input.Day.Day;
        SeesOn("batch-hygiene", day with { Equipment = [day.Equipment[0] with { HasAutoclave = false }] });
        SeesOn("batch-crew", day with { Crews = [] });
        SeesOn("batch-consent", day with { Consents = [] });
        SeesOn("outage", day with { Equipment = [day.Equipment[0] with { Outages = day.Equipment[0].Availability }] });
        SeesOn("limit", day with { Equipment = [day.Equipment[0] with { MostPerDay = Duration.FromMinutes(10) }] });
        SeesOn("batch-approval", day with { Equipment = [day.Equipment[0] with { NeedsApproval = true, Owner = day.Parties[0].Id }] });
    }

    static Transformation Moved(Transformation batch, int minutes) =>
        batch with { Period = new TimeWindow(batch.Period.Begin.AddMinutes(minutes), batch.Period.End.AddMinutes(minutes)) };

    void Sees(string code, Func<Transformation, Transformation> wrong) =>
        Assert.Contains(TransformationVerifier.Verify(input.Day, input.Transfers, right with { Batches = [wrong(right.Batches[0])] }), x => x.Code == code);

    void SeesOn(string code, DayDeclarations day) => Assert.Contains(TransformationVerifier.Verify(new DayIndex(day), input.Transfers, right), x => x.Code == code);
}
