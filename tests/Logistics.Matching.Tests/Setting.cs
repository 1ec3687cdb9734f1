using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Matching.Model;
using Logistics.Matching.Verification;
using Logistics.Measures;
using Logistics.OrTools;

namespace Logistics.Matching.Tests;

/// <summary>Roads of the made-up town: three tenths longer than the crow flies, at 36 km/h.</summary>
sealed class CrowRoads(DayIndex day) : ITransfers
{
    public TransferEstimate? Between(SiteId from, SiteId to)
    {
        var decimetres = day[from].Position.DistanceTo(day[to].Position).Decimetres * 13 / 10;
        return new TransferEstimate(new Distance(decimetres), new Duration(decimetres * 10));
    }
}

static class Setting
{
    public static MatchingInput Input(this DayDeclarations day, long seed = 1)
    {
        var index = new DayIndex(day);
        return new MatchingInput { Day = index, Transfers = new CrowRoads(index), Seed = seed };
    }

    /// <summary>Matched without the companion, and verified.</summary>
    public static MatchingResult Match(this DayDeclarations day, long seed = 1)
    {
        var input = day.Input(seed);
        var result = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
        Assert.Empty(MatchingVerifier.Verify(input.Day, input.Transfers, result));
        Assert.All(result.Certificates, x => Assert.Empty(CertificateVerifier.Verify(x)));
        return result;
    }

    public static Problem Problem(this DayDeclarations day, long seed = 1) => Model.Problem.Build(day.Input(seed));

    public static decimal Kilograms(this MatchingResult result, Domain.Goods.Lot lot, Domain.Needs.Need need) =>
        result.Allocations.Where(x => x.Lot == lot.Id && x.Need == need.Id).Sum(x => x.Quantity.Kilograms);

    public static decimal Kilograms(this MatchingResult result, Domain.Needs.Need need) =>
        result.Allocations.Where(x => x.Need == need.Id).Sum(x => x.Quantity.Kilograms);
}
