namespace Logistics.Roads.Profiles;

/// <summary>Whether a vehicle of this size and weight fits.</summary>
static class Limits
{
    public static bool Fits(in Element element, Profile profile)
    {
        var rules = profile.Rules.Limits;
        return FitsLength(element, rules.Height, profile.Height.Metres, rules.BelowDefaultHeight)
            && FitsLength(element, rules.Width, profile.Width.Metres, rules.BelowDefaultHeight)
            && FitsLength(element, rules.Length, profile.Length.Metres, rules.BelowDefaultHeight)
            && FitsWeight(element, rules.Weight, profile.Weight.Grams)
            && FitsWeight(element, rules.AxleLoad, profile.AxleLoad.Grams);
    }

    static bool FitsLength(in Element element, string[] keys, double size, double belowDefault)
    {
        foreach (var key in keys)
            switch (element[key])
            {
                case null or "default" or "none" or "no" or "unsigned" or "no_sign":
                    break;
                case "below_default":
                    // In France a sign is set up where the clearance is below 4.30 m; the word says only that it is lower, so a careful guess stands in.
                    element.Odd(key, "below_default", "lower than usual by an unknown amount, taken from the profile");
                    if (size > belowDefault)
                        return false;
                    break;
                case var value when Quantities.Metres(value) is { } limit and > 0:
                    if (size > limit)
                        return false;
                    break;
                case var value:
                    element.Odd(key, value);
                    break;
            }
        return true;
    }

    static bool FitsWeight(in Element element, string[] keys, long grams)
    {
        foreach (var key in keys)
            switch (element[key])
            {
                case null or "default" or "none" or "no" or "unsigned" or "no_sign":
                    break;
                case var value when Quantities.Kilograms(value) is { } limit and > 0:
                    if (grams > limit * 1000)
                        return false;
                    break;
                case var value:
                    element.Odd(key, value);
                    break;
            }
        return true;
    }
}
