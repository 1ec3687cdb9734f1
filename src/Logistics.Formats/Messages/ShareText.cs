using System.Globalization;
using System.Resources;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Formats.Sheets;

namespace Logistics.Formats.Messages;

/// <summary>A few lines about a lot, to be pasted into a group of partners: what, how much, in which commune, until when, and where to read on.</summary>
/// <remarks>No party, no site, no person, no telephone number, no street: who may know them finds them behind the link.</remarks>
public static class ShareText
{
    static readonly ResourceManager Texts = new("Logistics.Formats.Messages.ShareTexts", typeof(ShareText).Assembly);

    /// <param name="link">Written as it is: it must not itself name a person or open anything.</param>
    /// <param name="culture">Language of the text: English or, for any other, French.</param>
    public static string Of(Lot lot, DayIndex day, Uri link, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(lot);
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(culture);
        var spoken = culture.TwoLetterISOLanguageName == "en" ? culture : CultureInfo.GetCultureInfo("fr-FR");
        var words = new SheetWords(spoken);
        var until = TimeZoneInfo.ConvertTime(lot.PickupWindow.End, day.ZoneOf(lot.Territory));
        var weight = Word(lot.Quantity.Low == lot.Quantity.High ? "exactly" : "about", words.Kg(lot.Quantity.Expected));
        var amount = lot.Crates > 0 ? Word(lot.Crates == 1 ? "crate" : "crates", lot.Crates, weight) : weight;
        return string.Join('\n',
        [
            Word("what", Tokenizer.WithoutContacts(lot.Product), amount),
            Word("where", day[lot.Site].Commune),
            Word("until", words.LongDate(DateOnly.FromDateTime(until.DateTime)), until.ToString("HH:mm", CultureInfo.InvariantCulture)),
            link.ToString(),
        ]);

        string Word(string key, params ReadOnlySpan<object?> values) =>
            string.Format(spoken, Texts.GetString(key, spoken) ?? throw new MissingManifestResourceException($"No text '{key}'."), values);
    }
}
