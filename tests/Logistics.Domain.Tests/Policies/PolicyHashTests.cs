using System.Reflection;
using Logistics.Domain.Policies;
using Logistics.Measures;

namespace Logistics.Domain.Tests.Policies;

public sealed class PolicyHashTests
{
    public static readonly Policy Plain = new()
    {
        Version = "2026-1",
        DecidedOn = new DateOnly(2026, 1, 15),
        QuantityRiskPercent = 5,
        SafetyMargin = Duration.FromMinutes(60),
        FoodFactor = new EmissionFactor(1530, "ADEME 2016", 2016),
    };

    /// <summary>Each changes one thing that a policy decides.</summary>
    static readonly Dictionary<string, Func<Policy, Policy>> Changes = new()
    {
        ["QuantityRiskPercent"] = x => x with { QuantityRiskPercent = 5.1m },
        ["SafetyMargin"] = x => x with { SafetyMargin = Duration.FromMinutes(61) },
        ["Radius"] = x => x with { Radius = Distance.FromMetres(1) },
        ["FoodFactor.GramsCo2ePerKilogram"] = x => x with { FoodFactor = x.FoodFactor with { GramsCo2ePerKilogram = 1 } },
        ["FoodFactor.Source"] = x => x with { FoodFactor = x.FoodFactor with { Source = "x" } },
        ["FoodFactor.Year"] = x => x with { FoodFactor = x.FoodFactor with { Year = 2017 } },
        ["Electorate.Voices"] = x => x with { Electorate = x.Electorate with { Voices = VoiceRule.Structure } },
        ["Electorate.Colleges"] = x => x with { Electorate = x.Electorate with { Colleges = [new("donors", 1)] } },
        ["Electorate.QuorumPercent"] = x => x with { Electorate = x.Electorate with { QuorumPercent = 51 } },
        ["Sharing.Basis"] = x => Shared(x, y => y with { Basis = new EntitlementBasis(50, 25, 25) }),
        ["Sharing.Rationing"] = x => Shared(x, y => y with { Rationing = Rationing.Talmud }),
        ["Sharing.HalfLifeDays"] = x => Shared(x, y => y with { HalfLifeDays = 57 }),
        ["Sharing.Points"] = x => Shared(x, y => y with { Points = y.Points with { Hygiene = 2 } }),
        ["Sharing.EquityTolerancePermille"] = x => Shared(x, y => y with { EquityTolerancePermille = 21 }),
        ["Sharing.CostTolerancePermille"] = x => Shared(x, y => y with { CostTolerancePermille = 1 }),
        ["Sharing.NonIdlingPermille"] = x => Shared(x, y => y with { NonIdlingPermille = 999 }),
        ["Sharing.LookAheadDays"] = x => Shared(x, y => y with { LookAheadDays = 1 }),
        ["Sharing.Preferences"] = x => Shared(x, y => y with { Preferences = new PreferenceWeights(Organic: 1, Local: 2) }),
        ["Sharing.Order"] = x => Shared(x, y => y with { Order = AimOrder.Votable[1] }),
        ["Sharing.Steps"] = x => Shared(x, y => y with { Steps = y.Steps with { Crates = 2 } }),
        ["Sharing.PromiseCut"] = x => Shared(x, y => y with { PromiseCut = PromiseCut.LatestFirst }),
    };

    static Policy Shared(Policy policy, Func<SharingTerms, SharingTerms> change) => policy with { Sharing = change(policy.Sharing) };

    [Fact]
    public void Whatever_a_vote_can_change_changes_the_hash()
    {
        var hashes = Changes.Select(x => PolicyHash.Of(x.Value(Plain))).Append(PolicyHash.Of(Plain)).ToList();
        Assert.Distinct(hashes);
        Assert.All(hashes, x => Assert.Matches("^[0-9a-f]{64}$", x));
    }

    [Fact]
    public void Nothing_that_a_policy_decides_is_missing_above()
    {
        string[] given = [nameof(Policy.Version), nameof(Policy.DecidedOn), nameof(Policy.EffectiveFrom), nameof(Policy.Signature)];
        foreach (var (type, prefix) in new[] { (typeof(Policy), ""), (typeof(SharingTerms), "Sharing."), (typeof(Electorate), "Electorate.") })
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(x => x.Name).Except(given))
                Assert.Contains(Changes.Keys, x => x == prefix + property || x.StartsWith(prefix + property + ".", StringComparison.Ordinal) || property is "Sharing" or "Electorate");
    }

    [Fact]
    public void What_the_vote_gives_afterwards_leaves_the_hash_alone() => Assert.Equal(PolicyHash.Of(Plain), PolicyHash.Of(Plain with
    {
        Version = "2026-2",
        DecidedOn = new DateOnly(2026, 6, 1),
        EffectiveFrom = new DateOnly(2026, 7, 1),
        Signature = new PolicySignature("a", "b", "c"),
    }));

    [Fact]
    public void Five_and_five_point_nought_are_one_number() =>
        Assert.Equal(PolicyHash.Of(Plain), PolicyHash.Of(Plain with { QuantityRiskPercent = 5.00m }));

    [Fact]
    public void A_text_of_two_lines_passes_for_no_other_fact() => Assert.DoesNotContain(
        "\nrationing=Talmud\n", PolicyHash.TextOf(Plain with { FoodFactor = Plain.FoodFactor with { Source = "x\nrationing=Talmud" } }), StringComparison.Ordinal);

    [Fact]
    public void Two_versions_follow_each_other_on_their_days_only()
    {
        var next = Plain with { Version = "2026-2", DecidedOn = new DateOnly(2026, 5, 1), EffectiveFrom = new DateOnly(2026, 6, 1) };
        Assert.Null(PolicyBook.InForce([next, Plain], new DateOnly(2026, 1, 14)));
        Assert.Equal(Plain, PolicyBook.InForce([next, Plain], new DateOnly(2026, 1, 15)));
        // Decided, but not in force yet.
        Assert.Equal(Plain, PolicyBook.InForce([next, Plain], new DateOnly(2026, 5, 31)));
        Assert.Equal(next, PolicyBook.InForce([Plain, next], new DateOnly(2026, 6, 1)));
    }
}
