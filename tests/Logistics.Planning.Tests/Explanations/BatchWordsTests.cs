using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Measures;
using Logistics.Planning.Explanations;
using Logistics.Testing.Days;

namespace Logistics.Planning.Tests.Explanations;

/// <summary>Batches, and what goes into none, said to people.</summary>
public sealed class BatchWordsTests
{
    readonly DayBuilder day = new();
    readonly Lot spinach;
    readonly Site kitchen;
    readonly SharedEquipment cannery;
    readonly Recipe recipe;

    public BatchWordsTests()
    {
        spinach = day.Lot("épinards", day.Donor("ferme"), 200);
        kitchen = day.Recipient("la cuisine", 50);
        cannery = day.Equipment("la conserverie", EquipmentKind.MobileCannery, day.Site("dépôt", day.Party("la ville")));
        recipe = day.Recipe("bocaux d'épinards");
    }

    Explainer In(string culture) => new(new DayIndex(day.Build()), CultureInfo.GetCultureInfo(culture));

    [Fact]
    public void A_batch_says_what_was_to_be_lost_and_what_it_makes()
    {
        var batch = new Transformation
        {
            Id = default,
            Equipment = cannery.Id,
            Recipe = recipe.Id,
            Host = kitchen.Id,
            Period = day.Between(12, 15),
            Inputs = [new TransformationInput(spinach.Id, Mass.FromKilograms(140))],
            Output = spinach with { Id = new LotId(Guid.AllBitsSet), Product = "épinards en bocaux", Quantity = DayBuilder.Weight(126) },
            ToBeApproved = true,
            Reason = new TransformationReason(spinach.Id, Mass.FromKilograms(140), new DateOnly(2026, 3, 11), Crew: 4),
        };
        Assert.Equal(
            "140 kg allaient être perdus (surtout : épinards, dernier jour le 11/03/2026) ; « bocaux d'épinards » avec la conserverie, chez la cuisine et à 4 personnes, "
            + "en fait 126 kg de épinards en bocaux ; à confirmer par le propriétaire, la ville", In("fr-FR").Say(batch));
        Assert.StartsWith("140 kg were going to be lost (mostly: épinards, last day 11/03/2026)", In("en-GB").Say(batch), StringComparison.Ordinal);
    }

    [Fact]
    public void What_goes_into_no_batch_says_why()
    {
        Assert.Equal("personne chez la cuisine n'est formé à l'autoclave, que « bocaux d'épinards » exige", Why("fr-FR", new UntransformedReason.NoOperator(kitchen.Id, recipe.Id)));
        Assert.Equal("never 4 people for long enough at la cuisine", Why("en-GB", new UntransformedReason.NoCrew(kitchen.Id, 4)));
        Assert.Equal("the batch would end 1 h 30 too late", Why("en-GB", new UntransformedReason.TooLate(Duration.FromMinutes(90))));
        Assert.Equal("il manque 5 kg pour la plus petite fournée de « bocaux d'épinards »", Why("fr-FR", new UntransformedReason.BelowSmallestBatch(recipe.Id, Mass.FromKilograms(5))));
        Assert.StartsWith("une transformation était possible", Why("fr-FR", new UntransformedReason.NoBetter()), StringComparison.Ordinal);
        Assert.StartsWith("a batch was possible", Why("en-GB", new UntransformedReason.NoBetter()), StringComparison.Ordinal);

        string Why(string culture, UntransformedReason reason) => In(culture).Say(new Untransformed(spinach.Id, Mass.FromKilograms(140), reason));
    }
}
