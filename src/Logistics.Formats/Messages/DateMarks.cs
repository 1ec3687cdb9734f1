using Logistics.Domain.Goods;

namespace Logistics.Formats.Messages;

/// <summary>Reads the date that ends the goods' life: DLC, DDM, "à consommer de préférence avant", "se garde jusqu'à".</summary>
/// <remarks>
/// "À consommer jusqu'au" is a use-by date, "à consommer de préférence avant" a best-before date (Regulation (EU) No 1169/2011, annex X). Where the words fit
/// either, the stricter is taken and the other asked about; so is the earlier of two days.
/// </remarks>
static class DateMarks
{
    enum Sort
    {
        UseBy, BestBefore, KeepsUntil, Either,

        /// <summary>Means a date of the goods only where a day follows.</summary>
        Plain,
    }

    /// <summary>Longest phrases first.</summary>
    static readonly (string[] Words, Sort Sort)[] Phrases =
    [
        (["a", "consommer", "de", "preference"], Sort.BestBefore), (["de", "preference", "avant"], Sort.BestBefore), (["date", "de", "durabilite"], Sort.BestBefore),
        (["ddm"], Sort.BestBefore), (["dluo"], Sort.BestBefore),
        (["a", "consommer", "jusqu"], Sort.UseBy), (["date", "limite"], Sort.UseBy), (["dlc"], Sort.UseBy), (["dlcs"], Sort.UseBy),
        (["a", "consommer", "avant"], Sort.Either), (["a", "manger", "avant"], Sort.Either), (["peremption"], Sort.Either), (["perime"], Sort.Either), (["periment"], Sort.Either),
        (["expire"], Sort.Either), (["expirent"], Sort.Either), (["date", "courte"], Sort.Either), (["dates", "courtes"], Sort.Either), (["date", "proche"], Sort.Either), (["dates", "proches"], Sort.Either),
        (["date"], Sort.Plain), (["dates"], Sort.Plain),
        (["se", "garde"], Sort.KeepsUntil), (["se", "gardent"], Sort.KeepsUntil), (["se", "conserve"], Sort.KeepsUntil), (["se", "conservent"], Sort.KeepsUntil),
        (["tient", "jusqu"], Sort.KeepsUntil), (["tiennent", "jusqu"], Sort.KeepsUntil), (["tiendra", "jusqu"], Sort.KeepsUntil), (["tiendront", "jusqu"], Sort.KeepsUntil),
    ];

    static readonly HashSet<string> Between =
        ["de", "du", "la", "le", "les", "au", "a", "d", "est", "consommation", "peremption", "jusqu", "avant", "fin", "courte", "courtes", "proche", ":", "=", "-", "(", "pour", "en"];

    const int MostBetween = 6;

    public static DateMark? Read(Message message, DateOnly today, Doubts doubts)
    {
        DateMark? found = null;
        var calendar = new SaidDays(today);
        for (var i = 0; i < message.Count; i++)
        {
            if (!message.IsFree(i) || !Begins(message, i, out var phrase))
                continue;
            var at = i + phrase.Words.Length;
            while (at < i + phrase.Words.Length + MostBetween && Between.Contains(message[at]) && Said(calendar, message, at) is null)
                at++;
            if (Said(calendar, message, at) is not { } said)
            {
                // Of those the words are common enough without a date.
                if (phrase.Sort is Sort.KeepsUntil or Sort.Plain)
                    continue;
                doubts.Add(DraftField.Date, DoubtReason.Unclear);
                message.Take(i, i + phrase.Words.Length);
                continue;
            }
            var (day, next) = (said.Other is { } other && other < said.Day ? other : said.Day, said.Next);
            if (said.Other is { } second)
                doubts.Add(DraftField.Date, DoubtReason.Several, SaidDays.Text(day), SaidDays.Text(second < said.Day ? said.Day : second));
            if (message[next] is "et" or "ou" or "au" or "-" or "a" && calendar.ReadAfterArticle(message, message[next + 1] == "le" ? next + 2 : next + 1) is { } more && more.Day > day)
            {
                doubts.Add(DraftField.Date, DoubtReason.Several, SaidDays.Text(day), SaidDays.Text(more.Day));
                next = more.Next;
            }
            message.Take(i, next);
            if (found is not null)
            {
                if (found.Date != day)
                    doubts.Add(DraftField.Date, DoubtReason.Several, SaidDays.Text(found.Date < day ? found.Date : day), SaidDays.Text(found.Date < day ? day : found.Date));
                continue;
            }
            found = phrase.Sort switch
            {
                Sort.BestBefore => new DateMark.BestBefore(day),
                Sort.KeepsUntil => new DateMark.KeepsUntil(day),
                _ => new DateMark.UseBy(day),
            };
            if (phrase.Sort is Sort.Either or Sort.Plain)
                doubts.Add(DraftField.Date, DoubtReason.Unclear, "use-by", "best-before");
            else if (day < today && phrase.Sort != Sort.BestBefore)
                doubts.Add(DraftField.Date, DoubtReason.Unclear, SaidDays.Text(day));
        }
        return found;
    }

    static bool Begins(Message message, int at, out (string[] Words, Sort Sort) phrase)
    {
        foreach (var one in Phrases)
            if (message.Says(at, one.Words))
            {
                phrase = one;
                return true;
            }
        phrase = default;
        return false;
    }

    static SaidDay? Said(SaidDays calendar, Message message, int at)
    {
        if (message.Says(at, "du", "jour"))
            return calendar.Today(at + 2);
        // "3 jours" is a length, not the third of the month.
        if (message[at + 1] is "jour" or "jours" or "semaines" or "mois" or "h" or "heures")
            return null;
        return calendar.ReadMonth(message, at) ?? calendar.ReadAfterArticle(message, at);
    }
}
