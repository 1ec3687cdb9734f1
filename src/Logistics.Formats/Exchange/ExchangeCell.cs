using System.Globalization;

namespace Logistics.Formats.Exchange;

/// <summary>Cells as French programs and people write them; null where one is not what it should be.</summary>
public static class ExchangeCell
{
    public static DateOnly? Date(string cell) =>
        DateOnly.TryParseExact(cell, ["d/M/yyyy", "d/M/yy", "yyyy-MM-dd", "d.M.yyyy", "d-M-yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static TimeOnly? Time(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return TimeOnly.TryParseExact(cell.ToLowerInvariant(), ["H:mm", "H:mm:ss", "H'h'mm", "H'h'"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }

    /// <summary>1 250,5 and 1250.5 alike: French programs put spaces, some of them unbreakable, between thousands.</summary>
    public static decimal? Number(string cell) =>
        decimal.TryParse(
            string.Concat(cell.Where(x => !char.IsWhiteSpace(x))).Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static bool? Flag(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.ToLowerInvariant() switch
        {
            "oui" or "o" or "yes" or "vrai" or "true" or "1" or "x" => true,
            "non" or "n" or "no" or "faux" or "false" or "0" => false,
            _ => null,
        };
    }
}
