using Logistics.Domain.Parties;

namespace Logistics.Formats.Demo;

/// <summary>What a donor has to give, by trade.</summary>
enum Trade { None, Bakery, Greengrocer, Organic, Supermarket, Market, Farm, Dairy, Fish, Stock, Grocery }

/// <summary>One partner of the demonstration with its one site. All are invented; the towns are real.</summary>
/// <param name="Persons">Attested persons; 0: it only gives.</param>
sealed record Partner(string Code, string Name, PartyKind Kind, SiteKind Site, string Town, Trade Gives, int Persons);

/// <summary>A territory of the demonstration. Its first partner keeps the vehicles; the others follow in order of need for a small day.</summary>
sealed record DemoTerritory(string Code, string Name, Partner[] Partners);

/// <summary>The sixty partners of the demonstration, of the kinds that the six territories know.</summary>
static class Cast
{
    public static readonly DemoTerritory[] Territories =
    [
        new("montpellier", "Montpellier centre",
        [
            new("banque-alimentaire", "Banque alimentaire du Lez", PartyKind.FoodBank, SiteKind.Depot, "Castelnau-le-Lez", Trade.Stock, 0),
            new("secours-clapas", "Secours du Clapas", PartyKind.Association, SiteKind.DistributionPoint, "Montpellier", Trade.None, 420),
            new("grossiste-bio", "Grossiste bio de la Lironde", PartyKind.Wholesaler, SiteKind.Warehouse, "Lattes", Trade.Market, 0),
            new("cuisine-de-rue", "Cuisine de rue La Marmite", PartyKind.Kitchen, SiteKind.Kitchen, "Montpellier", Trade.None, 180),
            new("maraichers-maurin", "Maraîchers de Maurin", PartyKind.Grower, SiteKind.Farm, "Lattes", Trade.Farm, 0),
            new("ccas-montpellier", "CCAS, colis d'urgence", PartyKind.CommunalSocialCentre, SiteKind.DistributionPoint, "Montpellier", Trade.None, 120),
            new("epicerie-escale", "Épicerie sociale L'Escale", PartyKind.SocialGrocery, SiteKind.DistributionPoint, "Montpellier", Trade.Grocery, 220),
            new("magasin-epis", "Magasin bio Les Épis", PartyKind.Shop, SiteKind.Shop, "Montpellier", Trade.Organic, 0),
            new("maraude-etoiles", "Maraude des Étoiles", PartyKind.Association, SiteKind.Premises, "Montpellier", Trade.None, 90),
            new("cooperative-musette", "Supermarché coopératif La Musette", PartyKind.Shop, SiteKind.Shop, "Montpellier", Trade.Supermarket, 0),
            new("epicerie-etudiante", "Épicerie étudiante du Campus", PartyKind.SocialGrocery, SiteKind.DistributionPoint, "Montpellier", Trade.None, 350),
            new("boulangerie-arceaux", "Boulangerie des Arceaux", PartyKind.Shop, SiteKind.Shop, "Montpellier", Trade.Bakery, 0),
            new("table-ouverte", "La Table ouverte", PartyKind.Kitchen, SiteKind.Kitchen, "Montpellier", Trade.None, 150),
            new("primeurs-gare", "Primeurs du marché de gros", PartyKind.Wholesaler, SiteKind.Warehouse, "Saint-Jean-de-Védas", Trade.Greengrocer, 0),
            new("tiers-lieu-passerelle", "Tiers-lieu La Passerelle", PartyKind.ThirdPlace, SiteKind.Hub, "Montpellier", Trade.None, 60),
            new("halte-faubourg", "Halte de jour du Faubourg", PartyKind.Association, SiteKind.DistributionPoint, "Montpellier", Trade.None, 110),
        ]),
        new("celleneuve", "Celleneuve",
        [
            new("epicerie-quartier", "Épicerie solidaire du Quartier", PartyKind.SocialGrocery, SiteKind.DistributionPoint, "Celleneuve", Trade.None, 160),
            new("superette-mosson", "Supérette de la Mosson", PartyKind.Shop, SiteKind.Shop, "Juvignac", Trade.Supermarket, 0),
            new("entraide-mosson", "Entraide Mosson", PartyKind.Association, SiteKind.DistributionPoint, "Celleneuve", Trade.None, 240),
            new("boulangerie-marche", "Boulangerie du Marché", PartyKind.Shop, SiteKind.Shop, "Celleneuve", Trade.Bakery, 0),
            new("cuisine-partagee", "Cuisine partagée Les Fourneaux", PartyKind.Kitchen, SiteKind.Kitchen, "Celleneuve", Trade.None, 70),
            new("jardins-partages", "Jardins partagés de Celleneuve", PartyKind.Grower, SiteKind.Farm, "Celleneuve", Trade.Farm, 0),
            new("collectif-habitants", "Collectif des habitants", PartyKind.Association, SiteKind.DistributionPoint, "Celleneuve", Trade.None, 130),
            new("maison-quartier", "Maison de quartier L'Olivier", PartyKind.ThirdPlace, SiteKind.Premises, "Celleneuve", Trade.None, 40),
        ]),
        new("frontignan", "Frontignan, bassin de Thau",
        [
            new("paniers-etang", "Les Paniers de l'étang", PartyKind.Association, SiteKind.DistributionPoint, "Frontignan", Trade.None, 180),
            new("criee-bassin", "Mareyeur du Bassin", PartyKind.Wholesaler, SiteKind.Warehouse, "Sète", Trade.Fish, 0),
            new("secours-bassin", "Secours du Bassin", PartyKind.Association, SiteKind.DistributionPoint, "Sète", Trade.None, 300),
            new("primeurs-peyrade", "Primeurs de la Peyrade", PartyKind.Shop, SiteKind.Shop, "Frontignan", Trade.Greengrocer, 0),
            new("ccas-frontignan", "CCAS du Rivage", PartyKind.CommunalSocialCentre, SiteKind.DistributionPoint, "Frontignan", Trade.None, 90),
            new("magasin-aresquiers", "Magasin bio des Aresquiers", PartyKind.Shop, SiteKind.Shop, "Frontignan", Trade.Organic, 0),
            new("epicerie-singuliere", "Épicerie sociale Saint-Clair", PartyKind.SocialGrocery, SiteKind.DistributionPoint, "Sète", Trade.None, 260),
            new("vergers-gigean", "Vergers de Gigean", PartyKind.Grower, SiteKind.Farm, "Gigean", Trade.Farm, 0),
            new("table-thau", "La Table de Thau", PartyKind.Kitchen, SiteKind.Kitchen, "Balaruc-les-Bains", Trade.None, 60),
            new("entraide-meze", "Entraide de Mèze", PartyKind.Association, SiteKind.DistributionPoint, "Mèze", Trade.None, 70),
        ]),
        new("pezenas", "Pézenas",
        [
            new("epicerie-pezenas", "Épicerie sociale du Piscénois", PartyKind.SocialGrocery, SiteKind.DistributionPoint, "Pézenas", Trade.None, 140),
            new("maraichers-boyne", "Maraîchers de la Boyne", PartyKind.Grower, SiteKind.Farm, "Montagnac", Trade.Farm, 0),
            new("secours-agde", "Secours d'Agde", PartyKind.Association, SiteKind.DistributionPoint, "Agde", Trade.None, 230),
            new("magasin-piscenois", "Magasin bio du Piscénois", PartyKind.Shop, SiteKind.Shop, "Pézenas", Trade.Organic, 0),
            new("ccas-vallee", "CCAS de la Vallée", PartyKind.CommunalSocialCentre, SiteKind.DistributionPoint, "Clermont-l'Hérault", Trade.None, 80),
            new("grossiste-beziers", "Grossiste de l'Orb", PartyKind.Wholesaler, SiteKind.Warehouse, "Béziers", Trade.Market, 0),
            new("conserverie", "Conserverie solidaire", PartyKind.Kitchen, SiteKind.Kitchen, "Pézenas", Trade.None, 20),
            new("boulangerie-quai", "Boulangerie du Quai", PartyKind.Shop, SiteKind.Shop, "Pézenas", Trade.Bakery, 0),
            new("entraide-paulhan", "Entraide de Paulhan", PartyKind.Association, SiteKind.DistributionPoint, "Paulhan", Trade.None, 60),
        ]),
        new("vauvert", "Vauvert",
        [
            new("epicerie-vauvert", "Épicerie solidaire des Costières", PartyKind.SocialGrocery, SiteKind.DistributionPoint, "Vauvert", Trade.None, 150),
            new("costieres-primeurs", "Costières Primeurs", PartyKind.Wholesaler, SiteKind.Warehouse, "Vauvert", Trade.Greengrocer, 0),
            new("secours-camargue", "Secours de Petite Camargue", PartyKind.Association, SiteKind.DistributionPoint, "Lunel", Trade.None, 210),
            new("superette-lunel", "Supérette de Lunel", PartyKind.Shop, SiteKind.Shop, "Lunel", Trade.Supermarket, 0),
            new("ccas-vauvert", "CCAS des Costières", PartyKind.CommunalSocialCentre, SiteKind.DistributionPoint, "Vauvert", Trade.None, 70),
            new("vergers-vistre", "Vergers du Vistre", PartyKind.Grower, SiteKind.Farm, "Aimargues", Trade.Farm, 0),
            new("aide-nimes", "Aide gardoise", PartyKind.Association, SiteKind.DistributionPoint, "Nîmes", Trade.None, 320),
            new("boulangerie-vergeze", "Boulangerie de Vergèze", PartyKind.Shop, SiteKind.Shop, "Vergèze", Trade.Bakery, 0),
            new("foyer-remparts", "Foyer des Remparts", PartyKind.Kitchen, SiteKind.Kitchen, "Aigues-Mortes", Trade.None, 50),
        ]),
        new("haut-allier", "Haut-Allier",
        [
            new("epicerie-haut-allier", "Épicerie sociale du Haut-Allier", PartyKind.SocialGrocery, SiteKind.DistributionPoint, "Langogne", Trade.None, 90),
            new("ferme-langouyrou", "Ferme du Langouyrou", PartyKind.Grower, SiteKind.Farm, "Langogne", Trade.Farm, 0),
            new("secours-langeac", "Secours de Langeac", PartyKind.Association, SiteKind.DistributionPoint, "Langeac", Trade.None, 70),
            new("fromagerie-grandrieu", "Fromagerie de Grandrieu", PartyKind.Grower, SiteKind.Farm, "Grandrieu", Trade.Dairy, 0),
            new("entraide-saugues", "Entraide de Saugues", PartyKind.Association, SiteKind.DistributionPoint, "Saugues", Trade.None, 40),
            new("superette-langogne", "Supérette de Langogne", PartyKind.Shop, SiteKind.Shop, "Langogne", Trade.Supermarket, 0),
            new("depot-mende", "Dépôt de Mende", PartyKind.FoodBank, SiteKind.Depot, "Mende", Trade.Stock, 0),
            new("accueil-pradelles", "Maison d'accueil de Pradelles", PartyKind.Association, SiteKind.DistributionPoint, "Pradelles", Trade.None, 30),
        ]),
    ];

