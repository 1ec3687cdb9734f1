namespace Logistics.Formats.Messages;

/// <summary>Words of every message that are neither food nor place nor number, however near to one they are spelt.</summary>
static class Fillers
{
    /// <summary>Words behind a number that count no goods: "3 personnes", "12 rue", "20 minutes".</summary>
    static readonly HashSet<string> NotGoods =
    [
        "personne", "personnes", "benevole", "benevoles", "rue", "avenue", "boulevard", "bd", "av", "place", "chemin", "route", "impasse", "allee", "bis", "ter", "min", "mn", "minute", "minutes",
        "jour", "jours", "heure", "heures", "h", "semaine", "semaines", "mois", "an", "ans", "km", "metres", "m", "euros", "euro", "etage", "etages", "fois", "voyage", "voyages", "asso", "assos", "association",
        "associations", "structure", "structures", "famille", "familles", "enfant", "enfants", "places", "point", "points", "quai", "porte", "batiment", "bat", "rdv", "er", "eme", "e", "degres", "c",
    ];

    static readonly HashSet<string> Streets = ["rue", "avenue", "boulevard", "bd", "chemin", "impasse", "allee", "allees", "quai", "faubourg", "bis"];

    static readonly HashSet<string> Common =
    [
        .. NotGoods, "bonjour", "bonsoir", "salut", "coucou", "hello", "bjr", "bsr", "merci", "svp", "stp", "cordialement", "equipe", "tout", "tous", "toute", "toutes", "monde", "avec", "avant", "apres", "pour", "dans", "chez",
        "cette", "cet", "sont", "etre", "avoir", "avons", "avez", "nous", "vous", "elle", "elles", "leur", "leurs", "notre", "votre", "mais", "donc", "encore", "aussi", "plus", "moins", "tres", "bien", "bon", "bonne", "beau", "belle",
        "beaux", "belles", "reste", "restes", "restent", "donner", "donne", "donnons", "prendre", "venir", "chercher", "cherche", "cherchons", "recuperer", "recup", "recuperation", "dispo", "dispos", "disponible", "disponibles", "possible", "urgent",
        "urgence", "besoin", "manque", "demande", "semaine", "marche", "courses", "course", "personne", "matin", "midi", "soir", "journee", "demain", "aujourd", "hui", "samedi", "dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
        "camion", "voiture", "fourgon", "utilitaire", "produit", "produits", "marchandise", "marchandises", "quantite", "stock", "frigo", "frigos", "congelateur", "chambre", "froide", "palette", "palettes", "caisse", "caisses", "magasin", "boutique", "local", "depot",
        "table", "tables", "quelqu", "quelque", "quelques", "plusieurs", "environ", "chacun", "chacune", "partir", "entre", "jusqu", "jusque", "tard", "interesse", "interesses", "message", "info", "infos", "appel", "appeler", "contact", "contacter", "voir",
        "lot", "lots", "don", "dons", "surplus", "partage", "partager", "suite", "salle", "accueil", "entree", "parking", "derriere", "devant", "grand", "grande", "petit", "petite", "gros", "grosse", "prevoir", "cagettes", "sacs", "glaciere", "glacieres",
        "courte", "courtes", "proche", "court", "autre", "autres", "chose", "choses", "meme", "comme", "suis", "sommes", "fait", "faire", "faut", "peut", "pouvez", "veut", "veux", "serait", "aurait", "auriez", "passer", "passe", "repas", "coeur", "coeurs", "resto", "restos",
    ];

    public static bool CountsNoGoods(string word) => NotGoods.Contains(word);

    public static bool IsCommon(string word) => Common.Contains(word);

    /// <summary>Takes "12 rue des Orangers" up to the next mark or number: a street is no food, and stays with the sender.</summary>
    public static void TakeStreets(Message message)
    {
        const int longestName = 5;
        for (var i = 0; i < message.Count; i++)
        {
            if (!Streets.Contains(message[i]) && !(message[i] is "av" or "place" or "route" && message.Number(i - 1) is not null))
                continue;
            var end = i + 1;
            while (end < message.Count && end <= i + longestName && message.IsWord(end) && message[end] is not ("avant" or "a" or "entre" or "jusqu" or "demain" or "pour" or "et"))
                end++;
            message.Take(message.Number(i - 1) is not null ? i - 1 : i, end);
            i = end - 1;
        }
    }
}
