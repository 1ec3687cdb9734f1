using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories;
using Logistics.Measures;

namespace Logistics.Formats.Demo;

/// <summary>What the partners that serve people ask for today.</summary>
static class DemoNeeds
{
    // Grams for each attested person: about what one day's hand-out adds to a household's shopping.
    static readonly (Family Family, int GramsPerPerson)[] Portions =
    [
        (Family.FruitAndVegetables, 600), (Family.Protein, 320), (Family.Starch, 450), (Family.Dairy, 300), (Family.Other, 250), (Family.Hygiene, 80),
    ];

    public static ValueList<Need> Make(int count, DemoStage stage, DemoClock clock, Rng rng)
    {
        var recipients = stage.Places.Where(place => place.Partner.Persons > 0).ToArray();
        var first = recipients.Select(_ => rng.Below(Portions.Length)).ToArray();
        List<Need> needs = new(count);
        for (var i = 0; i < count; i++)
        {
            // Round after round, each recipient asks for its next family; on very large days for a second helping of the first.
            var (who, round) = (i % recipients.Length, i / recipients.Length);
            var place = recipients[who];
            var (family, grams) = Portions[(first[who] + round) % Portions.Length];
            if (!place.Site.AcceptedFamilies.Contains(family))
                (family, grams) = Portions[0];
            var asked = Math.Max(5, place.Partner.Persons * grams / 1000) * rng.Between(8, 12) / 10;
            needs.Add(Stated(i + 1, place, family, Mass.FromKilograms(asked), round, clock));
        }
        return [.. needs];
    }

    static Need Stated(int number, Place place, Family family, Mass wanted, int round, DemoClock clock)
    {
        var need = new Need
        {
            Id = TerritoryIds.Need(place.Party.Territory, $"besoin-{number}"),
            Code = $"besoin-{number}",
            Territory = place.Party.Territory,
            Recipient = place.Party.Id,
            Site = place.Site.Id,
            Family = family,
            Wanted = wanted,
            Urgency = Urgency.Ordinary,
            Deadline = clock.At("17:00"),
            Transfer = place.Partner.Kind == PartyKind.ThirdPlace ? Transfer.Collected : Transfer.Delivered,
        };
        return place.Partner.Kind switch
        {
            PartyKind.CommunalSocialCentre when round == 0 =>
                need with { Urgency = Urgency.Class1, Deadline = clock.At("14:00"), Event = "Colis d'urgence de l'après-midi" },
            PartyKind.Kitchen when round == 0 => need with { Urgency = Urgency.Class3, Deadline = clock.At("12:00"), Event = "Service du soir, à cuisiner dès midi" },
            PartyKind.Association when place.Partner.Code == "maraude-etoiles" =>
                need with { Urgency = Urgency.Class2, Deadline = clock.At("16:30"), Event = "Maraude de 19 h 30" },
            _ => need,
        };
    }
}
