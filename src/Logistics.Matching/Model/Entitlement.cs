namespace Logistics.Matching.Model;

/// <summary>
/// How well a recipient is served: grams received, earlier and today, per attested person. Levels are compared as whole numbers of
/// 2^-20 gram per person, rounded up, so comparison is exact and alike on every machine. Recipients without attested persons stand
/// above all others: they come after those who have a claim.
/// </summary>
static class Entitlement
{
    const int Shift = 20;

    /// <summary>Above every level that 2^40 grams (a million tonnes) can reach.</summary>
    const long NoClaim = 1L << 61;

    /// <summary>The level at which the recipient stands with so many grams today.</summary>
    public static long Level(RecipientRow recipient, long gramsToday)
    {
        var scaled = (recipient.Earlier + gramsToday) << Shift;
        return recipient.Persons > 0 ? (scaled + recipient.Persons - 1) / recipient.Persons : NoClaim + scaled;
    }

    /// <summary>The most grams today, possibly negative, with which the recipient stands at or below the level.</summary>
    public static long GramsAt(RecipientRow recipient, long level)
    {
        if (recipient.Persons == 0)
            return ((level - NoClaim) >> Shift) - recipient.Earlier;
        return (long)Int128.Min((Int128)level * recipient.Persons >> Shift, long.MaxValue) - recipient.Earlier;
    }

    /// <summary>Whole grams per attested person, rounded down; null without attested persons.</summary>
    public static long? GramsPerPerson(RecipientRow recipient, long gramsToday) =>
        recipient.Persons > 0 ? (recipient.Earlier + gramsToday) / recipient.Persons : null;
}
