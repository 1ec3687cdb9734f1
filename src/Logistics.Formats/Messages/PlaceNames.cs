using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Parties;

namespace Logistics.Formats.Messages;

/// <summary>Finds the place of the day that a message names, by name of the site or of its party and by commune; case, accents and slips aside.</summary>
/// <remarks>
/// A word of a name weighs the less the more sites share it: of "Épicerie sociale L'Escale" the Escale tells. A site is named when half the weight of its
/// name, or of its party's, stands close together in the text with a word that no other site has, or all of it; when more are named as well, the
/// commune decides, or the person who is asked. A commune alone names no site.
/// </remarks>
sealed class PlaceNames
{
    /// <summary>Words of one name stand within so many tokens.</summary>
    const int Nearby = 7;

    /// <summary>How far behind "à" or "chez" a name begins.</summary>
    const int Reach = 4;

    const double Enough = 0.5, Lead = 0.15;

    static readonly HashSet<string> Empty = ["de", "la", "le", "les", "du", "des", "l", "d", "et", "a", "au", "aux", "en", "sur", "sous", "pour", "bio", "rue", "saint", "sainte", "st", "ste"];

    static readonly HashSet<string> Leading = ["a", "au", "aux", "chez", "devant", "depuis", "adresse", "lieu", "rdv", "retrait", "magasin", "boutique", "local"];

    sealed record Name(int Site, string[] Words, double Weight);

    sealed record Find(int Site, bool IsNamed, double Weight, int From, int End, HashSet<int> Tokens);

    readonly ValueList<Site> sites;
    readonly List<Name> names = [];
    readonly Dictionary<string, List<int>> namesByWord = [];
    readonly Dictionary<string, double> weights = [];
    readonly Dictionary<string, List<int>> sitesByCommune = [];
    readonly NearWords near;

    public PlaceNames(DayDeclarations day)
    {
        sites = day.Sites;
        var parties = day.Parties.ToDictionary(party => party.Id);
        List<(int Site, string[] Words)> all = [];
        for (var i = 0; i < sites.Count; i++)
        {
            string[][] known = [WordsOf(sites[i].Name), parties.TryGetValue(sites[i].Party, out var party) ? WordsOf(party.Name) : [], WordsOf(sites[i].Code)];
            all.AddRange(known.Where(words => words.Length > 0).Select(words => (i, words)));
            var commune = string.Join(' ', AllWordsOf(sites[i].Commune));
            if (commune.Length > 0)
                (sitesByCommune.TryGetValue(commune, out var there) ? there : sitesByCommune[commune] = []).Add(i);
        }
        foreach (var group in all.SelectMany(name => name.Words.Select(word => (word, name.Site))).Distinct().GroupBy(x => x.word))
            weights[group.Key] = 1.0 / group.Count();
        foreach (var (site, words) in all)
        {
            foreach (var word in words)
                (namesByWord.TryGetValue(word, out var those) ? those : namesByWord[word] = []).Add(names.Count);
            names.Add(new(site, words, words.Sum(word => weights[word])));
        }
        near = new(namesByWord.Keys.Concat(sitesByCommune.Keys.Where(commune => !commune.Contains(' '))));
    }

    /// <summary>The site's code; null when none is named well enough. Takes the words of the name.</summary>
    public string? Read(Message message, Doubts doubts)
    {
        var communes = Communes(message);
        var found = Finds(message);
        var strong = found.Where(find => find.IsNamed).ToArray();
        var there = communes.SelectMany(x => x.Value).ToHashSet();
        var named = strong.Where(find => there.Contains(find.Site)).ToArray() is { Length: > 0 } local ? local : strong;
        if (named.Length > 0)
        {
            var first = named[0];
            var others = named.Where(find => first.Weight * (1 - Lead) <= find.Weight).ToArray();
            foreach (var find in others)
                Take(message, find);
            foreach (var at in communes.Keys)
                message.Take(at.From, at.End);
            if (others.Length == 1)
                return sites[first.Site].Code;
            doubts.Add(DraftField.Site, DoubtReason.Several, others.Select(find => sites[find.Site].Code));
            return null;
        }
        foreach (var at in communes.Keys)
            message.Take(at.From, at.End);
        var weak = found.Where(find => IsLedTo(message, find.From)).ToArray();
        foreach (var find in weak)
            Take(message, find);
        var maybe = weak.Where(find => there.Contains(find.Site)).ToArray() is { Length: > 0 } nearby ? nearby : weak;
        string[] codes = [.. (maybe.Length > 0 ? maybe.Select(find => find.Site) : there.Order()).Select(site => sites[site].Code)];
        doubts.Add(DraftField.Site, codes.Length switch { 0 => DoubtReason.Missing, 1 => DoubtReason.Unclear, _ => DoubtReason.Several }, codes);
        return null;
    }

