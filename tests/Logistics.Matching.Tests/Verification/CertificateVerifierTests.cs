using Logistics.Domain.Policies;
using Logistics.Matching.Verification;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Verification;

public sealed class CertificateVerifierTests
{
    static MatchingCertificate Of(
        int seed, FamilyPoints? points = null, Rationing rule = Rationing.Leximin, Domain.ValueList<Aim>? order = null, EntitlementBasis? basis = null)
    {
        var day = RandomDay.Builder(seed, DaySize.Medium);
        var terms = SharingTerms.Default with { Points = points ?? FamilyPoints.Alike, Rationing = rule, Order = order ?? AimOrder.Usual, Basis = basis ?? EntitlementBasis.ByPersons };
        var built = day.Build();
        var voted = built with { Territories = [.. built.Territories.Select(x => x with { Policy = x.Policy with { Sharing = terms } })] };
        return new Matcher(new NoSolver()).Match(voted.Input(seed), TestContext.Current.CancellationToken).Certificates.Single();
    }

    [Fact]
    public void Holds_whatever_families_count()
    {
        for (var seed = 0; seed < 25; seed++)
            Assert.True(CertificateVerifier.Verify(Of(seed, new FamilyPoints(5, 3, 1, 2, 1, 4))) is { Count: 0 }, $"seed {seed}");
    }

    [Theory]
    [InlineData(Rationing.Proportional)]
    [InlineData(Rationing.EqualAwards)]
    [InlineData(Rationing.EqualLosses)]
    [InlineData(Rationing.Talmud)]
    public void Holds_under_every_rule_of_rationing(Rationing rule)
    {
        for (var seed = 0; seed < 12; seed++)
            Assert.True(CertificateVerifier.Verify(Of(seed, rule: rule)) is { Count: 0 }, $"seed {seed}");
    }

    [Fact]
    public void Holds_in_every_order_of_aims_that_may_be_voted()
    {
        foreach (var order in AimOrder.Votable)
            for (var seed = 0; seed < 8; seed++)
                Assert.True(CertificateVerifier.Verify(Of(seed, order: order)) is { Count: 0 }, $"seed {seed}, {order}");
    }

    [Theory]
    [InlineData(70, 20, 10)]
    [InlineData(0, 100, 0)]
    public void Holds_whatever_entitles_to_a_share(int persons, int equal, int need)
    {
        for (var seed = 0; seed < 12; seed++)
            Assert.True(CertificateVerifier.Verify(Of(seed, basis: new EntitlementBasis(persons, equal, need))) is { Count: 0 }, $"seed {seed}");
    }

    [Fact]
    public void A_gram_too_many_is_found()
    {
        var sound = Of(1);
        var arc = sound.Arcs.Index().First(x => x.Item.Lot is not null && x.Item.Flow > 0).Index;
        Assert.Contains(CertificateVerifier.Verify(With(sound, arc, sound.Arcs[arc].Flow + 1)), x => x.Code == "balance");
    }

    [Fact]
    public void Potentials_that_prove_nothing_are_found()
    {
        var sound = Of(2);
        var storey = sound.Storeys[0];
        var wrong = sound with { Storeys = [storey with { Potentials = [.. storey.Potentials.Select((x, v) => x + v % 3)] }] };
        Assert.Contains(CertificateVerifier.Verify(wrong), x => x.Code == "tier");
    }

    [Fact]
    public void Someone_who_was_treated_unfairly_is_found()
    {
        // The same flow, measured as if the best served had received ten tonnes before: whoever shares lots with it should have had its part.
        var found = 0;
        for (var seed = 0; seed < 30; seed++)
        {
            var sound = Of(seed);
            var favoured = sound.Recipients.MaxBy(x => sound.Arcs[x.Arc].Flow);
            var wrong = sound with { Recipients = [.. sound.Recipients.Select(x => x.Arc == favoured.Arc ? x with { Earlier = x.Earlier + 10_000_000 } : x)] };
            found += CertificateVerifier.Verify(wrong).Any(x => x.Code == "equity") ? 1 : 0;
        }
        Assert.InRange(found, 3, 30);
    }

    static MatchingCertificate With(MatchingCertificate certificate, int arc, long flow) =>
        certificate with { Arcs = [.. certificate.Arcs.Select((x, e) => e == arc ? x with { Flow = flow } : x)] };
}
