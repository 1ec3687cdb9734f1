using System.Numerics;
using Logistics.Domain;
using Logistics.Matching.Outcomes;
using Logistics.Measures;

namespace Logistics.Matching.Tests.Outcomes;

public sealed class EvennessTests
{
    static PartyId Id(string name) => new(NameBasedId.Derive(NameBasedId.Root, name));

    static Evenness Of(params (string Name, long Grams, int Share)[] parties) =>
        Evenness.Of(parties.ToDictionary(x => Id(x.Name), x => new Mass(x.Grams)), parties.ToDictionary(x => Id(x.Name), x => (BigInteger)x.Share));

    [Fact]
    public void Who_has_exactly_the_entitled_share_stands_at_a_thousand()
    {
        // 30 of 40 kg for three quarters of the claim.
        var evenness = Of(("north", 30_000, 300), ("south", 10_000, 100));
        Assert.Equal((1000, 1000, 1000, 0), (evenness.LevelPermille[Id("north")], evenness.LevelPermille[Id("south")], evenness.MinPermille, evenness.GiniPermille));
    }

    [Fact]
    public void One_who_has_all_of_four_gives_three_quarters()
    {
        // (2 x 4 - 4 - 1) / 4 = 3/4.
        var evenness = Of(("a", 0, 1), ("b", 0, 1), ("c", 0, 1), ("d", 900, 1));
        Assert.Equal((0, 750), (evenness.MinPermille, evenness.GiniPermille));
        Assert.Equal(4000, evenness.LevelPermille[Id("d")]);
    }

    [Fact]
    public void Who_has_no_claim_has_no_level_and_moves_nobodys()
    {
        var evenness = Of(("a", 100, 1), ("b", 100, 1), ("guest", 5000, 0));
        Assert.Equal((1000, 0), (evenness.MinPermille, evenness.GiniPermille));
        Assert.False(evenness.LevelPermille.ContainsKey(Id("guest")));
    }

    [Fact]
    public void Where_nobody_received_there_is_nothing_to_compare()
    {
        var evenness = Of(("a", 0, 1), ("b", 0, 1));
        Assert.Null(evenness.MinPermille);
        Assert.Null(evenness.GiniPermille);
    }
}
