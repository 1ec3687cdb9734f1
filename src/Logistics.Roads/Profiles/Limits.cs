namespace Logistics.Roads.Profiles;

/// <summary>Whether a vehicle of this size and weight fits.</summary>
static class Limits
{
    // A sign is set up in France where the clearance is below 4.30 m; "below_default" says only that it is lower, so a careful guess stands in.
    const double BelowDefault = 3.5;

    public static bool Fits(in Element element, VanProfile van) =>
        FitsLength(element, "maxheight", van.Height.Metres) && FitsLength(element, "maxheight:physical", van.Height.Metres)
        && FitsLength(element, "maxwidth", van.Width.Metres) && FitsLength(element, "maxwidth:physical", van.Width.Metres)
        && FitsLength(element, "maxlength", van.Length.Metres)
        && FitsWeight(element, "maxweight", van) && FitsWeight(element, "maxweightrating", van) && FitsWeight(element, "maxweightrating:goods", van);

    static bool FitsLength(in Element element, string key, double size)
    {
        switch (element[key])
        {
            case null or "default" or "none" or "no" or "unsigned" or "no_sign":
                return true;
            case "below_default":
                element.Odd(key, "below_default", "lower than usual by an unknown amount, taken as 3.5 m");
                return size <= BelowDefault;
            case var value when Quantities.Metres(value) is { } limit and > 0:
                return size <= limit;
            case var value:
                element.Odd(key, value);
                return true;
        }
    }

    static bool FitsWeight(in Element element, string key, VanProfile van)
    {
        switch (element[key])
        {
            case null or "default" or "none" or "no" or "unsigned" or "no_sign":
                return true;
            case var value when Quantities.Kilograms(value) is { } limit and > 0:
                return van.Weight.Grams <= limit * 1000;
            case var value:
                element.Odd(key, value);
                return true;
        }
    }
}