    /// <summary>Best first; of a site its best name, of a name its best stretch of text.</summary>
    List<Find> Finds(Message message)
    {
        Dictionary<string, string?> corrected = [];
        Dictionary<int, List<(int At, string Word)>> hits = [];
        for (var i = 0; i < message.Count; i++)
        {
            if (!message.IsWord(i) || !message.IsFree(i) || Known(message[i], corrected) is not { } word || !namesByWord.TryGetValue(word, out var those))
                continue;
            foreach (var name in those)
                (hits.TryGetValue(name, out var list) ? list : hits[name] = []).Add((i, word));
        }
        return [.. hits.Select(hit => Best(names[hit.Key], hit.Value)).OfType<Find>()
            .GroupBy(find => find.Site).Select(group => group.MaxBy(find => (find.IsNamed, find.Weight))!)
            .OrderByDescending(find => find.Weight).ThenBy(find => sites[find.Site].Code, StringComparer.Ordinal)];
    }

    Find? Best(Name name, List<(int At, string Word)> hits)
    {
        Find? best = null;
        for (var i = 0; i < hits.Count; i++)
        {
            HashSet<string> words = [];
            HashSet<int> tokens = [];
            for (var j = i; j < hits.Count && hits[j].At < hits[i].At + Nearby; j++)
                if (words.Add(hits[j].Word))
                    tokens.Add(hits[j].At);
            var weight = words.Sum(word => weights[word]);
            // A name that is all food, as "Le Pain", is only a name where a preposition leads to it: that is seen later.
            if (words.All(word => word.Length < 4 || FoodWords.IsFood(word)) && words.Count < name.Words.Length)
                continue;
            if (best is null || weight > best.Weight)
                best = new(name.Site, IsNamed(name, words, weight), weight, hits[i].At, tokens.Max() + 1, tokens);
        }
        return best;
    }

    bool IsNamed(Name name, HashSet<string> words, double weight) =>
        words.Count == name.Words.Length || (weight >= Enough * name.Weight && words.Any(word => weights[word] == 1 && !sitesByCommune.ContainsKey(word)));

    /// <summary>Communes that stand in the text, with their sites.</summary>
    Dictionary<(int From, int End), List<int>> Communes(Message message)
    {
        Dictionary<(int, int), List<int>> found = [];
        Dictionary<string, string?> corrected = [];
        for (var i = 0; i < message.Count; i++)
        {
            if (!message.IsWord(i) || !message.IsFree(i))
                continue;
            var said = "";
            var begun = i;
            for (var next = i; next < i + 5 && message.IsWord(next); next++)
            {
                said += (said.Length > 0 ? " " : "") + (message[next] == "st" ? "saint" : message[next]);
                var known = sitesByCommune.ContainsKey(said) ? said : next == begun ? Known(said, corrected) : null;
                if (known is null || !sitesByCommune.TryGetValue(known, out var there))
                    continue;
                found[(begun, next + 1)] = there;
                i = next;
            }
        }
        return found;
    }

    string? Known(string word, Dictionary<string, string?> corrected)
    {
        if (namesByWord.ContainsKey(word) || sitesByCommune.ContainsKey(word))
            return word;
        if (!corrected.TryGetValue(word, out var nearest))
            // A word of its own, such as a food, is no slip for the name of a place.
            corrected[word] = nearest = FoodWords.IsFood(word) || Fillers.IsCommon(word) ? null : near.Find(word);
        return nearest;
    }

    static bool IsLedTo(Message message, int at)
    {
        for (var i = at - 1; i >= at - Reach && i >= 0 && !message.Tokens[i].IsMark; i--)
            if (Leading.Contains(message[i]))
                return true;
        return false;
    }

    static void Take(Message message, Find find)
    {
        foreach (var at in find.Tokens)
            message.Take(at, at + 1);
        // "Magasin bio Les Épis": what stands between the words of a name belongs to it.
        message.Take(find.From, find.End);
    }

    static IEnumerable<string> AllWordsOf(string name) => Tokenizer.Cut(name).Where(token => token.IsWord).Select(token => token.Word);

    static string[] WordsOf(string name) => [.. AllWordsOf(name).Where(word => word.Length > 1 && !Empty.Contains(word)).Distinct()];
}
