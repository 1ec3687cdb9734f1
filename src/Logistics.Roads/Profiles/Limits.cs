namespace Logistics.Roads.Profiles;

/// <summary>Whether a vehicle of this size and weight fits; restricted where it may exceed a limit to make a stop.</summary>
static class Limits
{
    public static Openness Of(in Element element, Profile profile)
    {
        var rules = profile.Rules.Limits;
        var openness = Openness.Open;
        var ear = element;
        foreach (var (keys, size, read) in (ReadOnlySpan<(string[], double, Func<string, double?>)>)
            [
                (rules.Height, profile.Height.Metres, Quantities.Metres),
                (rules.Width, profile.Width.Metres, Quantities.Metres),
                (rules.Length, profile.Length.Metres, Quantities.Metres),
                (rules.Weight, profile.Weight.Grams / 1000.0, Quantities.Kilograms),
                (rules.AxleLoad, profile.AxleLoad.Grams / 1000.0, Quantities.Kilograms),
            ])
            foreach (var key in keys)
            {
                var now = element.NowOf(key);
                var fits = now is { IsForStops: false } always ? Fits(always.Value) : Fits(element[key]);
                if (!fits && now is { IsForStops: true } stop && Fits(stop.Value))
                    openness = Openness.Restricted;
                else if (!fits)
                    return Openness.Closed;

                bool Fits(string? value)
                {
                    switch (value)
                    {
                        case null or "default" or "none" or "no" or "unsigned" or "no_sign":
                            return true;
                        case "below_default":
                            // In France a sign is set up where the clearance is below 4.30 m; the word says only that it is lower, so a careful guess stands in.
                            ear.Odd(key, value, "lower than usual by an unknown amount, taken from the profile");
                            return size <= rules.BelowDefaultHeight;
                    }
                    if (read(value) is { } limit and > 0)
                        return size <= limit;
                    ear.Odd(key, value);
                    return true;
                }
            }
        return openness;
    }
}