    public static string Base(string territory) => Territories.Single(one => one.Code == territory).Partners[0].Code;

    /// <summary>
    /// The first <paramref name="count"/> partners, a round over the territories at a time, then as many made-up ones as are missing:
    /// two that give for three that receive, spread over the territories by their size.
    /// </summary>
    public static IEnumerable<(DemoTerritory Territory, Partner Partner)> First(int count, Rng rng)
    {
        var rounds = Territories.Max(territory => territory.Partners.Length);
        var written = Enumerable.Range(0, rounds)
            .SelectMany(round => Territories.Where(territory => round < territory.Partners.Length).Select(territory => (territory, territory.Partners[round])))
            .ToArray();
        for (var i = 0; i < count; i++)
            yield return i < written.Length ? written[i] : Extra(i, written, rng);
    }

    static (DemoTerritory, Partner) Extra(int number, (DemoTerritory Territory, Partner Like)[] written, Rng rng)
    {
        // Like a partner already there, in another of its territory's towns.
        var gives = number % 5 < 2;
        var (territory, like) = rng.Pick([.. written.Where(one => one.Like.Persons == 0 == gives && one.Like.Gives is not (Trade.Fish or Trade.Stock))]);
        var town = rng.Pick(territory.Partners).Town;
        var sort = like.Kind switch
        {
            PartyKind.Shop => "Magasin",
            PartyKind.Wholesaler => "Grossiste",
            PartyKind.Grower => "Ferme",
            PartyKind.SocialGrocery => "Épicerie",
            PartyKind.Kitchen => "Cuisine",
            PartyKind.CommunalSocialCentre => "CCAS",
            _ => "Association",
        };
        var persons = gives ? 0 : rng.Between(2, 40) * 10;
        return (territory, like with { Code = $"partenaire-{number + 1}", Name = $"{sort} n° {number + 1} de {town}", Town = town, Persons = persons });
    }
}
