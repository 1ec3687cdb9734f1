using Logistics.Domain.Days;
using Logistics.Domain.Parties;
using Logistics.Testing.Days;

namespace Logistics.Formats.Tests.Messages;

/// <summary>Partners that the sample messages name. All are invented.</summary>
static class Celleneuve
{
    /// <summary>A Thursday.</summary>
    public static readonly DateOnly Today = new(2026, 11, 19);

    public static readonly DayDeclarations Day = Build();

    static DayDeclarations Build()
    {
        var day = new DayBuilder { Date = Today };
        Add("biocoop-celleneuve", "Biocoop Celleneuve", "Celleneuve", PartyKind.Shop);
        Add("biocoop-arceaux", "Biocoop des Arceaux", "Montpellier", PartyKind.Shop);
        Add("fournil", "Boulangerie Le Fournil d'Antan", "Juvignac", PartyKind.Shop);
        Add("escale", "Épicerie sociale L'Escale", "Montpellier", PartyKind.SocialGrocery);
        Add("olivier", "Maison de quartier L'Olivier", "Celleneuve", PartyKind.ThirdPlace);
        Add("roseaux", "Ferme des Roseaux", "Lattes", PartyKind.Grower);
        Add("entraide", "Entraide Mosson", "Montpellier", PartyKind.Association);
        Add("cantine", "Cuisine centrale municipale", "Saint-Jean-de-Védas", PartyKind.Kitchen);
        Add("superette", "Supérette du Lac", "Saint-Jean-de-Védas", PartyKind.Shop);
        return day.Build();

        void Add(string code, string name, string commune, PartyKind kind) =>
            day.Site(code, day.Party(code, kind, adjust: party => party with { Name = name }), adjust: site => site with { Name = name, Commune = commune });
    }
}
