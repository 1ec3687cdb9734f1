namespace Logistics.Formats.Messages;

/// <summary>Whether goods are asked for or offered. Of several such words in a text, the one before the goods counts, else the first.</summary>
sealed class Intent
{
    static readonly HashSet<string> Asking = ["cherche", "cherchons", "cherchent", "recherche", "recherchons", "besoin", "besoins", "manque", "manquons", "manquent", "manquerait", "faudrait", "voudrait", "voudrions", "aimerait", "souhaitons", "souhaite", "demande"];

    static readonly HashSet<string> Offering = ["donne", "donnons", "donner", "dispo", "dispos", "disponible", "disponibles", "surplus", "invendus", "reste", "restent", "propose", "proposons", "offre", "offrons", "recuperer", "don", "dons", "avons", "ai"];

    readonly List<(int At, bool IsNeed)> words = [];

    public Intent(Message message)
    {
        for (var i = 0; i < message.Count; i++)
            if (IsAsking(message, i))
                words.Add((i, true));
            else if (Offering.Contains(message[i]) || message.Says(i, "a", "prendre") || message.Says(i, "on", "a") && message[i + 2] != "besoin")
                words.Add((i, false));
    }

    /// <summary>Asked for goods in the order of the text.</summary>
    public bool IsNeed(int at)
    {
        if (words.Count == 0)
            return false;
        var index = words.BinarySearch((at, true));
        return words[Math.Max(index >= 0 ? index : ~index - 1, 0)].IsNeed;
    }

    static bool IsAsking(Message message, int at)
    {
        // "Quelqu'un a du pain ?"
        if (message.Says(at, "quelqu", "un", "a") && message[at + 3] is "du" or "des" or "de" or "d" || message.Says(at, "qui", "a") && message[at + 2] is "du" or "des" or "de")
            return true;
        if (message.Says(at, "il", "nous", "faut") || message.Says(at, "il", "me", "faut"))
            return true;
        if (!Asking.Contains(message[at]))
            return false;
        return message[at] switch
        {
            // "Cherche preneur" and "qui en a besoin ?" offer; "plus besoin" and "si besoin" ask for nothing.
            "cherche" or "cherchons" or "recherche" or "recherchons" => message[at + 1] is not ("preneur" or "preneurs" or "repreneur" or "repreneurs" or "quelqu" or "une" or "qui" or "benevole" or "benevoles") || (message[at + 1] == "une" && message[at + 2] is not ("asso" or "association" or "structure" or "famille")),
            "besoin" => message[at - 1] is not ("si" or "pas" or "plus" or "de") && message[at - 2] is not ("en" or "cas") && message[at - 3] != "qui" || message.Says(at - 2, "pas", "mal"),
            "demande" or "souhaite" => message[at - 1] is not "la",
            _ => true,
        };
    }
}
