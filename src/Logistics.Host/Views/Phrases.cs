using System.Globalization;
using Logistics.Domain;
using Logistics.Measures;

namespace Logistics.Host.Views;

/// <summary>Quantities and times as people read them, in the request's language and the territory's zone.</summary>
public sealed class Phrases(CultureInfo culture, TimeZoneInfo zone)
{
    public CultureInfo Culture => culture;

    /// <summary>Whole kilograms, or one decimal under ten.</summary>
    public string Kg(Mass mass) => $"{Number(mass.Kilograms, Math.Abs(mass.Kilograms) < 10 ? 1 : 0)}\u00a0kg";

    /// <summary>A share per person: grams under a kilogram.</summary>
    public string PerPerson(Mass mass) => mass.Grams < 1000 ? $"{Number(mass.Grams, 0)}\u00a0g" : $"{Number(mass.Kilograms, 1)}\u00a0kg";

    public string Km(Distance distance) => $"{Number((decimal)distance.Kilometres, distance.Kilometres < 10 ? 1 : 0)}\u00a0km";

    /// <summary>Such as "3 h 05"; minutes are rounded up, a plan must not promise to be sooner than it is.</summary>
    public string Hours(Duration duration)
    {
        var minutes = (duration.SecondsRoundedUp + 59) / 60;
        return minutes < 60 ? $"{minutes}\u00a0min" : $"{minutes / 60}\u00a0h\u00a0{minutes % 60:00}";
    }

    public string Percent(decimal percent) => $"{Number(percent, percent is > 0 and < 10 ? 1 : 0)}\u00a0%";

    public string Clock(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string Span(DateTimeOffset begin, DateTimeOffset end) => $"{Clock(begin)}\u2009–\u2009{Clock(end)}";

    public string Span(TimeWindow window) => Span(window.Begin, window.End);

    /// <summary>Hours since local midnight of the day the instant falls in, for drawings.</summary>
    public double HourOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).TimeOfDay.TotalHours;

    public string LongDate(DateOnly date) => date.ToString(culture.TwoLetterISOLanguageName == "fr" ? "dddd d MMMM yyyy" : "dddd d MMMM yyyy", culture);

    /// <summary>The day on which it is, where the visitor looks at.</summary>
    public string LongDate(DateTimeOffset instant) => LongDate(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime));

    public string ShortDate(DateOnly date) => date.ToString("ddd d MMM", culture);

    /// <summary>Grams of CO2 as kilograms or tonnes.</summary>
    public string Co2(long grams) => Math.Abs(grams) >= 10_000_000 ? $"{Number(grams / 1_000_000m, 1)}\u00a0t" : $"{Number(grams / 1000m, 0)}\u00a0kg";

    /// <summary>A difference with its sign, a true minus sign and not a hyphen: "+12 kg", "−3 km", "±0".</summary>
    public static string Signed(decimal value, string unsigned) => value switch { > 0 => $"+{unsigned}", < 0 => $"−{unsigned}", _ => "±0" };

    public string SignedKg(Mass difference) => Signed(difference.Grams, Kg(new Mass(Math.Abs(difference.Grams))));

    public string SignedKm(Distance difference) => Signed(difference.Decimetres, Km(new Distance(Math.Abs(difference.Decimetres))));

    string Number(decimal value, int decimals) =>
        decimal.Round(value, decimals, MidpointRounding.AwayFromZero).ToString(decimals == 0 ? "#,0" : "#,0.#", culture);
}
